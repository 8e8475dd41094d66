/** ScreenScraper: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import type { Reply } from '../../../../test/metadata/stand-in.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
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

it('a game that does not have the hash is only suggested', async () => {
  const { provider } = await openCase(caseOf('screenscraper'))
  const hashes = { md5: '99999999999999999999999999999999' }
  expect(await provider.byHash?.({ platform: 'snes', hashes })).toMatchObject({
    kind: 'miss',
    suggestions: [{ id: '1234' }],
  })
})

it('what is no game is none', async () => {
  const { provider } = await openCase(caseOf('screenscraper'))
  expect((await provider.getById('77')).kind).toBe('miss')
})

it('knows serials', async () => {
  const { provider } = await openCase(caseOf('screenscraper'))
  const answer = await provider.identify({ title: 'whatever', platform: 'snes', serial: 'SNS-RT' })
  expect(answer).toMatchObject({ kind: 'hit', value: { via: 'serial', game: { title: 'Rocket Turtle' } } })
})

it('mends its own faults of writing', async () => {
  const text =
    String.raw`{"response":{"jeux":[{"id":"7","noms":[{"region":"us","text":"A \ B"}],"systeme":{"id":"4"},}],` +
    '\n\t\t}}'
  const { answer } = await failing(caseOf('screenscraper'), { text })
  expect(answer).toMatchObject({
    kind: 'hit',
    value: [{ id: '7', title: String.raw`A \ B`, platforms: ['snes'] }],
  })
})

it('its replies tell its pace, and what is left of the day', async () => {
  const { provider, traffic, clock } = await openCase(caseOf('screenscraper'))
  for (const title of ['Rocket Turtle', 'some game', 'other game'])
    await provider.search({ title, platform: 'snes' })
  // 3,000 a minute from the first reply on; until then one every 1.2 s
  expect(clock.slept).toEqual([])
  expect(traffic()).toMatchObject({ asked: 3, quota: { left: 19_988, of: 20_000 } })
})

it.each<[Reply, string]>([
  [{ status: 200, text: 'Erreur de login : Vérifier vos identifiants développeur !' }, 'auth'],
  [{ status: 423, text: 'API totalement fermé' }, 'closed'],
  [{ status: 426, text: 'non' }, 'auth'],
  [{ status: 430, text: "Votre quota de scrape est dépassé pour aujourd'hui !" }, 'quota'],
  [{ status: 431, text: 'non' }, 'quota'],
  [{ status: 404, text: 'Erreur : Rom/Iso/Dossier non trouvée !' }, 'miss'],
  [{ status: 400, text: 'Champ crc, md5 ou sha1 erroné' }, 'malformed'],
])('%j is %s', async (reply, meaning) => {
  expect((await failing(caseOf('screenscraper'), reply)).kind).toBe(meaning)
})
