/** The steps go by parts and sections, and only by those that changed: what they write is the tree at one go. */
import { expect, it } from 'vitest'
import { PRESET_OPTIONS, PRESETS } from '../../presets/table.ts'
import { listedPlatforms, storedPicks } from '../../src/report/stored.ts'
import { asTarget } from '../../src/steps/choosing/selection.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { joinTree } from '../targets/join-tree.ts'

const NES = ['Alpha (USA)', 'Bravo - The Return (Japan)', 'CON (Europe)'].map((name) =>
  rom(name, 'nes', 'NES\x1a'),
)
const GB = ['Alpha (USA)', 'alpha (Europe)', 'Charlie: One? (World)', 'DELTA (USA)', 'Delta (usa)'].map(
  (name) => rom(name, 'gb'),
)
const TITLES = ['Charlie: One?', 'Alpha']

function rom(name: string, extension: string, begin = ''): DatRom {
  return { name: `${name}.${extension}`, bytes: `${begin.padEnd(16, '\0')}bytes of ${name} on ${extension}` }
}

/** What some presets are told beside. */
const OPTIONS: Readonly<Record<string, object>> = {
  everdrive: { model: 'n8-pro', buckets: 'letter' },
  pegasus: { launch: { nes: 'emulator "{file.path}"' } },
}

const DEVICES = Object.keys(PRESETS).filter((preset) => preset !== 'site')

function fill(project: TestProject): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    playlists: { best: { title: 'The Best', policy: 'everything', titles: TITLES } },
    targets: Object.fromEntries(
      DEVICES.map((preset) => [
        preset,
        {
          preset,
          path: `./out/${preset}`,
          policy: 'everything',
          ...('playlists' in (PRESET_OPTIONS[preset] ?? {}) && { playlists: ['best'] }),
          ...OPTIONS[preset],
        },
      ]),
    ),
  })
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', NES))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', GB))
  for (const { name, bytes = '' } of [...NES, ...GB]) project.write(`roms/${name}`, bytes)
}

it('what a build writes on each device is the tree of its picks', async () => {
  await withProject(async (project) => {
    fill(project)
    await project.build()
    const trees = await project.session(({ db, world }) =>
      DEVICES.map((name) => {
        const target = asTarget(world.config.targets[name])
        const picks = listedPlatforms(db).map((platform) => storedPicks(db, 'everything', platform))
        const parts = picks.flatMap((some) => (some[0] ? [buildPart(target, some[0].platform, some)] : []))
        const listed = TITLES.flatMap((title) => picks.flat().filter(({ game }) => game === title))
        const lists = target.playlists?.length ? [{ name: 'best', title: 'The Best', picks: listed }] : []
        const { tree } = joinTree(target, parts, lists, project.at('out', name))
        const files = tree.files.filter(({ merge }) => merge?.as !== 'gamelist' || !merge.ifThere)
        return [name, Object.fromEntries(files.map(({ path, sha1 }) => [path, sha1]))] as const
      }),
    )
    for (const [name, files] of trees) {
      expect(Object.keys(files).length, name).toBeGreaterThan(2)
      expect(project.files(`out/${name}`), name).toEqual(files)
    }
  })
})
