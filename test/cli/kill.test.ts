/**
 * `kill -9` of the real program while it writes devices: a first build, games that get other names, games that leave, and
 * playlists. It is killed again and again, before a change of a disk or at any moment, by a seed. Nothing of the player's is
 * lost, no half file has a name, and the end is that of a build which nobody killed.
 */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../fixtures/generate/index.mjs'
import { logiqxDat } from '../support/dat.ts'
import { tempDir, type RunOptions } from '../support/cli.ts'
import { settledProject, USA, type ConfigData, type Project } from './support.ts'
import { sha1 } from '../support/sha1.ts'

const GAMES = Array.from({ length: 24 }, (_, n) => `Game ${String.fromCharCode(65 + n)}`)
const PLAYER: Readonly<Record<string, string>> = {
  'mister/saves/GAMEBOY/Game A (USA).sav': 'a save',
  'batocera/roms/gb/Game B (USA).srm': 'another save',
  'batocera/roms/gb/mine.gb': 'mine',
  'retroarch/mine.txt': 'a note',
}

type Names = (game: string) => string

/** What changes before a build is killed. The first says what there was, if anything. */
interface Case {
  readonly before?: (project: Project) => void
  readonly after: (project: Project) => void
  /** How many changes of disks that takes, at least. */
  readonly changes: number
}

const asUsual: Names = (game) => `${game} (USA)`
const CASES: Readonly<Record<string, Case>> = {
  'a first build': { after: (project) => setUp(project, {}), changes: 160 },
  'a DAT that renames games': {
    before: (project) => setUp(project, {}),
    after: (project) => setUp(project, { names: (game) => `${game} - Anew (USA)` }),
    changes: 60,
  },
  'games that leave': {
    before: (project) => setUp(project, {}),
    after(project) {
      for (const game of GAMES.slice(4)) rmSync(project.at('roms', `${game}.gb`))
    },
    changes: 60,
  },
  'playlists that come, with a game that goes': {
    before: (project) => setUp(project, {}),
    after(project) {
      rmSync(project.at('roms', 'Game D.gb'))
      setUp(project, { titles: ['Game C', 'Game A', 'Game B'] })
    },
    changes: 20,
  },
}
const KILLS = 6

describe('kill -9 of a build', () => {
  it.each(Object.entries(CASES))(
    'in %s',
    async (name, { before, after, changes }) => {
      const project = settledProject('kill')
      for (const game of GAMES) project.write(`roms/${game}.gb`, `bytes of ${game} `.repeat(9))
      for (const [path, text] of Object.entries(PLAYER)) project.write(`out/${path}`, text)
      before?.(project)
      if (before) await project.build()
      const start = project.files('out')
      after(project)
      const again = keep(project)
      await project.build()
      const goal = project.files('out')
      expect(goal).not.toEqual(start)

      const random = createRandom('kill', name)
      const whole = new Set([...Object.values(start), ...Object.values(goal)])
      // by their bytes: saves go with games that get other names
      const theirs = Object.values(PLAYER).map((text) => sha1(Buffer.from(text)))
      let kills = 0
      for (let n = 0; n < KILLS; n++) {
        again()
        const { signal } = await project.run(['build', '--json'], killAt(n, random.float(), changes))
        if (signal === 'SIGKILL') kills++
        const now = project.files('out')
        expect(Object.values(now)).toEqual(expect.arrayContaining(theirs))
        for (const [path, hash] of Object.entries(now)) expect(whole.has(hash), `${path} is whole`).toBe(true)
        await project.build()
        expect(project.files('out')).toEqual(goal)
        expect((await project.build()).outcome).toBe('nothing')
      }
      expect(kills).toBeGreaterThanOrEqual(KILLS / 2)
    },
    240_000,
  )
})

/** In turn: before one of the changes of a disk, and at some moment, whatever is done then. */
function killAt(n: number, chance: number, changes: number): Partial<RunOptions> {
  if (n % 2 === 0) return { env: { CURATOR_CRASH_AT: String(1 + Math.floor(chance * changes)) } }
  return { signalAfter: [{ signal: 'SIGKILL', ms: 100 + Math.floor(chance * 400) }] }
}

/** Gives what puts everything back as it is now. */
function keep({ dir }: Project): () => void {
  const copy = join(tempDir('kept'), 'project')
  const options = { recursive: true, preserveTimestamps: true }
  cpSync(dir, copy, options)
  return () => {
    rmSync(dir, { recursive: true })
    cpSync(copy, dir, options)
  }
}

/** Writes the DAT and the config. */
function setUp(
  project: Project,
  { names = asUsual, titles }: { readonly names?: Names; readonly titles?: readonly string[] },
): void {
  const roms = GAMES.map((game) => ({ name: `${names(game)}.gb`, bytes: `bytes of ${game} `.repeat(9) }))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
  const target = (preset: string): ConfigData['targets'][string] => ({
    preset,
    path: `./out/${preset}`,
    policy: 'usa',
    saves: 'rename',
    ...(titles ? { playlists: ['best'] } : {}),
  })
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    policies: { usa: USA },
    ...(titles ? { playlists: { best: { titles } } } : {}),
    targets: { mister: target('mister'), batocera: target('batocera'), retroarch: target('retroarch') },
  })
}
