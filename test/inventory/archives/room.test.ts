/** Room on the disk for what has to be put aside: asked for before it is used up, and not all of it is taken. */
import { readdirSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { openShelf } from '../../../src/inventory/archives/shelf.ts'
import { tempDir } from '../../support/cli.ts'

const MIB = 1024 * 1024
const disk = vi.hoisted(() => ({ free: 0 }))
vi.mock('../../../src/disk/free-space.ts', () => ({ freeBytes: () => disk.free }))

it('leaves some of it to others, and says so', () => {
  const folder = tempDir('room')
  const put = (): void =>
    openShelf({ memory: MIB, folder })
      .box(9 * MIB)
      .push(Buffer.alloc(16))
  disk.free = 73 * MIB - 1
  expect(put).toThrow(
    `needs 9 MiB in ${folder} to be unpacked, where 72 MiB are free, of which 64 MiB are left to others`,
  )
  disk.free = 73 * MIB
  expect(put).not.toThrow()
  expect(readdirSync(folder)).toEqual([])
})
