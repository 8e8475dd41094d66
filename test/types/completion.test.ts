/** What an editor offers at the words of a config. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locate } from '../../src/config/places/locate.ts'
import type { ConfigPath } from '../../src/config/places/place.ts'
import { LANGUAGES } from '../../src/names/tables/languages.ts'
import { REGIONS } from '../../src/names/tables/regions.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { fixture } from '../config/support.ts'
import { openInEditor, type Editor } from '../support/language-server.ts'

const FILE = fixture('good/words.ts')
const TEXT = readFileSync(FILE, 'utf8')

let editor: Editor

beforeAll(async () => {
  editor = await openInEditor(FILE, TEXT)
})

afterAll(() => editor.close())

const SLUGS = PLATFORMS.map(({ slug }) => slug)
const REGION_NAMES = REGIONS.map(({ name }) => name)
const CODES = [...LANGUAGES.keys()]

it.each<[path: ConfigPath, words: readonly string[]]>([
  [['roots', 'downloads', 'platform'], SLUGS],
  [['dats', 'no-intro', 'platform'], SLUGS],
  [
    ['policies', 'best', 'regions', 0],
    ['...', ...REGION_NAMES],
  ],
  [['policies', 'best', 'languages', 0], CODES],
  [['policies', 'best', 'only', 'platforms', 0], SLUGS],
  [['policies', 'best', 'dats', 0], ['no-intro']],
  [['policies', 'best', 'roots', 0], ['downloads']],
  [
    ['policies', 'plain', 'extends'],
    ['best', 'everything', 'plain'],
  ],
  [
    ['policies', 'plain', 'videoStandards', 0],
    ['NTSC', 'PAL', 'PAL 60Hz', 'MPAL', 'SECAM'],
  ],
  [['playlists', 'short', 'where', 'platform', 0], SLUGS],
  [['playlists', 'short', 'where', 'region', 0], REGION_NAMES],
  [['playlists', 'short', 'where', 'language', 0], CODES],
  [['platformLinks', 'gb', 0], SLUGS],
  [
    ['targets', 'card', 'policy'],
    ['best', 'everything', 'plain'],
  ],
  [['targets', 'card', 'playlists', 0], ['short']],
  [
    ['targets', 'all', 'policy'],
    ['best', 'everything', 'plain'],
  ],
])('at %j', async (path, words) => {
  const place = locate(TEXT, path, 'value')
  if (!place) expect.unreachable()
  // behind the quote
  const offered = await editor.completions(place.line - 1, place.column)
  expect([...offered].sort()).toEqual([...words].sort())
})

it('of a preset: its options', async () => {
  const place = locate(TEXT, ['targets', 'card', 'path'], 'key')
  if (!place) expect.unreachable()
  const offered = await editor.completions(place.line - 1, place.column - 1)
  expect(offered).toEqual(expect.arrayContaining(['archives?', 'layout?', 'mra?']))
})
