/** What `status` and `doctor` tell of a card that knows no case in names: two spellings are one file. */
import { describe, expect, test } from 'vitest'
import type { Disk } from '../../src/disk/disk.ts'
import { driftOn } from '../../src/targets/device/look/drift.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { strangers } from '../../src/targets/device/look/strangers.ts'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { build } from './support.ts'

const drifted = (disk: MemoryDisk): string[] => driftOn(disk, observe(disk)).map(({ path }) => path)
const foreign = (disk: MemoryDisk): string[] => strangers(disk, []).files.map(({ path }) => path)

describe('on a card that knows no case', () => {
  test('a game that is only spelled otherwise now has not changed', async () => {
    const disk = memoryDisk({ foldCase: true })
    await build(disk, { 'nes/A.nes': 'one' })
    await build(disk, { 'nes/a.nes': 'one' })
    expect([drifted(disk), foreign(disk)]).toEqual([[], []])
    disk.write('nes/a.nes', Buffer.from('patched'))
    expect(drifted(disk)).toEqual(['nes/a.nes'])
  })

  test('games in a folder that somebody spelled otherwise are no strangers', async () => {
    const disk = memoryDisk({ foldCase: true })
    for (const folder of ['Games', 'Games/nes']) disk.mkdir(folder)
    disk.write('Games/nes/mine.nes', Buffer.from('mine'))
    await build(disk, { 'games/NES/A.nes': 'one' })
    expect([drifted(disk), foreign(disk)]).toEqual([[], ['Games/nes/mine.nes']])
  })
})

test('where case counts, what is spelled otherwise is a stranger', async () => {
  const disk = memoryDisk({ foldCase: false })
  await build(disk, { 'nes/A.nes': 'one' })
  disk.write('nes/a.nes', Buffer.from('one'))
  expect([drifted(disk), foreign(disk)]).toEqual([[], ['nes/a.nes']])
})

test('a folder that nobody may look into is told, and what lies beside it', async () => {
  const disk = memoryDisk()
  await build(disk, { 'nes/A.nes': 'one' })
  disk.mkdir('lost+found')
  disk.write('mine.txt', Buffer.from('mine'))
  const closed: Disk = {
    ...disk,
    list(folder) {
      if (folder === 'lost+found') throw Object.assign(new Error('closed'), { code: 'EACCES' })
      return disk.list(folder)
    },
  }
  const { files, unread } = strangers(closed, [])
  expect([files.map(({ path }) => path), unread]).toEqual([
    ['mine.txt'],
    [['lost+found', 'permission denied']],
  ])
})
