/** What explain, status and doctor say of a small project, as data. */
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainContent, explainPath } from '../../src/report/explain/file.ts'
import { explainOutput } from '../../src/report/explain/output.ts'
import { explainGame, type GameExplanation } from '../../src/report/explain/explain.ts'
import { diagnose } from '../../src/report/doctor/diagnose.ts'
import { statusOf, type Status } from '../../src/report/status.ts'
import { planDocument } from '../../src/cli/commands/plan/document.ts'
import { build } from '../../src/steps/build.ts'
import { standIn } from '../metadata/stand-in.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { sha1 } from '../support/sha1.ts'

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  policies: {
    usa: { regions: ['USA', 'Europe', 'Japan'], exclude: ['beta'] },
    all: { keep: 'all', availability: 'owned' },
  },
  playlists: { best: { title: 'The Best', titles: ['Alpha'] } },
  targets: {
    card: { preset: 'folder', path: './card', policy: 'usa', playlists: ['best'] },
    full: { preset: 'folder', path: './full', policy: 'all' },
  },
}

const NAMES = [
  'Alpha (USA)',
  'Alpha (Europe)',
  'Alpha (Japan)',
  'Alpha (USA) (Beta)',
  'Alphabet (USA)',
  'Bravo (USA)',
]
const ROMS: readonly DatRom[] = NAMES.map((name) => ({ name: `${name}.gb`, bytes: `The bytes of ${name}` }))

/** Owned: Alpha in Europe (zipped) and Japan and as a beta, Alphabet; not Bravo; and something no DAT knows. */
function fill(project: TestProject): void {
  project.configure(CONFIG)
  project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', ROMS))
  project.write('roms/alpha.zip', makeZip([{ name: 'e.gb', data: bytesOf('Alpha (Europe)') }]))
  project.write('roms/j.gb', bytesOf('Alpha (Japan)'))
  project.write('roms/b.gb', bytesOf('Alpha (USA) (Beta)'))
  project.write('roms/alphabet.gb', bytesOf('Alphabet (USA)'))
  project.write('roms/strange.bin', 'nobody knows this')
}

function bytesOf(release: string): string {
  return `The bytes of ${release}`
}

function verdicts({ releases }: GameExplanation): string[] {
  return releases.map(({ release, verdict, owned, because = '' }) =>
    `${release}: ${verdict}${owned ? '' : ', not owned'} ${because}`.trim(),
  )
}

describe('explain', () => {
  it('a game: what became of each release, under each policy, and why', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      await project.session(({ db, world }) => {
        const found = explainGame(db, world.config, 'ALPHA')
        expect(found.map(({ policy, platform, game }) => [policy, platform, game])).toEqual([
          ['all', 'gb', 'Alpha'],
          ['usa', 'gb', 'Alpha'],
        ])
        const [all, usa] = found.map(verdicts)
        expect(usa).toEqual([
          'Alpha (USA): wanted, not owned',
          'Alpha (Europe): kept region: USA (1st) before Europe (2nd)',
          'Alpha (Japan): lost language: has En before no En',
          'Alpha (USA) (Beta): left out exclude: beta',
        ])
        expect(all?.toSorted()).toEqual([
          'Alpha (Europe): kept',
          'Alpha (Japan): kept',
          'Alpha (USA) (Beta): kept',
          'Alpha (USA): not owned, not owned',
        ])
        const path = 'gb/Alpha (Europe).gb'
        expect(found[1]?.outputs).toEqual([{ target: 'card', path, sha1: sha1(bytesOf('Alpha (Europe)')) }])
      })
    })
  })

  it('a game that is missing, and one that is just a part of other names', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      await project.session(({ db, world }) => {
        const { config } = world
        expect(explainGame(db, config, 'bravo').map(verdicts)).toEqual([
          ['Bravo (USA): not owned, not owned'],
          ['Bravo (USA): missing, not owned'],
        ])
        const games = (words: string) => [...new Set(explainGame(db, config, words).map(({ game }) => game))]
        expect(games('alph')).toEqual(['Alpha', 'Alphabet'])
        expect(games('alphabet')).toEqual(['Alphabet'])
        expect(games('Alpha (Japan)')).toEqual(['Alpha'])
        expect(games('zulu')).toEqual([])
        expect(explainGame(db, config, 'a', 1)).toHaveLength(1)
      })
    })
  })

  it('a file: what it holds, what that is, and where it goes', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      await project.session(({ db, world }) => {
        const zip = explainPath(db, world.config, 'roms', 'alpha.zip')
        expect(zip).toMatchObject({ root: 'roms', path: 'alpha.zip', status: 'present' })
        const [archive, member] = zip?.contents ?? []
        expect(archive).toMatchObject({ matches: [], outputs: [] })
        expect(member).toMatchObject({
          member: 'e.gb',
          sha1: sha1(bytesOf('Alpha (Europe)')),
          matches: [
            {
              platform: 'gb',
              release: 'Alpha (Europe)',
              rom: 'Alpha (Europe).gb',
              by: 'sha1',
              view: '',
              dat: 'd',
            },
          ],
          outputs: [
            { target: 'card', path: 'gb/Alpha (Europe).gb' },
            { target: 'full', path: 'gb/Alpha (Europe).gb' },
          ],
        })
        expect(explainPath(db, world.config, 'roms', 'strange.bin')?.contents).toMatchObject([
          { matches: [], outputs: [] },
        ])
        expect(explainPath(db, world.config, 'roms', 'no such file')).toBeUndefined()
        expect(
          explainContent(db, world.config, sha1(bytesOf('Alpha (Europe)'))).map(({ path }) => path),
        ).toEqual(['alpha.zip'])
        expect(explainContent(db, world.config, sha1('unknown'))).toEqual([])
      })
    })
  })

  it('an output: its release, its source, the choice; and a list that was made for it', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      await project.session(({ db, world }) => {
        const rom = explainOutput(db, world.config, 'card', 'gb/Alpha (Europe).gb')
        expect(rom).toMatchObject({
          label: 'Alpha (Europe)',
          platform: 'gb',
          sources: [project.at('roms/alpha.zip')],
          game: { policy: 'usa', game: 'Alpha' },
        })
        const list =
          explainOutput(db, world.config, 'card', 'playlists/The Best.m3u') ??
          explainOutput(db, world.config, 'card', 'playlists/best.m3u')
        expect(list).toMatchObject({ sources: [] })
        expect(list).not.toHaveProperty('platform')
        expect(explainOutput(db, world.config, 'card', 'gb/Bravo (USA).gb')).toBeUndefined()
        expect(explainOutput(db, world.config, 'nobody', 'gb/Alpha (Europe).gb')).toBeUndefined()
      })
    })
  })
})

function status(project: TestProject): Promise<Status> {
  return project.session(async ({ project: opened, db, world, steps }) => {
    const { works, report } = await build(opened, world, steps, { targets: [], dryRun: true, frozen: false })
    expect(planDocument(works, report.problems).targets).toHaveProperty('card')
    return statusOf(db, works, opened.config, report.problems)
  })
}

describe('status', () => {
  it('counts what is owned, missing and to do', async () => {
    await withProject(async (project) => {
      fill(project)
      const before = await status(project)
      expect(before.roots).toMatchObject([{ name: 'roms', files: 5, unmatched: 1, problems: 0 }])
      expect(before.platforms).toEqual([
        { platform: 'gb', policy: 'usa', owned: 2, missing: 1, better: 1 },
        { platform: 'gb', policy: 'all', owned: 4, missing: 0, better: 0 },
      ])
      expect(before.targets).toMatchObject([
        { name: 'card', preset: 'folder', files: 3, missing: 1, open: 3, state: 'to build' },
        { name: 'full', files: 4, missing: 0, open: 4, state: 'to build' },
      ])
      expect(before.next).toEqual([
        'Run `curator build`.',
        '1 file is in no DAT: `curator files --unmatched` lists them.',
      ])
      await project.build()
      const after = await status(project)
      expect(after.targets.map(({ state, open }) => [state, open])).toEqual([
        ['up to date', 0],
        ['up to date', 0],
      ])
      expect(after.next).toEqual(['1 file is in no DAT: `curator files --unmatched` lists them.'])
    })
  })

  it('says what to do first where there is nothing', async () => {
    await withProject(async (project) => {
      project.configure({
        ...CONFIG,
        playlists: {},
        targets: { card: { preset: 'folder', path: './card', policy: 'usa' } },
      })
      mkdirSync(project.at('roms'))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', []))
      const { next, platforms } = await status(project)
      expect(platforms).toEqual([])
      expect(next).toEqual([
        'Put ROMs into a root: all of them are empty.',
        'Add DATs: nothing can be identified without them.',
      ])
    })
  })

  it('tells what stands in the way', async () => {
    await withProject(async (project) => {
      fill(project)
      project.write('card', 'a file')
      const { targets, next } = await status(project)
      expect(targets[0]).toMatchObject({ name: 'card', state: 'blocked', open: 0 })
      expect(next[0]).toBe('Put right the errors above.')
    })
  })
})

describe('doctor', () => {
  const findings = async (project: TestProject) =>
    (await diagnose(project.dir, { env: {} })).map(
      ({ verdict, subject, message }) => `${verdict} ${subject}: ${message.replaceAll(project.dir, '')}`,
    )

  it('finds a sound project sound', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      expect(await findings(project)).toEqual([
        `fine node: ${process.versions.node}`,
        'fine config: /curator.config.json',
        'fine catalog: /.curator',
        expect.stringMatching(/^fine temporary files: \/\.curator, [\d.]+ [KMGT]B free$/),
        'fine root roms: /roms, 5 files known, 236 B',
        'fine dat d: ./dats: 1 file',
        expect.stringMatching(/^fine target card: \/card, [\d.]+ [KMGT]?B free$/),
        expect.stringMatching(/^fine target full: \/full, [\d.]+ [KMGT]?B free$/),
        'fine metadata: 4 of 12 providers are configured: hasheous, playmatch, flashpoint, libretro-thumbnails',
      ])
    })
  })

  it('tells which providers of metadata answer, when it may ask', async () => {
    await withProject(async (project) => {
      fill(project)
      const [good, bad] = [await standIn('igdb'), await standIn('mobygames')]
      bad.instead({ status: 401, text: 'no' })
      const nowhere = `${bad.url}/`
      const env = {
        CURATOR_IGDB_CLIENT_ID: 'hush-client-id',
        CURATOR_IGDB_CLIENT_SECRET: 'hush-client-secret',
        CURATOR_IGDB_URL: good.url,
        CURATOR_IGDB_TOKEN_URL: good.url,
        ...Object.fromEntries(
          ['HASHEOUS', 'PLAYMATCH', 'FLASHPOINT', 'LIBRETRO_THUMBNAILS'].map((name) => [
            `CURATOR_${name}_URL`,
            nowhere,
          ]),
        ),
      }
      const { signal } = new AbortController()
      const found = await diagnose(project.dir, { env, reach: signal })
      expect(
        found.flatMap(({ verdict, subject, message }) =>
          subject.startsWith('metadata ') ? [`${verdict} ${subject}: ${message}`] : [],
        ),
      ).toEqual([
        'fine metadata igdb: answers',
        ...['hasheous', 'playmatch', 'flashpoint', 'libretro-thumbnails'].map(
          (name) => `note metadata ${name}: does not answer: refused us (401)`,
        ),
      ])
    })
  })

  it('tells of keys that nobody reads, under names that are nearly right', async () => {
    await withProject(async (project) => {
      fill(project)
      const env = {
        IGDB_CLIENTID: 'hush-client-id',
        CURATOR_MOBYGAMES_KEY: 'hush-moby',
        OTHER_KEY: 'hush-else',
      }
      const found = await diagnose(project.dir, { env })
      expect(found.filter(({ hint }) => hint?.startsWith('Did you mean'))).toEqual([
        {
          verdict: 'note',
          subject: 'metadata',
          message: 'CURATOR_MOBYGAMES_KEY is set, and nobody reads it.',
          hint: 'Did you mean `CURATOR_MOBYGAMES_API_KEY`?',
        },
        {
          verdict: 'note',
          subject: 'metadata',
          message: 'IGDB_CLIENTID is set, and nobody reads it.',
          hint: 'Did you mean `CURATOR_IGDB_CLIENT_ID`?',
        },
      ])
      expect(JSON.stringify(found)).not.toContain('hush')
    })
  })

  it('tells of the files beside the config that a build would stop at', async () => {
    await withProject(async (project) => {
      fill(project)
      await project.build()
      project.write('curation.jsonc', '{ "same": [')
      project.write('curator.lock', '{}')
      project.write('curator.undone', 'a line')
      expect((await findings(project)).slice(2, 6)).toEqual([
        'fault curation.jsonc: curation.jsonc is no JSON with comments: close bracket expected, line 1.',
        'fault curation.jsonc: curation.jsonc is no JSON with comments: close brace expected, line 1.',
        'fault curator.lock: /curator.lock cannot be read: line 1: `version` is missing.',
        'fault curator.undone: /curator.undone: line 1: a line begins with the SHA-1 of a DAT, or with #.',
      ])
    })
  })

  it('tells of DATs that are none before a build has read them, and of what it found in them after', async () => {
    await withProject(async (project) => {
      fill(project)
      const sound = readFileSync(project.at('dats/d.dat'))
      project.write('dats/page.dat', '<!DOCTYPE html><html><body>Not found</body></html>')
      project.write('dats/cut.dat', '<?xml version="1.0"?>\n<datafile><header><name>Nin')
      const ofDats = async () => (await findings(project)).filter((line) => line.includes(' dat d:'))
      const page =
        'fault dat d: /dats/page.dat: is an HTML page, not a DAT: the download site probably answered with its error page.'
      expect(await ofDats()).toEqual([page, 'fine dat d: ./dats: 3 files'])
      await project.build()
      const cut = 'fault dat d: /dats/cut.dat: line 2: the <name> element is not closed.'
      expect(await ofDats()).toEqual([cut, page, 'fine dat d: ./dats: 3 files'])
      // what was said of a file is not said of the one that took its place
      for (const name of ['cut', 'page']) project.write(`dats/${name}.dat`, sound)
      expect(await ofDats()).toEqual(['fine dat d: ./dats: 3 files'])
    })
  })

  it('goes on where something is broken', async () => {
    await withProject(async (project) => {
      fill(project)
      rmSync(project.at('roms'), { recursive: true })
      rmSync(project.at('dats'), { recursive: true })
      project.write('card', 'a file')
      symlinkSync(project.at('roms'), project.at('full'))
      const found = await findings(project)
      expect(found.filter((line) => line.startsWith('fault')).length).toBeGreaterThanOrEqual(3)
      expect(found).toContain('fault root roms: The root /roms does not exist.')
      expect(found).toContain('fault target card: /card is not a folder.')
    })
  })

  it('tells of a config that is none', async () => {
    await withProject(async (project) => {
      project.write('curator.config.json', '{')
      const [node, config] = await findings(project)
      expect([node?.slice(0, 9), config?.slice(0, 12)]).toEqual(['fine node', 'fault config'])
    })
  })
})
