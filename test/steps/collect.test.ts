/** What the catalog stores of targets and policies that are no more goes, and nothing else does. */
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { builtClean, withProject, type ConfigData, type TestProject } from '../support/project.ts'

const CARD = { preset: 'folder', path: './out/card', policy: 'usa' }
const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  policies: { usa: { regions: ['USA', 'Europe'] } },
  targets: { card: CARD },
}
const MORE: ConfigData = {
  ...CONFIG,
  policies: { ...CONFIG.policies, old: { regions: ['Europe'] } },
  playlists: { best: { titles: ['Alpha'] } },
  targets: {
    card: CARD,
    more: { preset: 'retroarch', path: './out/more', policy: 'old', playlists: ['best'] },
  },
}

function fill(project: TestProject): void {
  const roms = ['Alpha (USA)', 'Alpha (Europe)', 'Bravo (Europe)'].map((name) => ({
    name: `${name}.gb`,
    bytes: `bytes of ${name}`,
  }))
  project.configure(CONFIG)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
  for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
}

/** Keys of all that is stored of steps. */
function stored(project: TestProject): Promise<readonly string[]> {
  const sql = ['node', 'node_value', 'node_page'].map((table) => `select '${table} ' || key from ${table}`)
  return project.session(
    ({ db }) =>
      db
        .prepare(`${sql.join(' union all ')} order by 1`)
        .pluck()
        .all() as string[],
  )
}

function marks(project: TestProject): Promise<unknown> {
  return project.session(({ db }) => db.prepare('select key from meta order by key').pluck().all())
}

it('keeps the catalog as it was when a target and a policy come and go three times', async () => {
  await withProject(async (project) => {
    fill(project)
    await project.build()
    const before = await stored(project)
    let known: unknown
    for (let n = 0; n < 3; n++) {
      project.configure(MORE)
      expect((await project.build()).report.targets['more']).toMatchObject({
        outcome: n === 0 ? 'done' : 'nothing',
      })
      expect(
        (await stored(project)).filter((key) => /\bmore\b|\bold\b|\bbest\b/.test(key)).length,
      ).toBeGreaterThan(20)
      expect(await builtClean(project)).toMatchObject({ out: project.files('out'), lock: project.lock() })
      project.configure(CONFIG)
      await project.build()
      expect(await stored(project)).toEqual(before)
      known ??= await marks(project)
      expect(await marks(project)).toEqual(known)
      expect((await project.build()).ran).toEqual([])
    }
    // history stays
    const runs = await project.session(({ db }) =>
      db.prepare('select count(*) from export_run where tree is not null').pluck().get(),
    )
    expect(runs).toBe(2)
  })
})

it('forgets what was seen on a large device that is no more, or elsewhere now', async () => {
  await withProject(async (project) => {
    fill(project)
    const put = async (...keys: readonly string[]) =>
      project.session(({ db }) => {
        for (const key of keys) db.prepare('insert or replace into meta values (?, ?)').run(key, '{}')
      })
    const here = `seen:card:${project.at('out/card')}`
    await project.build()
    await put(here, 'seen:card:/elsewhere', 'seen:gone:/out', 'dats-of-target:gone')
    project.configure({ ...CONFIG, policies: { ...CONFIG.policies, other: {} } })
    await project.build()
    expect(await marks(project)).toEqual(expect.arrayContaining([here, 'dats-of-target:gone']))
    expect(await marks(project)).not.toEqual(expect.arrayContaining(['seen:card:/elsewhere']))
    expect(await marks(project)).not.toEqual(expect.arrayContaining(['seen:gone:/out']))
  })
})

it.each<[string, (project: TestProject) => void, (project: TestProject) => void]>([
  [
    'a root is missing',
    (project) => project.configure({ ...CONFIG, roots: { roms: './roms', usb: './usb' } }),
    (project) => project.write('usb/keep.txt', ''),
  ],
  [
    'a DAT cannot be read',
    (project) => project.write('dats/bad.dat', 'clrmamepro ('),
    (project) => project.remove('dats/bad.dat'),
  ],
])('collects nothing while %s, and all of it as soon as that is put right', async (_case, harm, heal) => {
  await withProject(async (project) => {
    fill(project)
    project.configure(MORE)
    await project.build()
    project.configure(CONFIG)
    harm(project)
    await project.build()
    expect(await stored(project)).toEqual(expect.arrayContaining(['node tree:more', 'node_value tree:more']))
    heal(project)
    await project.build()
    expect((await stored(project)).filter((key) => /\bmore\b|\bold\b/.test(key))).toEqual([])
  })
})

it('collects nothing in a build of some targets or a dry run, nor of a card that is not there', async () => {
  await withProject(async (project) => {
    fill(project)
    project.configure(MORE)
    await project.build()
    const all = await stored(project)
    const { targets } = MORE
    project.configure({
      ...MORE,
      targets: { ...targets, more: { ...targets['more'], volume: { id: 'away' } } },
    })
    expect((await project.build()).report.targets['more']).toMatchObject({ outcome: 'absent' })
    expect(await stored(project)).toEqual(expect.arrayContaining([...all]))
    project.configure({ ...CONFIG, targets: { card: CARD, third: { ...CARD, path: './out/third' } } })
    await project.build({ targets: ['card'] })
    await project.build({ dryRun: true })
    expect(await stored(project)).toEqual(expect.arrayContaining(['node tree:more']))
    await project.build()
    expect(await stored(project)).not.toEqual(expect.arrayContaining(['node tree:more']))
  })
})
