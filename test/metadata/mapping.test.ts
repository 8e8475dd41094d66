import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/metadata/answer.ts'
import type { GameResult } from '../../src/metadata/game.ts'
import { gamelistProvider } from '../../src/metadata/providers/gamelist/provider.ts'
import { LAUNCHBOX } from '../../src/metadata/providers/launchbox/provider.ts'
import { dateOf, dateOfSeconds, plainText, playersOf, ratingOf } from '../../src/metadata/values.ts'
import { makeZip } from '../support/zip.ts'
import { caseOf, NOW, openCase } from './subjects.ts'
import { fixtureFile } from './stand-in.ts'
import { tempDir } from '../support/cli.ts'

/** What was said, without who said it. */
function said({ title, platforms, ids, metadata, artwork }: GameResult) {
  return {
    title,
    platforms,
    ids,
    fields: Object.fromEntries(Object.entries(metadata).map(([field, { value }]) => [field, value])),
    artwork: artwork.map(({ kind, url }) => `${kind} ${url}`),
  }
}

function valueOf(answer: Answer<GameResult>): GameResult {
  if (answer.kind === 'hit') return answer.value
  throw new Error(JSON.stringify(answer))
}

async function gameOf(name: string) {
  const one = caseOf(name)
  const { provider, server } = await openCase(one)
  const { title, platform, year } = one.known
  // what a search said of a game is known when its pictures come
  await provider.search({ title, platform })
  const game = valueOf(await provider.getById(one.known.id))
  for (const fact of Object.values(game.metadata))
    expect(fact).toMatchObject({ provider: name, id: one.known.id, at: expect.any(Number) })
  return { game: said(game), server, year }
}

describe('a game of', () => {
  it('IGDB', async () => {
    const { game, server } = await gameOf('igdb')
    expect(game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        alternativeTitles: ['Roketto Kame'],
        description: 'A turtle flies.\nVery high.',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Platform'],
        franchises: ['Turtle', 'Rocket Animals'],
        modes: ['Single player'],
        released: '1993-01-01',
        players: { least: 1, most: 2 },
        cooperative: true,
        rating: 87.3,
        votes: 120,
        ageRatings: ['ESRB E'],
        page: 'https://www.igdb.com/games/rocket-turtle',
      },
      artwork: [
        'box https://images.igdb.com/igdb/image/upload/t_1080p/co1abc.jpg',
        'snap https://images.igdb.com/igdb/image/upload/t_1080p/sc1.jpg',
        'background https://images.igdb.com/igdb/image/upload/t_1080p/ar1.jpg',
      ],
    })
    const [token, search] = server.asked
    expect([token?.path, token?.query.get('grant_type')]).toEqual(['/oauth2/token', 'client_credentials'])
    expect(search?.body).toMatch(
      /^search "Rocket Turtle"; fields .*; where platforms=\(19,58\) & game_type=\(0,8,9,10,11\); limit 20;$/,
    )
    expect(search?.headers).toMatchObject({
      authorization: 'Bearer token-of-tests',
      'client-id': 'hush-client-id',
    })
  })

  it('MobyGames', async () => {
    const { game, server } = await gameOf('mobygames')
    expect(game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['genesis', 'snes'],
      ids: {},
      fields: {
        alternativeTitles: ['ロケットタートル'],
        description: 'A turtle flies.\n& lands.',
        genres: ['Action'],
        released: '1993-01-01',
        rating: 87,
        votes: 42,
        page: 'https://www.mobygames.com/game/815/rocket-turtle/',
      },
      artwork: ['box https://cdn.mobygames.com/covers/1.jpg', 'snap https://cdn.mobygames.com/s/1.png'],
    })
    expect(server.asked[0]?.query.get('api_key')).toBe('hush-moby')
    expect(server.asked[0]?.query.get('platform')).toBe('15')
  })

  it('ScreenScraper', async () => {
    const { game, server } = await gameOf('screenscraper')
    expect(game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        alternativeTitles: ['Roketto Kame'],
        description: 'A turtle "flies".\n\nHigh.',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Platform'],
        franchises: ['Tortue'],
        modes: ['Single-player'],
        released: '1993-01-01',
        players: { least: 1, most: 2 },
        rating: 85,
        ageRatings: ['ESRB E'],
      },
      artwork: [
        'box https://neoclone.screenscraper.fr/api2/mediaJeu.php?softname=curator&systemeid=4&jeuid=1234&media=box-2D%28us%29',
        `snap ${server.url}/mediaJeu.php?softname=curator&systemeid=4&jeuid=1234&media=ss%28wor%29`,
      ],
    })
  })

  it('RetroAchievements', async () => {
    expect((await gameOf('retroachievements')).game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        alternativeTitles: ['Roketto Kame'],
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['2D Platforming'],
        released: '1993-01',
        achievements: 12,
        playedBy: 4578,
        page: 'https://retroachievements.org/game/228',
      },
      artwork: ['box', 'title', 'snap', 'icon'].map(
        (kind, i) => `${kind} https://media.retroachievements.org/Images/${[5, 3, 4, 2][i]}.png`,
      ),
    })
  })

  it('SteamGridDB', async () => {
    expect((await gameOf('steamgriddb')).game).toEqual({
      title: 'Rocket Turtle',
      platforms: undefined,
      ids: {},
      fields: { released: '1993', page: 'https://www.steamgriddb.com/game/2254' },
      artwork: ['box', 'banner', 'icon', 'background', 'icon'].map(
        (kind, i) => `${kind} https://cdn2.steamgriddb.com/grid/${i + 1}.png`,
      ),
    })
  })

  it('HowLongToBeat', async () => {
    const { game, server } = await gameOf('hltb')
    expect(game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes', 'gba'],
      ids: {},
      fields: {
        alternativeTitles: ['RT', 'Roketto Kame'],
        released: '1993-01-01',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Platform', 'Action'],
        rating: 92,
        votes: 2000,
        playedBy: 9000,
        playTimes: { story: 18_600, extras: 30_600 },
        page: 'https://howlongtobeat.com/game/9371',
      },
      artwork: ['box https://howlongtobeat.com/games/9371.jpg'],
    })
    expect(server.asked[1]?.headers).toMatchObject({
      'x-auth-token': 'session-of-tests',
      'x-hp-key': 'ign',
      'x-hp-val': 'value-of-tests',
      referer: server.url,
    })
    expect(JSON.parse(server.asked[1]?.body ?? '')).toMatchObject({
      searchTerms: ['Rocket', 'Turtle'],
      ign: 'value-of-tests',
    })
  })

  it('TheGamesDB', async () => {
    const { game } = await gameOf('thegamesdb')
    expect(game).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        alternativeTitles: ['Roketto Kame'],
        description: 'A turtle flies.',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Platform'],
        released: '1993-01-01',
        players: { least: 1, most: 2 },
        cooperative: false,
        ageRatings: ['ESRB E'],
        page: 'https://thegamesdb.net/game.php?id=136',
      },
      artwork: [
        'box https://cdn.thegamesdb.net/images/original/boxart/front/136-1.jpg',
        'back https://cdn.thegamesdb.net/images/original/boxart/back/136-1.jpg',
      ],
    })
  })

  it('Flashpoint', async () => {
    expect((await gameOf('flashpoint')).game).toMatchObject({
      platforms: ['flash'],
      fields: {
        alternativeTitles: ['Roketto Kame', 'RT'],
        genres: ['Simulation', 'Toy'],
        released: '2004-12-09',
      },
      artwork: [
        'logo https://infinity.unstable.life/images/Logos/08/14/08143aa7-0000-45b0-a1d4-afa4ac44c845?type=jpg',
        'snap https://infinity.unstable.life/images/Screenshots/08/14/08143aa7-0000-45b0-a1d4-afa4ac44c845?type=jpg',
      ],
    })
  })

  it('libretro thumbnails', async () => {
    const { game, server } = await gameOf('libretro-thumbnails')
    const system = 'Nintendo%20-%20Super%20Nintendo%20Entertainment%20System'
    expect(game.artwork).toEqual([
      `box ${server.url}/${system}/Named_Boxarts/Rocket%20Turtle%20(USA).png`,
      `snap ${server.url}/${system}/Named_Snaps/Rocket%20Turtle%20(USA).png`,
    ])
    expect(server.asked.map(({ path }) => path.split('/')[2])).toEqual([
      'Named_Boxarts',
      'Named_Snaps',
      'Named_Titles',
      'Named_Logos',
    ])
  })

  it.each([
    ['Chip & Dale (USA).sfc', 'snes:Chip _ Dale (USA)'],
    ['Rocket Turtle (Japan).zip', 'snes:Rocket Turtle (Japan)'],
  ])('libretro thumbnails, by the name of the file: %s', async (fileName, id) => {
    const { provider } = await openCase(caseOf('libretro-thumbnails'))
    const answer = await provider.identify({ title: 'anything', platform: 'snes', fileName })
    expect(answer).toMatchObject({ kind: 'hit', value: { via: 'exact', game: { id } } })
  })

  it('gamelist.xml', async () => {
    const file = fixtureFile('gamelist/gamelist.xml')
    const provider = gamelistProvider([{ file, platform: 'snes' }]).open(localKit())
    const games = await provider.search({ title: 'Rocket Turtle', platform: 'snes' })
    expect(games).toMatchObject({
      kind: 'hit',
      value: [{ title: 'Rocket Turtle' }, { title: 'Rocket Turtle 3' }],
    })
    const answer = await provider.identify({
      title: 'x',
      platform: 'snes',
      fileName: 'Rocket Turtle (USA).sfc',
    })
    expect(answer.kind === 'hit' && said(answer.value.game)).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        description: 'A turtle & a rocket',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Platform'],
        released: '1993-01-01',
        players: { least: 1, most: 2 },
        rating: 85,
        languages: ['en'],
        regions: ['us'],
      },
      artwork: [`snap ${pathToFileURL(fixtureFile('gamelist/media/Rocket Turtle (USA).png')).href}`],
    })
    expect(await provider.search({ title: 'Outside', platform: 'snes' })).toMatchObject({ kind: 'miss' })
  })

  it.each(['Metadata.zip', ''])(
    'LaunchBox, from the zip as it is fetched, named as folder/%s',
    async (named) => {
      const folder = tempDir('launchbox')
      const file = join(folder, 'Metadata.zip')
      const parts = ['Metadata.xml', 'Files.xml', 'Mame.xml']
      const data = (name: string) =>
        name === 'Mame.xml' ? '<x/>' : readFileSync(fixtureFile(`launchbox/${name}`))
      writeFileSync(file, makeZip(parts.map((name) => ({ name, data: data(name) }))))
      const provider = LAUNCHBOX.open(localKit({ CURATOR_LAUNCHBOX: join(folder, named) }))
      expect(
        await provider.identify({ title: 'RT', platform: 'snes', fileName: 'RT (USA).sfc' }),
      ).toMatchObject({
        value: { game: { id: '1020' } },
      })
      await provider.close()
      writeFileSync(file, makeZip([{ name: 'Mame.xml', data: '<x/>' }]))
      const without = LAUNCHBOX.open(localKit({ CURATOR_LAUNCHBOX: file }))
      expect(await without.getById('1')).toEqual({
        kind: 'unavailable',
        reason: 'malformed',
        message: `there is no Metadata.xml at ${file}`,
      })
      writeFileSync(file, makeZip([{ name: 'Metadata.xml', data: '<LaunchBox>\n<Game></LaunchBox>' }]))
      expect(await without.getById('1')).toEqual({
        kind: 'unavailable',
        reason: 'malformed',
        message: 'Metadata.xml: line 2: the <Game> element is not closed.',
      })
    },
  )

  it('LaunchBox, from the file itself; a path that leads nowhere is told', async () => {
    const file = fixtureFile('launchbox/Metadata.xml')
    const provider = LAUNCHBOX.open(localKit({ CURATOR_LAUNCHBOX: file }))
    expect((await provider.getById('1020')).kind).toBe('hit')
    await provider.close()
    const place = join(tempDir('launchbox'), 'gone')
    expect(await LAUNCHBOX.open(localKit({ CURATOR_LAUNCHBOX: place })).getById('1020')).toEqual({
      kind: 'unavailable',
      reason: 'malformed',
      message: `there is no Metadata.xml at ${place}`,
    })
  })

  it('LaunchBox', async () => {
    const stateFolder = tempDir('launchbox')
    const kit = { ...localKit({ CURATOR_LAUNCHBOX: fixtureFile('launchbox') }), stateFolder }
    const provider = LAUNCHBOX.open(kit)
    expect(said(valueOf(await provider.getById('1020')))).toEqual({
      title: 'Rocket Turtle',
      platforms: ['snes'],
      ids: {},
      fields: {
        alternativeTitles: ['Roketto Kame'],
        description: 'A turtle flies.',
        developers: ['Shell Works'],
        publishers: ['Pond Games'],
        genres: ['Action', 'Platform'],
        released: '1993-01-01',
        players: { least: 1, most: 2 },
        cooperative: false,
        rating: 85,
        votes: 1403,
        ageRatings: ['ESRB E'],
        page: 'https://gamesdb.launchbox-app.com/games/dbid/1020',
      },
      artwork: ['box https://images.launchbox-app.com/5e4587a1-8505-4fd2-ace1-87613df5f5d1.png'],
    })
    const byFile = await provider.identify({ title: 'RT', platform: 'snes', fileName: 'RT (USA).sfc' })
    expect(byFile).toMatchObject({ kind: 'hit', value: { via: 'exact', game: { id: '1020' } } })
    const byOther = await provider.identify({ title: 'Roketto Kame', platform: 'snes' })
    expect(byOther).toMatchObject({ kind: 'hit', value: { game: { id: '1020' } } })
    await provider.close()
    // the second time there is nothing to read: the XML may be gone
    const again = LAUNCHBOX.open(kit)
    expect(await again.identify({ title: 'Rocket Turtle', platform: 'genesis' })).toMatchObject({
      value: { game: { id: '1021' } },
    })
    await again.close()
  })
})

function localKit(env: Readonly<Record<string, string>> = {}) {
  return {
    key: (name: string) => env[name],
    connect: () => {
      throw new Error('it asks over the net')
    },
    now: () => NOW,
  }
}

describe('hashes and serials', () => {
  it('Hasheous gives ids of others, and only those that it is sure of', async () => {
    const one = caseOf('hasheous')
    const { provider } = await openCase(one)
    const answer = await provider.byHash?.({ platform: 'snes', hashes: one.known.hashes ?? {} })
    expect(answer).toMatchObject({
      value: { game: { title: 'Rocket Turtle', ids: { igdb: '4711', thegamesdb: '136' } } },
    })
    expect(answer?.kind === 'hit' && Object.keys(answer.value.game.ids)).toEqual(['igdb', 'thegamesdb'])
    expect((await provider.byHash?.({ platform: 'nes', hashes: one.known.hashes ?? {} }))?.kind).toBe('miss')
  })

  it('Hasheous is not asked for the hash of nothing', async () => {
    const { provider, server } = await openCase(caseOf('hasheous'))
    const hashes = { crc32: '00000000', sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }
    expect((await provider.byHash?.({ platform: 'snes', hashes }))?.kind).toBe('miss')
    expect(server.asked).toEqual([])
  })

  it('Playmatch: what it goes by name and size for is no hit', async () => {
    const { provider } = await openCase(caseOf('playmatch'))
    const query = { platform: 'snes', size: 1, fileName: 'x.sfc' }
    expect(
      (await provider.byHash?.({ ...query, hashes: { md5: '88888888888888888888888888888888' } }))?.kind,
    ).toBe('miss')
  })

  it('ScreenScraper: a game that does not have the hash is only suggested', async () => {
    const { provider } = await openCase(caseOf('screenscraper'))
    const hashes = { md5: '99999999999999999999999999999999' }
    expect(await provider.byHash?.({ platform: 'snes', hashes })).toMatchObject({
      kind: 'miss',
      suggestions: [{ id: '1234' }],
    })
  })

  it('ScreenScraper: what is no game is none', async () => {
    const { provider } = await openCase(caseOf('screenscraper'))
    expect((await provider.getById('77')).kind).toBe('miss')
  })

  it.each(['screenscraper', 'thegamesdb'])('%s knows serials', async (name) => {
    const { provider } = await openCase(caseOf(name))
    const answer = await provider.identify({ title: 'whatever', platform: 'snes', serial: 'SNS-RT' })
    expect(answer).toMatchObject({ kind: 'hit', value: { via: 'serial', game: { title: 'Rocket Turtle' } } })
  })

  it('TheGamesDB: a serial of two games tells nothing', async () => {
    const { provider } = await openCase(caseOf('thegamesdb'))
    expect((await provider.identify({ title: 'zzz', platform: 'snes', serial: 'TWICE' })).kind).toBe('miss')
  })
})

describe('values', () => {
  it.each([
    ['1990-11-21T00:00:00-08:00', '1990-11-21'],
    ['19901121T000000', '1990-11-21'],
    ['1990-13-01', '1990'],
    ['1990-11-40', '1990-11'],
    ['1990', '1990'],
    ['0000-00-00', undefined],
    ['12', undefined],
    ['next year', undefined],
  ])('the date %s is %s', (text, date) => expect(dateOf(text)).toBe(date))

  it.each([
    ['1-4', { least: 1, most: 4 }],
    ['2', { least: 1, most: 2 }],
    ['2 - 4', { least: 2, most: 4 }],
    ['4+', { least: 1, most: 4 }],
    ['0', undefined],
    ['many', undefined],
  ])('%s players are %j', (text, players) => expect(playersOf(text)).toEqual(players))

  it('other values', () => {
    expect([ratingOf(19, 20), ratingOf(4.6416873, 5), ratingOf(-1, 5), ratingOf(6, 5)]).toEqual([
      95,
      92.8,
      undefined,
      undefined,
    ])
    expect([dateOfSeconds(659_145_600), dateOfSeconds(1e300), dateOfSeconds(undefined)]).toEqual([
      '1990-11-21',
      undefined,
      undefined,
    ])
    expect(plainText('<p>A &amp; B</p><br/>x &#65; &#x42; &bogus; 1 < 2')).toBe(
      'A & B\n\nx A B &bogus; 1 < 2',
    )
    expect(plainText(' <p> </p> ')).toBeUndefined()
  })
})
