/** Pairs of titles that look like one game and are two: none may be linked by itself, and each near miss is a suggestion. */
import { describe, expect, it } from 'vitest'
import { similarity } from '../../src/identify/titles/similarity.ts'
import { plainTitle } from '../../src/identify/titles/title-key.ts'
import { judge } from '../../src/metadata/match.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'

/** What a DAT calls a game → what a source calls another. */
const TWO_GAMES: readonly (readonly [string, string])[] = [
  ['ActRaiser', 'ActRaiser 2'],
  ['Final Fantasy II', 'Final Fantasy III'],
  ['Final Fight', 'Final Fight Guy'],
  ['Street Fighter II', 'Street Fighter II Turbo'],
  ['Mega Man 7', 'Mega Man X'],
  ['Mega Man X2', 'Mega Man X3'],
  ['Rockman 10', 'Rockman X'],
  ['Madden NFL 94', 'Madden NFL 95'],
  ['FIFA Soccer 96', "FIFA Soccer '97"],
  ['NBA Jam', 'NBA Jam T.E.'],
  ['Mortal Kombat', 'Mortal Kombat II'],
  ['R-Type', 'R-Type III'],
  ['F-Zero', 'F-Zero X'],
  ['1942', '1943'],
  ['Alien', 'Aliens'],
  ['Mask', 'The Mask'],
  ['Goal!', 'Goal!!'],
  ['Fear', 'No Fear'],
  ['WWF No Mercy', 'WWF Mercy'],
  ['Pokemon Red', 'Pokemon Blue'],
  ['Sonic & Knuckles', 'Sonic 3 & Knuckles'],
  ['Super Bomberman', 'Super Bomberman 2'],
  ['Super Mario World', 'Super Mario World 2 - Yoshi Island'],
  ['Super Mario All-Stars', 'Super Mario All-Stars + Super Mario World'],
  ['Dragon Quest I & II', 'Dragon Quest I, II & III'],
  ['Castlevania', 'Castlevania II'],
  ['Kirby Super Star', 'Kirby Super Star Ultra'],
  ['Bubsy', 'Bubsy II'],
  ['Lemmings', 'Lemmings 2: The Tribes'],
  ['Tetris Attack', 'Tetris Battle'],
  ['Ranma 1/2', 'Ranma 1/2 Part 2'],
  ['Zero Tolerance', 'Zero Tolerance 0'],
  ['Wario', 'Mario'],
  ['Prince of Persia', 'Prince of Persia 2'],
  ['Star Fox', 'Star Fox 2'],
]

/** The same game, otherwise spelt. */
const ONE_GAME: readonly (readonly [string, string])[] = [
  ['Legend of Zelda, The - A Link to the Past', 'The Legend of Zelda: A Link to the Past'],
  ['Wolfenstein 3-D', 'Wolfenstein 3D'],
  ['Chrono Trigger', 'CHRONO TRIGGER'],
  ['Breath of Fire II', 'Breath of Fire 2'],
  ['Kirby & The Amazing Mirror', 'Kirby and the Amazing Mirror'],
]

/** Less is not worth a person's time. */
const WORTH_SHOWING = 0.85

describe('judging answers', () => {
  it.each(TWO_GAMES.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))(
    '%s is not %s',
    (wanted, other) => {
      const found = { provider: 'x', id: '1', title: other, alternativeTitles: [], platforms: ['snes'] }
      const { match, others } = judge({ title: wanted, platform: 'snes' }, [found])
      expect(match).toBeUndefined()
      const isNear = similarity(plainTitle(wanted), plainTitle(other)) >= WORTH_SHOWING
      if (isNear) expect(others.map(({ title }) => title)).toEqual([other])
    },
  )

  it.each(ONE_GAME)('%s is %s', (wanted, other) => {
    const found = { provider: 'x', id: '1', title: other, alternativeTitles: [], platforms: ['snes'] }
    expect(judge({ title: wanted, platform: 'snes' }, [found]).match?.result.title).toBe(other)
  })
})

describe('joining files', () => {
  it('links none of them, and suggests every near miss', async () => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { d: './dats' },
        metadata: { sources: { mine: './mine.csv' } },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
      project.write('roms/a.txt', '')
      const pairs = [...TWO_GAMES, ...ONE_GAME]
      project.write(
        'dats/snes.dat',
        logiqxDat(
          'Nintendo - Super Nintendo Entertainment System',
          pairs.map(([a]) => ({ name: `${a.replaceAll('/', '-')} (USA).sfc`, bytes: a })),
        ),
      )
      project.write(
        'mine.csv',
        ['platform,title,genre', ...pairs.map(([, b]) => `snes,"${b}","${b.replaceAll(';', '')}"`)].join(
          '\n',
        ),
      )
      await project.build()
      const [linked, suggested] = await project.session(({ db }) => [
        db
          .prepare(
            `select u.title, json_extract(x.value, '$[0]') from atomic_metadata_extension x
               join atomic_game_unit u on u.id = x.atomic_id where x.field = 'genres'`,
          )
          .raw()
          .all() as [string, string][],
        db
          .prepare(
            'select u.title, c.title from metadata_candidate c join atomic_game_unit u on u.id = c.atomic_id',
          )
          .raw()
          .all() as [string, string][],
      ])
      expect(linked.map(([game]) => game).sort()).toEqual(ONE_GAME.map(([a]) => a).sort())
      const near = TWO_GAMES.filter(
        ([a, b]) =>
          !a.includes('/') &&
          plainTitle(a).slice(0, 5) === plainTitle(b).slice(0, 5) &&
          similarity(plainTitle(a), plainTitle(b)) >= WORTH_SHOWING,
      )
      expect(near.length).toBeGreaterThan(20)
      const known = new Set(suggested.map((pair) => pair.join('\n')))
      expect(near.filter((pair) => !known.has(pair.join('\n')))).toEqual([])
    })
  })
})
