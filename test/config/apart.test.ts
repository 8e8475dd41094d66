/** A signal that comes just before a config runs. */
import { expect, it } from 'vitest'
import { endedBySignals } from '../../src/config/apart.ts'

it.skipIf(process.platform === 'win32')('tells who listened of a signal that came just before', async () => {
  const heard: string[] = []
  const listener = (signal: string) => void heard.push(signal)
  process.on('SIGINT', listener)
  process.kill(process.pid, 'SIGINT')
  await endedBySignals(() => Promise.resolve())
  process.off('SIGINT', listener)
  expect(heard).toEqual(['SIGINT'])
})
