/** A family of arcade machines with disks: in each layout it may be kept in, to each it may be wanted in. */
import { hash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chip, machineDat, type Chip, type Machine } from '../../support/arcade.ts'
import { chd5 } from '../../support/archives/chd.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import type { FileExplanation } from '../../../src/report/explain/file.ts'
import { changed, emptyProject, fileStamps, messages, type Project } from '../support.ts'

const LAYOUTS = ['split', 'merged', 'non-merged', 'full-non-merged'] as const
type Layout = (typeof LAYOUTS)[number]

const BIOS = chip('bios.rom')
const SOUND = chip('sound.rom')
const P1 = chip('race.p1')
const GFX = chip('race.g1')
const P1_JAPAN = chip('racej.p1')
/** Called like the parent's, and another one. */
const P1_BOOTLEG = chip('race.p1', 'what a bootlegger made of it')
/** On the bootleg and on the Japanese board; no list says `merge` of clones. */
const EXTRA = chip('extra.u1')
const EXTRA_JAPAN = chip('extraj.u1', EXTRA.text)

const DISK = disk('a1')
const DISK_JAPAN = disk('b2')

function disk(pair: string) {
  const combined = pair.repeat(20)
  return { combined, bytes: chd5({ raw: pair.repeat(20).replace(/^../, '00'), combined, logical: 8192 }) }
}

const BOARD = '<device_ref name="soundboard"/>'
const CLONE = ' cloneof="race" romof="race"'
const FAMILY: readonly Machine[] = [
  { name: 'zone', title: 'Zone BIOS', attributes: ' isbios="yes"', chips: [BIOS] },
  { name: 'soundboard', title: 'Sound', attributes: ' isdevice="yes" runnable="no"', chips: [SOUND] },
  {
    name: 'race',
    title: 'Race (World)',
    attributes: ' romof="zone"',
    chips: [shared(BIOS), P1, GFX],
    more: `<disk name="race" sha1="${DISK.combined}"/>${BOARD}<sample name="crash"/>`,
  },
  {
    name: 'raceb',
    title: 'Race (bootleg)',
    attributes: CLONE,
    chips: [shared(BIOS), P1_BOOTLEG, EXTRA, shared(GFX)],
    more: `<disk name="race" merge="race" sha1="${DISK.combined}"/>`,
  },
  {
    name: 'racej',
    title: 'Race (Japan)',
    attributes: CLONE,
    chips: [shared(BIOS), P1_JAPAN, EXTRA_JAPAN, { ...GFX, name: 'racej.g1', merge: GFX.name }],
    more: `<disk name="racej" sha1="${DISK_JAPAN.combined}"/>${BOARD}`,
  },
]

function shared(one: Chip): Chip {
  return { ...one, merge: one.name }
}

function texts(...chips: readonly Chip[]): Record<string, string> {
  return Object.fromEntries(chips.map(({ name, text }) => [name, text]))
}

function inFolder(folder: string, one: Chip): Chip {
  return { ...one, name: `${folder}/${one.name}` }
}

const APART = { 'zone.zip': texts(BIOS), 'soundboard.zip': texts(SOUND) }
const GFX_JAPAN = { ...GFX, name: 'racej.g1' }
/** By layout what each zip holds. */
const ZIPS: Readonly<Record<Layout, Readonly<Record<string, Record<string, string>>>>> = {
  split: {
    ...APART,
    'race.zip': texts(P1, GFX),
    'raceb.zip': texts(P1_BOOTLEG, EXTRA),
    'racej.zip': texts(P1_JAPAN, EXTRA_JAPAN),
  },
  merged: {
    ...APART,
    'race.zip': texts(
      P1,
      GFX,
      inFolder('raceb', P1_BOOTLEG),
      inFolder('raceb', EXTRA),
      inFolder('racej', P1_JAPAN),
    ),
  },
  'non-merged': {
    ...APART,
    'race.zip': texts(P1, GFX),
    'raceb.zip': texts(P1_BOOTLEG, EXTRA, GFX),
    'racej.zip': texts(P1_JAPAN, EXTRA_JAPAN, GFX_JAPAN),
  },
  'full-non-merged': {
    'race.zip': texts(BIOS, SOUND, P1, GFX),
    'raceb.zip': texts(BIOS, P1_BOOTLEG, EXTRA, GFX),
    'racej.zip': texts(BIOS, SOUND, P1_JAPAN, EXTRA_JAPAN, GFX_JAPAN),
  },
}
const ALL_DISKS = { 'race/race.chd': DISK, 'raceb/race.chd': DISK, 'racej/racej.chd': DISK_JAPAN }
const DISKS: Readonly<Record<Layout, Readonly<Record<string, typeof DISK>>>> = {
  split: { 'race/race.chd': DISK, 'racej/racej.chd': DISK_JAPAN },
  merged: { 'race/race.chd': DISK, 'race/racej.chd': DISK_JAPAN },
  'non-merged': ALL_DISKS,
  'full-non-merged': ALL_DISKS,
}

/** A library in one layout, and a device for each. */
function project(kept: Layout, machines = FAMILY, wanted: readonly Layout[] = LAYOUTS): Project {
  const made = emptyProject(`kept-${kept}`)
  made.write('dats/mame.dat', machineDat('MAME', machines))
  for (const [path, members] of Object.entries(ZIPS[kept]))
    made.write(`roms/${path}`, makeZip(Object.entries(members).map(([name, data]) => ({ name, data }))))
  for (const [path, { bytes }] of Object.entries(DISKS[kept])) made.write(`roms/${path}`, bytes)
  made.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { games: { exclude: ['bios', 'device'], keep: 'all' } },
    targets: Object.fromEntries(
      wanted.map((arcade) => [
        arcade,
        { preset: 'folder', path: `./out/${arcade}`, policy: 'games', arcade },
      ]),
    ),
  })
  return made
}

async function zipsOf(made: Project, target: string): Promise<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {}
  const folder = `out/${target}/arcade`
  for (const path of Object.keys(made.files(folder)).filter((name) => name.endsWith('.zip')))
    found[path] = await membersOf(readFileSync(made.at(folder, path)))
  return found
}

function disksOf(made: Project, target: string): Record<string, Buffer> {
  const folder = `out/${target}/arcade`
  const paths = Object.keys(made.files(folder)).filter((name) => name.endsWith('.chd'))
  return Object.fromEntries(paths.map((path) => [path, readFileSync(made.at(folder, path))]))
}

describe.each(LAYOUTS)('a %s library', (kept) => {
  it('becomes sets of every layout, and its disks stand beside them', async () => {
    const made = project(kept)
    const report = await made.build()
    for (const layout of LAYOUTS) {
      expect(await zipsOf(made, layout), layout).toEqual(ZIPS[layout])
      const disks = Object.entries(DISKS[layout]).map(([path, { bytes }]) => [path, bytes])
      expect(disksOf(made, layout), layout).toEqual(Object.fromEntries(disks))
    }
    expect(messages(report, 'set-incomplete')).toEqual([])
    expect((await made.build()).outcome).toBe('nothing')
  })
})

it('a merged zip of the user, with clones in folders, is the very set', async () => {
  const made = project('merged', FAMILY, ['merged'])
  await made.build()
  const [mine, written] = ['roms/race.zip', 'out/merged/arcade/race.zip'].map((path) =>
    readFileSync(made.at(path)),
  )
  expect(written?.equals(mine ?? Buffer.alloc(0))).toBe(true)
})

it('a clone is told where it is: in the zip of its parent, though that is not kept', async () => {
  const made = project('merged', FAMILY, ['merged'])
  const target = { preset: 'folder', path: './out/merged', policy: 'japan', arcade: 'merged' } as const
  made.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { japan: { regions: ['Japan'] } },
    targets: { merged: target },
  })
  await made.build()
  const { stdout } = await made.run(['explain', 'racej'])
  expect(stdout).toContain('"racej" is kept.')
  expect(stdout).toContain('→ merged: arcade/race.zip\n')
  const { stdout: ofFile } = await made.run(['explain', 'roms/race.zip'])
  expect(ofFile).toContain('→ merged: arcade/race.zip\n')
  const { stdout: told } = await made.run(['explain', '--json', 'roms/race.zip'])
  const { files } = JSON.parse(told) as { readonly files: readonly FileExplanation[] }
  const isInZip = ({ text }: Chip): boolean | undefined =>
    files[0]?.contents
      ?.find(({ sha1 }) => sha1 === hash('sha1', text))
      ?.outputs.some(({ path }) => path === 'arcade/race.zip')
  // the bootleg is owned, and not kept
  expect([P1_JAPAN, P1_BOOTLEG].map(isInZip)).toEqual([true, false])
})

it('a disk is no ROM, though its header names the data of one', async () => {
  const data = chip('data.rom')
  const list = machineDat('MAME', [{ name: 'data', title: 'Data', chips: [data] }])
  const raw = /sha1="(\w+)"/.exec(list)?.[1] ?? ''
  const made = project('split', [], ['split'])
  made.write('dats/mame.dat', list.replace(/ crc="\w+"/, ''))
  made.write('roms/data.chd', chd5({ raw, combined: 'd4'.repeat(20), logical: data.text.length }))
  await made.build()
  expect(made.files('out/split')).toEqual({})
})

describe('a disk that is not there', () => {
  it('leaves out its machines, and is named among what is missing', async () => {
    const made = project('split', FAMILY, ['split'])
    rmSync(made.at('roms/race'), { recursive: true })
    await made.build()
    expect(Object.keys(await zipsOf(made, 'split'))).toEqual([
      'race.zip',
      'racej.zip',
      'soundboard.zip',
      'zone.zip',
    ])
    expect(Object.keys(disksOf(made, 'split'))).toEqual(['racej/racej.chd'])
    expect((await made.run(['report', 'missing'])).stdout).toBe(
      [
        '# MAME (1): 5 games, 3 had, 0 missing, 2 incomplete',
        'race [incomplete]',
        '\trace.chd [missing]',
        'raceb [incomplete]',
        '\trace.chd [missing]',
        '',
      ].join('\n'),
    )
  })

  it('is not made up for by another one of its name: then another machine of the family is written', async () => {
    const made = project('split', FAMILY, ['split'])
    made.write('roms/race/race.chd', disk('c3').bytes)
    made.configure({
      roots: { roms: './roms' },
      dats: { mame: './dats' },
      policies: { games: { exclude: ['bios', 'device'], regions: ['World', 'Japan'] } },
      targets: { split: { preset: 'folder', path: './out/split', policy: 'games' } },
    })
    const report = await made.build()
    expect(Object.keys(await zipsOf(made, 'split'))).toEqual([
      'race.zip',
      'racej.zip',
      'soundboard.zip',
      'zone.zip',
    ])
    expect(Object.keys(disksOf(made, 'split'))).toEqual(['racej/racej.chd'])
    expect(messages(report, 'set-incomplete')).toEqual([])
  })
})

it.each<[Layout, string[]]>([
  ['split', ['arcade/lonely.zip', 'arcade/racek.zip']],
  ['merged', ['arcade/lonely.zip', 'arcade/race.zip']],
  ['full-non-merged', ['arcade/lonely.zip', 'arcade/racek.zip']],
])(
  'a list that renames a ROM and adds a clone has these sets built again, and no others: %s',
  async (layout, sets) => {
    const lonely = (rom: string): Machine => ({
      name: 'lonely',
      title: 'Lonely',
      chips: [chip(rom, 'alone')],
    })
    const own = chip('racek.p1')
    const made = project('split', [...FAMILY, lonely('old.rom')], [layout])
    made.write('roms/loose.bin', 'alone')
    made.write('roms/more.bin', own.text)
    await made.build()
    const before = fileStamps(made.at('out', layout))
    const added: Machine = {
      name: 'racek',
      title: 'Race (Korea)',
      attributes: CLONE,
      chips: [shared(BIOS), own, shared(GFX)],
      more: `<disk name="race" merge="race" sha1="${DISK.combined}"/>${BOARD}`,
    }
    made.write('dats/mame.dat', machineDat('MAME', [...FAMILY, added, lonely('new.rom')], '2'))
    await made.build()
    const now = changed(before, fileStamps(made.at('out', layout)))
    expect(now.filter((path) => path.endsWith('.zip'))).toEqual(sets)
    const zips = await zipsOf(made, layout)
    expect(zips['lonely.zip']).toEqual({ 'new.rom': 'alone' })
    expect(layout === 'merged' ? zips['race.zip'] : zips['racek.zip']).toMatchObject(
      texts(layout === 'merged' ? inFolder('racek', own) : own),
    )
    expect((await made.build()).outcome).toBe('nothing')
  },
)
