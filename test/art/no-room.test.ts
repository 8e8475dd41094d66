/** Pictures for which the disk has no room: full, or above the user's share of it. */
import type * as FileSystem from 'node:fs'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openArtCache } from '../../src/art/cache.ts'
import { tempDir } from '../support/cli.ts'

const failure = vi.hoisted(() => ({ code: '' }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>()
  const writeFileSync: typeof fs.writeFileSync = (file, data) => {
    fs.writeFileSync(file, data)
    throw Object.assign(new Error(failure.code), { code: failure.code })
  }
  return { ...fs, writeFileSync }
})

it.each([
  ['ENOSPC', 'no-space', 'no space left on the device'],
  ['EDQUOT', 'no-space', 'the disk quota is used up'],
  ['EACCES', 'art-not-fetched', 'permission denied'],
])('%s', (code, told, why) => {
  failure.code = code
  const folder = tempDir('no-room')
  const keep = (): void => openArtCache(folder).keepMissing({ url: 'https://example.org/a.png', at: 1 })
  expect(keep).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: told, message: expect.stringContaining(why) })],
    }),
  )
  const left = readdirSync(join(folder, 'urls'), { recursive: true, withFileTypes: true })
  expect(left.filter((entry) => entry.isFile())).toEqual([])
})
