import { expect, it } from 'vitest'
import type { TreeSection } from '../../src/steps/devices/sections.ts'
import { withWrittenLists } from '../../src/steps/devices/written-lists.ts'
import { readState } from '../../src/targets/device/notes/state.ts'
import { memoryDisk } from '../support/memory-disk.ts'

const LISTING: TreeSection = {
  id: 'listing/snes',
  kind: 'listing',
  arg: 'card/snes',
  hash: '',
  files: 1,
  folders: [],
  refused: [],
}

it('of a device whose notes cannot be read, no list is known to be written to: its plan tells why', () => {
  const disk = memoryDisk()
  disk.failReadAt(1, 'EIO', true)
  expect(() => readState(disk)).toThrow('EIO')
  expect(withWrittenLists(disk, [LISTING])).toEqual(new Set())
})
