/** What is remembered of targets' cards, and told of them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder } from '../../presets/index.ts'
import { deviceProfile, putDeviceProfile, type FoundCard } from '../../src/catalog/device-profiles.ts'
import { createOutput, type Output } from '../../src/cli/screen/output.ts'
import { printDetails } from '../../src/cli/commands/status/target-details-text.ts'
import type { ResolvedTarget } from '../../src/config/resolved.ts'
import { diskInWords } from '../../src/report/cards.ts'
import { diagnoseTarget } from '../../src/report/doctor/target.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { tempDir } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'

const TARGET = { name: 'card', preset: 'mister', path: '/media/card' }
const CARD: FoundCard = {
  path: '/media/card',
  label: 'MISTER',
  uuid: '1A2B-3C4D',
  fileSystem: 'exfat',
  isReadOnly: false,
  total: 64e9,
  free: 12.3e9,
  os: 'MiSTer',
  layout: 'mister',
}
const at = (text: string) => ({ builtAs: 'card', at: Date.parse(text) })

describe('what is remembered', () => {
  it('is one disk by its number, wherever it is mounted, and the last one first', () => {
    const db = memoryCatalog()
    expect(deviceProfile(db, 'card')).toBe(undefined)
    putDeviceProfile(db, TARGET, CARD, at('2026-01-02T03:04Z'))
    const { label, uuid, fileSystem, ...plain } = CARD
    putDeviceProfile(db, TARGET, { ...plain, path: '/other' }, at('2026-02-03T04:05Z'))
    putDeviceProfile(db, TARGET, { ...CARD, path: '/mnt/sd', free: 5e9 }, at('2026-03-04T05:06Z'))
    expect(deviceProfile(db, 'card')).toEqual({
      os: 'MiSTer',
      layout: 'mister',
      builtAs: 'card',
      seenAt: Date.parse('2026-03-04T05:06Z'),
      volumes: [
        {
          path: '/mnt/sd',
          label,
          uuid,
          fileSystem,
          isReadOnly: false,
          total: 64e9,
          free: 5e9,
          firstSeenAt: Date.parse('2026-01-02T03:04Z'),
          seenAt: Date.parse('2026-03-04T05:06Z'),
        },
        {
          path: '/other',
          label: null,
          uuid: null,
          fileSystem: null,
          isReadOnly: false,
          total: 64e9,
          free: 12.3e9,
          firstSeenAt: Date.parse('2026-02-03T04:05Z'),
          seenAt: Date.parse('2026-02-03T04:05Z'),
        },
      ],
    })
  })

  it('is in plain words', () => {
    expect(diskInWords(CARD)).toBe('exfat "MISTER" 1A2B-3C4D, 12.3 GB free of 64.0 GB')
    expect(diskInWords({ total: 1e9, free: 5 })).toBe(
      'a file system the system does not name, 5 B free of 1.0 GB',
    )
    expect(diskInWords({ fileSystem: 'fuse.sshfs', total: 0, free: 0 })).toBe(
      'fuse.sshfs, free space unknown',
    )
  })

  it('comes from builds that wrote something', async () => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
      project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'A (USA).gb', bytes: 'bytes' }]))
      mkdirSync(project.at('roms'))
      const profile = () => project.session(({ db }) => deviceProfile(db, 'card'))
      await project.build()
      expect(await profile()).toBe(undefined)
      project.write('roms/a.gb', 'bytes')
      project.write('card/sd2snes/firmware.bin', 'x')
      await project.build()
      expect(await profile()).toMatchObject({
        os: 'FXPAK Pro or sd2snes',
        layout: 'everdrive',
        builtAs: 'card',
        volumes: [{ path: project.at('card'), isReadOnly: false }],
      })
      const seen = (await profile())?.seenAt
      await project.build()
      expect((await profile())?.seenAt).toBe(seen) // a build with nothing to do writes nothing
    })
  })
})

describe('what is told', () => {
  it('by status: what is on the card, and the disks that it was on', () => {
    const db = memoryCatalog()
    putDeviceProfile(db, TARGET, { ...CARD, uuid: '0000-0001', isReadOnly: true }, at('2026-01-02T03:04Z'))
    putDeviceProfile(db, TARGET, CARD, at('2026-03-04T05:06Z'))
    const lines: string[] = []
    const out: Output = {
      ...createOutput({ quiet: false, color: 'never', env: {} }),
      print: (text) => void lines.push(text),
    }
    printDetails('card', { drift: [], builds: [], card: deviceProfile(db, 'card')! }, out)
    expect(lines.join('\n')).toBe(
      [
        'Card of card',
        '  device    MiSTer',
        '  built as  card',
        '  disk      exfat "MISTER" 1A2B-3C4D, 12.3 GB free of 64.0 GB             seen 2026-03-04 05:06  /media/card',
        '  before    exfat "MISTER" 0000-0001, 12.3 GB free of 64.0 GB, read-only  seen 2026-01-02 03:04  /media/card',
        'Not as it was written on card',
        '  nothing',
        'Last builds of card',
        '  none',
      ].join('\n'),
    )
  })

  it('by doctor: when a card was seen before, that it is another one, and where one was that is away', async () => {
    const dir = tempDir('cards')
    const path = join(dir, 'card')
    mkdirSync(path, { recursive: true })
    const target = targetAt(path)
    const db = memoryCatalog()
    const told = async (one: ResolvedTarget) => {
      const { findings, card } = await diagnoseTarget('card', one, deviceProfile(db, 'card'))
      return { card, disk: findings.flatMap(({ subject, message }) => (subject === 'disk' ? message : [])) }
    }
    const first = await told(target)
    expect(first.card).toEqual({ builtAs: undefined })
    expect(first.disk).toEqual([expect.stringMatching(/, [\d.]+ [KMGT]?B free of [\d.]+ [KMGT]?B\.$/)])

    putDeviceProfile(db, TARGET, { ...CARD, path: '/elsewhere' }, at('2026-01-02T03:04Z'))
    expect((await told(target)).disk[1]).toBe(
      'It was on another one before: exfat "MISTER" 1A2B-3C4D, 12.3 GB free of 64.0 GB, 2026-01-02 03:04.',
    )

    const away = await told({ ...target, volume: { id: 'card' } })
    expect(away).toEqual({
      card: undefined,
      disk: ['Last seen 2026-01-02 03:04: exfat "MISTER" 1A2B-3C4D, 12.3 GB free of 64.0 GB.'],
    })
  })

  function targetAt(path: string): ResolvedTarget {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(join(path, 'readme.txt'), 'mine')
    return { ...folder({ path, policy: 'everything' }), path, playlists: [] }
  }
})
