/** LaunchBox: what only it does. What all do is tested in test/metadata. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KNOWN_FILE, openFiles, UNKNOWN_FILE } from '../../../../test/metadata/files-subject.ts'
import { localKit, said, valueOf } from '../../../../test/metadata/game-of.ts'
import { fixtureFile } from '../../../../test/metadata/stand-in.ts'
import { tempDir } from '../../../../test/support/cli.ts'
import { makeZip } from '../../../../test/support/archives/zip.ts'
import { providerChecks } from '../../contract.ts'
import { LAUNCHBOX } from './provider.ts'

describe('the contract', () => {
  const open = () =>
    Promise.resolve({
      ...openFiles(fixtureFile('launchbox'), () => LAUNCHBOX, 'CURATOR_LAUNCHBOX'),
      known: { ...KNOWN_FILE, id: '1020' },
      unknown: UNKNOWN_FILE,
      near: 'Rocket Turtle 2',
    })
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

it.each(['Metadata.zip', ''])('from the zip as it is fetched, named as folder/%s', async (named) => {
  const folder = tempDir('launchbox')
  const file = join(folder, 'Metadata.zip')
  const parts = ['Metadata.xml', 'Files.xml', 'Mame.xml']
  const data = (name: string) => (name === 'Mame.xml' ? '<x/>' : readFileSync(fixtureFile('launchbox', name)))
  writeFileSync(file, makeZip(parts.map((name) => ({ name, data: data(name) }))))
  const provider = LAUNCHBOX.open(localKit({ CURATOR_LAUNCHBOX: join(folder, named) }))
  expect(await provider.identify({ title: 'RT', platform: 'snes', fileName: 'RT (USA).sfc' })).toMatchObject({
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
})

it('from the file itself; a path that leads nowhere is told', async () => {
  const file = fixtureFile('launchbox', 'Metadata.xml')
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

it('a game is read whole', async () => {
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
