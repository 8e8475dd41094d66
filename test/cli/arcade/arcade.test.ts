/** Arcade sets and zips, from the user's files to the device, by the whole program. */
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  arcadeDat,
  BIOS,
  chip,
  CLONE_OWN,
  machineDat,
  OTHER_BIOS,
  OWN,
  SHARED,
  SOUND,
  type Chip,
  type Machine,
} from '../../support/arcade.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import { changed, codes, emptyProject, messages, stamps, type Project } from '../support.ts'

/** The BIOS as it should be, the family in a merged zip, the device loose. */
function arcadeProject(options: Readonly<Record<string, unknown>> = {}): Project {
  const project = emptyProject('arcade')
  project.write('dats/mame.dat', arcadeDat())
  project.write('roms/neo.zip', zipOf(OTHER_BIOS, BIOS))
  project.write('roms/fight.zip', zipOf(OWN, SHARED, CLONE_OWN))
  project.write('roms/loose/anything.bin', SOUND.text)
  project.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { games: { exclude: ['bios', 'device'], keep: 'all', availability: 'owned' } },
    targets: { card: { preset: 'folder', path: './out', policy: 'games', ...options } },
  })
  return project
}

function zipOf(...chips: readonly Chip[]): Buffer {
  return makeZip(chips.map(({ name, text }) => ({ name, data: text })))
}

/** What every zip on the device holds: name of the zip → name of the member → text. */
async function sets(project: Project): Promise<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {}
  for (const path of Object.keys(project.files('out')).filter((name) => name.endsWith('.zip'))) {
    found[path] = await membersOf(readFileSync(project.at('out', path)))
  }
  return found
}

const texts = (...chips: readonly Chip[]) => Object.fromEntries(chips.map(({ name, text }) => [name, text]))

describe('a set of which a file of yours went bad', () => {
  it('stays as it is on the device, which may hold the last good copy', async () => {
    const project = arcadeProject({ arcade: 'merged' })
    project.write('roms/fight.zip', zipOf(OWN, SHARED))
    project.write('roms/fightj.zip', zipOf(CLONE_OWN))
    await project.build()
    const before = await sets(project)
    expect(before['arcade/fight.zip']).toMatchObject(texts(OWN, SHARED))
    expect(Object.keys(before['arcade/fight.zip'] ?? {})).toContain(`fightj/${CLONE_OWN.name}`)
    project.write('roms/fightj.zip', zipOf(CLONE_OWN).subarray(0, 40))
    expect(codes(await project.build({ code: 3 }))).toContain('deletes-withheld')
    expect(await sets(project)).toEqual(before)
    rmSync(project.at('roms/fightj.zip'))
    await project.build()
    expect((await sets(project))['arcade/fight.zip']).toEqual(texts(OWN, SHARED))
  })
})

it('no set leaves a device because a file of its parent went bad', async () => {
  const project = arcadeProject()
  project.write('roms/fight.zip', zipOf(OWN, SHARED))
  project.write('roms/fightj.zip', zipOf(CLONE_OWN))
  await project.build()
  const before = await sets(project)
  expect(Object.keys(before)).toContain('arcade/fightj.zip')
  project.write('roms/fight.zip', zipOf(OWN, SHARED).subarray(0, 40))
  expect(codes(await project.build({ code: 3 }))).toContain('deletes-withheld')
  const after = await sets(project)
  for (const set of ['arcade/fight.zip', 'arcade/fightj.zip']) expect(after[set]).toEqual(before[set])
})

describe('split sets', () => {
  it('hold what each machine adds to its parent, with BIOS and devices beside them', async () => {
    const project = arcadeProject()
    const report = await project.build()
    expect(await sets(project)).toEqual({
      'arcade/neo.zip': texts(BIOS, OTHER_BIOS),
      'arcade/pcm8.zip': texts(SOUND),
      'arcade/fight.zip': texts(OWN, SHARED),
      'arcade/fightj.zip': texts(CLONE_OWN),
    })
    expect(report.targets['card']).toMatchObject({ put: 4, outcome: 'done' })
    expect(messages(report, 'samples-unknown')).toEqual([
      './out: 1 machine plays sound samples. No list says what is in them, so none are written.',
    ])
  })

  it('take an archive of the user as it is where it is the very set', async () => {
    const project = arcadeProject()
    await project.build()
    expect(
      readFileSync(project.at('out/arcade/neo.zip')).equals(readFileSync(project.at('roms/neo.zip'))),
    ).toBe(true)
    const packed = readFileSync(project.at('out/arcade/fight.zip'))
    expect(packed.toString('latin1', packed.length - 22, packed.length - 8)).toBe('TORRENTZIPPED-')
  })

  it('are built once', async () => {
    const project = arcadeProject()
    await project.build()
    const before = stamps(project.at('out'))
    const again = await project.build()
    expect(again.outcome).toBe('nothing')
    expect(again.steps.ran).toBe(0)
    expect(changed(before, stamps(project.at('out')))).toEqual([])
    expect(readdirSync(project.at('.curator'))).not.toContain('packed')
  })

  it('are planned as they are written', async () => {
    const project = arcadeProject()
    const plan = await project.plan()
    const sizes = plan.targets['card']?.actions.map(({ op, path, bytes }) => [op, path, bytes])
    await project.build()
    expect(sizes).toEqual(
      Object.keys(project.files('out')).map((path) => [
        'put',
        path,
        readFileSync(project.at('out', path)).length,
      ]),
    )
  })

  it('come out the same after the state was lost, and nothing is written again', async () => {
    const project = arcadeProject()
    await project.build()
    rmSync(project.at('.curator'), { recursive: true })
    const report = await project.build()
    expect(report.targets['card']).toMatchObject({ put: 0, kept: 4 })
  })
})

describe('other layouts', () => {
  it.each([
    [
      'merged',
      { 'arcade/fight.zip': texts(OWN, SHARED, { ...CLONE_OWN, name: `fightj/${CLONE_OWN.name}` }) },
    ],
    [
      'non-merged',
      {
        'arcade/fight.zip': texts(OWN, SHARED),
        'arcade/fightj.zip': texts(CLONE_OWN, { ...SHARED, name: 'gfx.j1' }),
      },
    ],
  ])('%s', async (arcade, family) => {
    const project = arcadeProject({ arcade })
    await project.build()
    expect(await sets(project)).toEqual({
      'arcade/neo.zip': texts(BIOS, ...(arcade === 'merged' ? [] : [OTHER_BIOS])),
      'arcade/pcm8.zip': texts(SOUND),
      ...family,
    })
  })

  it('full-non-merged', async () => {
    const project = arcadeProject({ arcade: 'full-non-merged' })
    await project.build()
    expect((await sets(project))['arcade/fightj.zip']).toEqual(
      texts(BIOS, SOUND, CLONE_OWN, { ...SHARED, name: 'gfx.j1' }),
    )
  })

  it('replace each other when the config changes', async () => {
    const project = arcadeProject()
    await project.build()
    const merged = arcadeProject({ arcade: 'merged' })
    project.write('curator.config.json', readFileSync(merged.at('curator.config.json')))
    const report = await project.build()
    expect(report.targets['card']).toMatchObject({ deleted: 1, outcome: 'done' })
    await merged.build()
    expect(project.files('out')).toEqual(merged.files('out'))
  })
})

it('a machine whose device is not owned is not written, and told with what it lacks', async () => {
  const project = arcadeProject()
  project.write('roms/loose/anything.bin', 'something else')
  const report = await project.build()
  expect(Object.keys(await sets(project))).toEqual([])
  expect(messages(report, 'set-incomplete')).toEqual([
    '2 machines are not written, from "fight" on: pcm8.zip lacks pcm.rom.',
  ])
})

describe('a machine whose device lacks a ROM', () => {
  /** The parent is built of a device, its clone is not. */
  function familyProject(): Project {
    const project = emptyProject('devices')
    const machines: readonly Machine[] = [
      { name: 'pcm8', title: 'PCM8 sound', attributes: ' isdevice="yes" runnable="no"', chips: [SOUND] },
      { name: 'board', title: 'A board', attributes: ' isdevice="yes"', chips: [BIOS], more: PCM8 },
      { name: 'fight', title: 'The Fight (World)', chips: [OWN], more: '<device_ref name="board"/>' },
      { name: 'fightj', title: 'The Fight (Japan)', attributes: ' cloneof="fight"', chips: [CLONE_OWN] },
    ]
    project.write('dats/mame.dat', machineDat('MAME', machines))
    project.write('roms/fight.zip', zipOf(OWN, BIOS))
    project.configure({
      roots: { roms: './roms' },
      dats: { mame: './dats' },
      policies: { games: { exclude: ['bios', 'device'], regions: ['World', 'Japan'] } },
      targets: { card: { preset: 'folder', path: './out', policy: 'games' } },
    })
    return project
  }

  const PCM8 = '<device_ref name="pcm8"/>'

  it('stands behind a clone that can run, until the device is there', async () => {
    const project = familyProject()
    project.write('roms/fightj.zip', zipOf(CLONE_OWN))
    expect(codes(await project.build())).toEqual([])
    expect(Object.keys(await sets(project))).toEqual(['arcade/fightj.zip'])
    expect((await project.run(['explain', 'fight'])).stdout).toContain(
      '  "fight" is wanted, and cannot run without pcm.rom of pcm8.\n' +
        '  wanted     fight   the same game by the DAT, which calls fight its parent; cannot run without pcm.rom of pcm8\n',
    )
    project.write('roms/pcm8.zip', zipOf(SOUND))
    await project.build()
    expect(Object.keys(await sets(project))).toEqual([
      'arcade/board.zip',
      'arcade/fight.zip',
      'arcade/pcm8.zip',
    ])
    rmSync(project.at('roms/pcm8.zip'))
    await project.build()
    expect(Object.keys(await sets(project))).toEqual(['arcade/fightj.zip'])
  })

  it('counts as owned wherever what is owned is counted, because all its own ROMs are', async () => {
    const project = familyProject()
    expect(messages(await project.build(), 'set-incomplete')).toHaveLength(1)
    const shown = async (...args: string[]) => (await project.run(args)).stdout
    expect(await shown('status')).toContain('  arcade  games  1 owned  0 missing\n')
    expect(await shown('romsets', 'list', 'games')).toMatch(/ games {3}1 {6}1 {9}1 {6}1 added\n$/)
    expect(await shown('search', 'fight', 'have:yes')).toMatch(/^owned {2}The Fight {2}arcade /)
    expect(await shown('report', 'have', '--format', 'text')).toContain('\nfight\n')
    const told = await shown('explain', 'fight')
    expect(told).toContain('  "fight" is kept, and cannot run without pcm.rom of pcm8.\n')
    expect(told).toMatch(/^ {2}kept +fight .*; cannot run without pcm\.rom of pcm8$/m)
  })

  it('is told of where no clone can run', async () => {
    const project = familyProject()
    expect(messages(await project.build(), 'set-incomplete')).toEqual([
      '"fight" is not written: pcm8.zip lacks pcm.rom.',
    ])
  })
})

it('a machine is written without the ROMs that it does without', async () => {
  const project = emptyProject('optional')
  const spare = chip('pld.bin')
  const dat = machineDat('MAME', [{ name: 'solo', title: 'Solo', chips: [OWN, spare] }])
  project.write('dats/mame.dat', dat.replace('<rom name="pld.bin"', '<rom name="pld.bin" optional="yes"'))
  project.write('roms/solo.zip', zipOf(OWN))
  project.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    targets: { card: { preset: 'folder', path: './out', policy: 'everything' } },
  })
  await project.build()
  expect(await sets(project)).toEqual({ 'arcade/solo.zip': texts(OWN) })
  expect((await project.run(['report', 'have', '--format', 'text'])).stdout).toBe(
    '# MAME (1): 1 game, 1 had, 0 missing\nsolo\n',
  )
  project.write('roms/more.zip', zipOf(spare))
  await project.build()
  expect(await sets(project)).toEqual({ 'arcade/solo.zip': texts(OWN, spare) })
})

it.each([
  ['split', { 'arcade/fight.zip': ['fight.p1', 'pal.bin'], 'arcade/fightj.zip': ['fightj.p1', 'palj.bin'] }],
  ['merged', { 'arcade/fight.zip': ['fight.p1', 'fightj/fightj.p1', 'fightj/palj.bin', 'pal.bin'] }],
] as const)(
  '%s sets hold the files of no bytes that the list has, and a zip with them serves as it is',
  async (arcade, expected) => {
    const project = emptyProject('no-bytes')
    const dat = machineDat('MAME', [
      { name: 'fight', title: 'Fight', chips: [OWN, chip('pal.bin', '')] },
      {
        name: 'fightj',
        title: 'Fight J',
        attributes: ' cloneof="fight"',
        chips: [CLONE_OWN, chip('palj.bin', '')],
      },
      { name: 'lonely', title: 'Lonely', chips: [chip('lonely.bin', '')] },
    ])
    project.write('dats/mame.dat', dat)
    project.write('roms/fight.zip', zipOf(OWN, chip('pal.bin', '')))
    project.write('roms/fightj.zip', zipOf(CLONE_OWN))
    project.configure({
      roots: { roms: './roms' },
      dats: { mame: './dats' },
      targets: { card: { preset: 'folder', path: './out', policy: 'everything', arcade } },
    })
    expect(codes(await project.build())).toEqual([])
    const held = Object.entries(await sets(project)).map(([zip, members]) => [
      zip,
      Object.keys(members).sort(),
    ])
    expect(Object.fromEntries(held)).toEqual(expected)
    const [own, made] = ['roms/fight.zip', 'out/arcade/fight.zip'].map((zip) => readFileSync(project.at(zip)))
    expect(own?.equals(made ?? Buffer.of())).toBe(arcade === 'split')
    expect((await project.build()).outcome).toBe('nothing')
    expect((await project.run(['report', 'missing', '--format', 'text'])).stdout).toContain('lonely [empty]')
  },
)

it('an archive that comes later takes the place of the one that was packed, as in a fresh build', async () => {
  const project = arcadeProject()
  await project.build()
  project.write('roms/own/fightj.zip', zipOf(CLONE_OWN))
  await project.build()
  expect(
    readFileSync(project.at('out/arcade/fightj.zip')).equals(readFileSync(project.at('roms/own/fightj.zip'))),
  ).toBe(true)
})

it('RetroArch lists machines by their titles', async () => {
  const project = arcadeProject()
  project.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    targets: { ra: { preset: 'retroarch', path: './out', policy: 'everything', deviceRoot: '/storage' } },
  })
  expect(codes(await project.build())).toEqual(['samples-unknown'])
  const list = JSON.parse(readFileSync(project.at('out/playlists/MAME.lpl'), 'utf8')) as {
    items: { path: string; label: string; db_name: string }[]
  }
  expect(list.items.map(({ path, label, db_name: database }) => [path, label, database])).toEqual([
    ['/storage/content/MAME/fightj.zip', 'The Fight (Japan)', 'MAME.lpl'],
    ['/storage/content/MAME/fight.zip', 'The Fight (World)', 'MAME.lpl'],
  ])
})
