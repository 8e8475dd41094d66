/** What all share who ask providers is closed, whatever becomes of the asking. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CacheBackend } from '../../src/metadata/cache/cache.ts'
import { withShared } from '../../src/metadata/opening/with-shared.ts'
import { tempDir } from '../support/cli.ts'

const none = (text: string): never => expect.fail(text)

function optionsIn(folder: string) {
  return { env: { CURATOR_CACHE: join(folder, 'shared') }, stateFolder: folder }
}

it('is closed after a failure, and what was kept is there the next time', async () => {
  const options = { ...optionsIn(tempDir('shared')), warn: none }
  let opened: CacheBackend | undefined
  const asking = withShared(options, async ({ cache }) => {
    opened = cache
    await cache.set('key', 'answer', 60_000)
    throw new Error('cut off')
  })
  await expect(asking).rejects.toThrow('cut off')
  await expect(opened?.get('key')).rejects.toThrow('not open')
  expect(await withShared(options, ({ cache }) => cache.get('key'))).toBe('answer')
})

it('says that answers cannot be kept, and keeps them for the call', async () => {
  const folder = tempDir('shared')
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const said: string[] = []
  const options = { ...optionsIn(folder), stateFolder: file, warn: (text: string) => void said.push(text) }
  const kept = await withShared(options, async ({ cache }) => {
    await cache.set('key', 'answer', 60_000)
    return cache.get('key')
  })
  expect(kept).toBe('answer')
  expect(said).toEqual([expect.stringMatching(/^Answers are kept for this call only: \S/)])
})
