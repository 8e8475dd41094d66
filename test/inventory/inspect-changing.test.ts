/** A file that is written to while it is read is not believed. The file system is told to show that. */
import type * as FileSystem from 'node:fs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { inspector } from '../../src/inventory/hashing/inspect.ts'
import { tempDir } from '../support/cli.ts'

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>()
  let calls = 0
  return {
    ...fs,
    fstatSync: (fd: number) => {
      const found = fs.fstatSync(fd)
      found.mtimeMs += calls++
      return found
    },
  }
})

const dir = tempDir('changing', afterAll)

it('says that it changed, and gives no hash of it', async () => {
  const file = join(dir, 'growing.nes')
  writeFileSync(file, 'still growing')
  const facts = await inspector({ md5: false })(file)
  expect(facts.content).toBeUndefined()
  expect(facts.troubles).toEqual([{ code: 'file-changing', what: 'it changed while it was read' }])
})
