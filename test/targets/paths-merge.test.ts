/** Collections that frontends write as well: what their users put there stays. */
import { describe, expect, it } from 'vitest'
import { esDe } from '../../presets/index.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice } from '../../src/targets/device/plan/plan.ts'
import { mergePaths } from '../../src/targets/formats/paths-merge.ts'
import { pathsFile } from '../../src/targets/lists/frontend.ts'
import type { PlaylistForm } from '../../src/targets/preset.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { build, sayActions, visible } from '../device/support.ts'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

describe('merging', () => {
  const now = (line: string): string | undefined => {
    if (line === 'ours/old') return 'ours/new'
    return line.startsWith('ours/') ? undefined : line
  }

  it('keeps lines of others behind ours, and no line of ours that is not listed any more', () => {
    expect(mergePaths('mine/x\r\nours/a\r\nours/left\r\n', 'ours/b\nours/a\n', now)).toBe(
      'ours/b\nours/a\nmine/x\n',
    )
  })

  it('calls games that users added what they are called now, each once', () => {
    expect(mergePaths('ours/old\nmine/x\n', 'ours/a\n', now)).toBe('ours/a\nours/new\nmine/x\n')
    expect(mergePaths('ours/old\nmine/x\n', 'ours/new\n', now)).toBe('ours/new\nmine/x\n')
  })

  it('leaves what is there to the byte when nothing is new', () => {
    for (const there of ['ours/a\r\nmine/x\r\n', 'ours/a\nmine/x'])
      expect(mergePaths(there, 'ours/a\n', now)).toBe(there)
  })
})

describe('on a device', () => {
  const target = esDe<string, string>({ path: 'out', policy: 'all', playlists: ['best'] })
  const form = target.device.playlistFiles as PlaylistForm<'paths'>
  const LIST = 'ES-DE/collections/custom-Best.cfg'
  const DISC = 'ROMs/psx/Long.m3u/Long.m3u'

  it('keeps the games that were added in the frontend', async () => {
    const disk = memoryDisk()
    await build(disk, { 'ROMs/snes/A.sfc': 'one', [DISC]: 'discs', [LIST]: listOf('ROMs/snes/A.sfc', DISC) })
    const added = `%ROMPATH%/snes/mine.sfc\n%ROMPATH%/psx/Long.m3u\n%ROMPATH%/snes/A.sfc\n`
    disk.write(LIST, Buffer.from(added))
    disk.wait(10_000)
    expect(plan(disk, ['ROMs/snes/A.sfc', DISC])).toEqual([
      `put ${LIST} (changed)`,
      '%ROMPATH%/snes/A.sfc\n%ROMPATH%/psx/Long.m3u\n%ROMPATH%/snes/mine.sfc\n',
    ])
    // both are on the device, but only one is in the list
    expect(plan(disk, ['ROMs/snes/A.sfc'])[1]).toBe('%ROMPATH%/snes/A.sfc\n%ROMPATH%/snes/mine.sfc\n')
    expect(visible(disk.files())[LIST]).toBe(added)
  })

  it('leaves a collection alone that was there before', () => {
    const disk = memoryDisk()
    disk.mkdir('ES-DE/collections')
    disk.write(LIST, Buffer.from('%ROMPATH%/snes/mine.sfc\n'))
    expect(plan(disk, ['ROMs/snes/A.sfc'])).toEqual([
      `conflict ${LIST} (not ours)`,
      listOf('ROMs/snes/A.sfc'),
    ])
  })

  function fileOf(paths: readonly string[]): TreeFile {
    const entries = paths.map((path) => ({
      game: { platform: 'snes', release: path, path, crc32: 1 },
      pick: { platform: 'snes', game: path, release: path },
    }))
    return pathsFile(form, target, { title: 'Best', entries })
  }

  function listOf(...paths: readonly string[]): string {
    const { origin } = fileOf(paths)
    return 'text' in origin ? origin.text : ''
  }

  /** What happens to the list, and its text. */
  function plan(disk: MemoryDisk, paths: readonly string[]): readonly string[] {
    const games = [textFile('ROMs/snes/A.sfc', 'one', 'A'), textFile(DISC, 'discs', 'Long')]
    const files = [...games, fileOf(paths)]
    const sections = [{ id: 'all', hash: sha1(JSON.stringify(files)), files }]
    const lastNote = (): string => listOf('ROMs/snes/A.sfc', DISC)
    const { actions } = planDevice(disk, observe(disk), sections, { target: 'card', lastNote })
    return actions
      .filter(({ path }) => path === LIST)
      .flatMap((action) => [
        ...sayActions([action]),
        'file' in action && 'text' in action.file.origin ? action.file.origin.text : '',
      ])
  }
})
