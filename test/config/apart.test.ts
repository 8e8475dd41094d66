/** What a config that ran leaves behind: nothing that slows down the process, and every signal told. */
import { AsyncResource } from 'node:async_hooks'
import { expect, it } from 'vitest'
import { endedBySignals, runApart } from '../../src/config/reading/apart.ts'

it.skipIf(process.platform === 'win32')('tells who listened of a signal that came just before', async () => {
  const heard: string[] = []
  const listener = (signal: string) => void heard.push(signal)
  process.on('SIGINT', listener)
  process.kill(process.pid, 'SIGINT')
  await endedBySignals(() => Promise.resolve())
  process.off('SIGINT', listener)
  expect(heard).toEqual(['SIGINT'])
})

it('is followed no longer when it is over, for whatever is followed slows down all that waits', async () => {
  // Node before 24 marks all that is opened, once for each that is followed
  const marks = () => Object.getOwnPropertySymbols(new AsyncResource('any')).length
  const before = marks()
  const during = await runApart('curator.config.ts', async () => marks())
  expect(marks()).toBe(before)
  if (Number.parseInt(process.versions.node) < 24) expect(during).toBe(before + 1)
})
