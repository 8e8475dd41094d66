/** Files of strangers: whatever they hold, they are read or refused with a reason, and in any order say the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { CuratorError } from '../../src/errors.ts'
import type { LocalKind } from '../../src/metadata/local/entry.ts'
import { readLocal } from '../../src/metadata/local/read.ts'
import { parseListFile } from '../../src/playlists/list-file.ts'
import { logiqxDat } from '../support/dat.ts'
import { testProject } from '../support/project.ts'
import { withTable } from './with-table.ts'

const SAMPLES: Readonly<
  Record<Exclude<LocalKind, 'openvgdb' | 'pack'>, readonly [path: string, text: string]>
> = {
  libretro: [
    'x.dat',
    'clrmamepro (\n name "Nintendo - Game Boy"\n)\ngame (\n name "A"\n genre "B"\n rom ( crc 1 )\n)\n',
  ],
  csv: ['x.csv', 'platform,title,genre\nnes,"A ""B""",C|D\n'],
  gamelist: ['nes/gamelist.xml', '<gameList><game><path>./a.nes</path><name>A</name></game></gameList>'],
  launchbox: ['Metadata.xml', '<LaunchBox><Game><Name>A</Name><DatabaseID>1</DatabaseID></Game></LaunchBox>'],
  mobygames: ['x.json', '{"games":[{"game_id":1,"title":"A","platforms":[{"platform_id":22}]}]}'],
}

describe('damaged files', () => {
  it.each(Object.entries(SAMPLES))('of the kind %s are read or refused', async (kind, [path, text]) => {
    const project = testProject()
    const ignore = () => undefined
    const damage = fc.record({
      at: fc.nat(text.length),
      drop: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('"', '(', ')', '<', '>', '{', '\0', '\\', '['),
      ),
    })
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
          const bad = damages.reduce(
            (all, { at, drop, put }) => all.slice(0, at) + put + all.slice(at + drop),
            text,
          )
          project.write(path, bad)
          const sink = { entry: ignore, file: ignore, title: ignore }
          await readLocal(kind as LocalKind, { path: project.at(path) }, sink).catch((error: unknown) => {
            if (!(error instanceof CuratorError)) throw error
            expect(error.problems[0]?.message).toContain(project.dir)
          })
        }),
        { numRuns: 150 },
      )
    } finally {
      project.close()
    }
  })

  it('that are lists of games give titles and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom('a.csv', 'a.txt', 'a.m3u', 'a.smdb'), fc.string(), (name, text) => {
        for (const { shown, titles } of parseListFile(name, text)) {
          expect(shown).not.toBe('')
          expect(titles.every((title) => title !== '')).toBe(true)
        }
      }),
    )
  })
})

it('the order of a table does not matter', async () => {
  const games = ['Alpha', 'Alpha 2', 'Beta', 'Beta!', 'Gamma', 'The Gamma']
  const resultOf = (order: readonly string[]) =>
    withTable(async (project) => {
      const roms = games.map((title) => ({ name: `${title} (USA).nes`, bytes: title }))
      project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
      project.write(
        'mine.csv',
        ['platform,title,genre', ...order.map((title) => `nes,${title},${title}`)].join('\n'),
      )
      await project.build()
      return project.session(({ db }) => [
        db
          .prepare(
            `select r.name, g.name from release_genre x join game_release r on r.id = x.release_id
             join genre g on g.id = x.genre_id order by 1, 2`,
          )
          .raw()
          .all(),
        db
          .prepare(
            `select u.title, c.title, c.score, c.reason from metadata_candidate c
             join atomic_game_unit u on u.id = c.atomic_id order by u.title, c.position`,
          )
          .raw()
          .all(),
      ])
    })
  const one = await resultOf(games)
  expect(one[0]).toContainEqual(['Alpha 2 (USA)', 'Alpha 2'])
  expect(await resultOf(games.toReversed())).toEqual(one)
})

describe('metadata in curation.jsonc', () => {
  it('is what it says', () => {
    const { metadata } = parseDecisions(
      `{ "metadata": { // mine
        "pin": { "nes": { "A (USA)": { "genres": "Puzzle", "players": "1-4", "released": 1988, "rating": 90 } } },
        "link": { "nes": { "A (USA)": { "launchbox": "12", "igdb": null } } } } }`,
      '/x/curation.jsonc',
    )
    expect(metadata).toEqual({
      pin: {
        nes: {
          'A (USA)': { genres: ['Puzzle'], players: { least: 1, most: 4 }, released: '1988', rating: 90 },
        },
      },
      link: { nes: { 'A (USA)': { launchbox: '12', igdb: null } } },
    })
  })

  it.each([
    ['{ "metadata": { "pins": {} } }', 'has no key "pins" in metadata; its keys are pin, link'],
    ['{ "metadata": { "pin": { "snoz": {} } } }', 'names the platform "snoz"'],
    [
      '{ "metadata": { "pin": { "nes": { "A": { "genre": "x" } } } } }',
      'has no field "genre" in a pin of metadata',
    ],
    [
      '{ "metadata": { "pin": { "nes": { "A": { "rating": 101 } } } } }',
      'has no rating in a pin of metadata that means anything',
    ],
    [
      '{ "metadata": { "link": { "nes": { "A": { "igdb": 5 } } } } }',
      'must name an entry, or null, for each source',
    ],
    ['{ "metadata": [] }', 'must have an object as metadata'],
  ])('%s is refused', (text, why) => {
    expect(() => parseDecisions(text, '/x/curation.jsonc')).toThrow(why)
  })
})
