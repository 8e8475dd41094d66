/** What the compiler says about configs: good ones are clean, a wrong name is an error at the word itself. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { locate } from '../../src/config/places/locate.ts'
import type { ConfigPath } from '../../src/config/places/place.ts'
import { fixture } from '../config/support.ts'

interface Diagnostic {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly message: string
}

let diagnostics: ReadonlyMap<string, readonly Diagnostic[]>

beforeAll(async () => {
  diagnostics = await compile()
})

it.each(['apart.ts', 'least.ts', 'lists.ts', 'modules.ts', 'words.ts'])('good/%s compiles', (name) => {
  expect(diagnostics.get(`good/${name}`) ?? []).toEqual([])
})

it('a preset from a stranger compiles', () => {
  expect(diagnostics.get('parts/handheld.ts') ?? []).toEqual([])
})

describe('a wrong word', () => {
  const table: readonly (readonly [file: string, path: ConfigPath, code: string, message: string])[] = [
    [
      'wrong-policy.ts',
      ['targets', 'mine', 'policy'],
      'TS2322',
      `Type '"uas"' is not assignable to type '"everything" | "japan" | "usa"'.`,
    ],
    [
      'wrong-playlist.ts',
      ['targets', 'mine', 'playlists', 1],
      'TS2820',
      `Type '"shooter"' is not assignable to type '"racers" | "shooters"'. Did you mean '"shooters"'?`,
    ],
    [
      'no-playlists.ts',
      ['targets', 'mine', 'playlists', 0],
      'TS2322',
      `Type 'string' is not assignable to type 'never'.`,
    ],
    [
      'wrong-playlist-policy.ts',
      ['playlists', 'shooters', 'policy'],
      'TS2322',
      `Type '"eur"' is not assignable to type '"everything" | "usa"'.`,
    ],
    [
      'wrong-dat.ts',
      ['policies', 'usa', 'dats', 0],
      'TS2322',
      `Type '"nointro"' is not assignable to type '"no-intro"'.`,
    ],
    [
      'wrong-root.ts',
      ['policies', 'usa', 'roots', 0],
      'TS2322',
      `Type '"nas"' is not assignable to type '"downloads"'.`,
    ],
    [
      'wrong-library-root.ts',
      ['libraries', 'shelf', 'roots', 0],
      'TS2820',
      `Type '"downlods"' is not assignable to type '"downloads" | "other"'. Did you mean '"downloads"'?`,
    ],
    [
      'wrong-root.ts',
      ['policies', 'plain', 'roots', 1],
      'TS2322',
      `Type '"download"' is not assignable to type '"downloads"'.`,
    ],
    [
      'two-problems.ts',
      ['policies', 'usa', 'dats', 0],
      'TS2322',
      `Type '"redump"' is not assignable to type '"no-intro"'.`,
    ],
    [
      'two-problems.ts',
      ['targets', 'mine', 'policy'],
      'TS2322',
      `Type '"usb"' is not assignable to type '"everything" | "usa"'.`,
    ],
    [
      'wrong-source.ts',
      ['metadata', 'priority', 0],
      'TS2820',
      `Type '"libretto"' is not assignable to type '"flashpoint" | "hasheous" | "hltb" | "igdb" | "libretro" | "libretro-thumbnails" | "mobygames" | "playmatch" | "retroachievements" | "screenscraper" | "steamgriddb" | "thegamesdb"'. Did you mean '"libretro"'?`,
    ],
    [
      'wrong-provider.ts',
      ['art', 'identify', 0],
      'TS2820',
      `Type '"lsited"' is not assignable to type '"Own" | "hasheous" | "igdb" | "launchbox" | "listed" | "mobygames" | "playmatch" | "retroachievements" | "screenscraper" | "tables" | "thegamesdb"'. Did you mean '"listed"'?`,
    ],
    [
      'wrong-pictures.ts',
      ['art', 'order', 1],
      'TS2820',
      `Type '"gamelists"' is not assignable to type '"flashpoint" | "gamelist" | "igdb" | "launchbox" | "libretro-thumbnails" | "mine" | "mobygames" | "retroachievements" | "screenscraper" | "steamgriddb" | "thegamesdb"'. Did you mean '"gamelist"'?`,
    ],
    [
      'wrong-where.ts',
      ['playlists', 'smooth', 'where', 'runsOn', 'atLeast'],
      'TS2820',
      `Type '"god"' is not assignable to type '"excellent" | "fair" | "good" | "poor" | "unplayable" | undefined'. Did you mean '"good"'?`,
    ],
    [
      'wrong-where.ts',
      ['playlists', 'misspelt', 'where', 'not', 'genres'],
      'TS2561',
      `Object literal may only specify known properties, but 'genres' does not exist in type 'PlaylistQuery'. Did you mean to write 'genre'?`,
    ],
    [
      'wrong-where.ts',
      ['playlists', 'best', 'where', 'compatible', 'atLeast'],
      'TS2820',
      `Type '"perfekt"' is not assignable to type '"boots" | "broken" | "ingame" | "menu" | "perfect" | "playable" | undefined'. Did you mean '"perfect"'?`,
    ],
    [
      'wrong-where.ts',
      ['playlists', 'best', 'order'],
      'TS2820',
      `Type '"ratings"' is not assignable to type 'PlaylistOrder'. Did you mean '"rating"'?`,
    ],
    [
      'unknown-keys.ts',
      ['roots', 'downloads', 'form'],
      'TS2353',
      `Object literal may only specify known properties, and 'form' does not exist in type 'RootOptions'.`,
    ],
    [
      'wrong-types.ts',
      ['policies', 'usa', 'keep'],
      'TS2322',
      `Type '"some"' is not assignable to type 'number | "all" | "newest+oldest" | undefined'.`,
    ],
  ]

  it.each(table)('%s: %j', (file, path, code, message) => {
    const text = readFileSync(fixture(`bad/${file}`), 'utf8')
    // the compiler marks the key of a property, and an element of a list by itself
    const place = locate(text, path, 'key')
    expect(diagnostics.get(`bad/${file}`)).toContainEqual({ ...place, code, message })
  })

  it('is the only error of its file', () => {
    expect(diagnostics.get('bad/wrong-policy.ts')).toHaveLength(1)
    expect(diagnostics.get('bad/wrong-playlist.ts')).toHaveLength(1)
    expect(diagnostics.get('bad/wrong-dat.ts')).toHaveLength(1)
  })
})

async function compile(): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const args = [tsc, '--noEmit', '--pretty', 'false', '-p', fixture('tsconfig.json')]
  const output = await promisify(execFile)(process.execPath, args, { cwd: fixture('') }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  )
  const found = new Map<string, Diagnostic[]>()
  for (const [, file = '', line, column, code = '', message = ''] of output.matchAll(
    /^(\S[^(]*)\((\d+),(\d+)\): error (TS\d+): (.*)$/gm,
  )) {
    const list = found.get(file) ?? []
    list.push({ line: Number(line), column: Number(column), code, message })
    found.set(file, list)
  }
  return found
}
