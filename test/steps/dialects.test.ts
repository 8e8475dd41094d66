/** What a DAT says of its names and games, from its file to what the user sees. */
import { expect, it } from 'vitest'
import { writeListText } from '../../src/dats/write/lists.ts'
import { listDat, listableDats } from '../../src/report/dats/missing.ts'
import { withProject, type ConfigData } from '../support/project.ts'
import { sha1 } from '../support/sha1.ts'

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  policies: { best: { regions: ['USA', 'Europe', 'Japan'] } },
  playlists: { all: { policy: 'best' } },
  targets: { card: { preset: 'folder', path: './card', policy: 'best', playlists: ['all'] } },
}

interface Listed {
  readonly name: string
  readonly bytes: string
  readonly more?: string
  readonly description?: string
  readonly attributes?: string
}

function datOf(header: string, games: readonly Listed[], element = 'game'): string {
  const blocks = games.map(
    ({ name, bytes, more = '', description = name, attributes = '' }) =>
      `<${element} name="${name}"${attributes}><description>${description}</description>` +
      `<rom name="${name}.bin" size="${bytes.length}" sha1="${sha1(bytes)}"${more}/></${element}>`,
  )
  return `<datafile><header>${header}</header>${blocks.join('\n')}</datafile>`
}

it('what nobody is known to have is marked in the list of what is missing', async () => {
  await withProject(async (project) => {
    project.configure(CONFIG)
    project.write(
      'dats/gb.dat',
      datOf('<name>Nintendo - Game Boy</name>', [
        { name: 'Found (USA)', bytes: 'found' },
        { name: 'Lost (USA)', bytes: 'lost', more: ' mia="yes"' },
        { name: 'Wanted (USA)', bytes: 'wanted' },
      ]),
    )
    project.write('roms/a.bin', 'found')
    await project.build()
    const text = await project.session(({ db }) =>
      listableDats(db).map((dat) => [...writeListText(listDat(db, dat), 'missing')].join('')),
    )
    expect(text).toEqual([
      '# Nintendo - Game Boy: 3 games, 1 had, 1 missing, 1 MIA\nLost (USA) [MIA]\nWanted (USA)\n',
    ])
  })
})

it('names are read by the convention of their DAT', async () => {
  await withProject(async (project) => {
    project.configure(CONFIG)
    const names = [
      'Elite (1991)(Imagineer)(EU)',
      'Elite (1991)(Imagineer)(US)',
      'Elite (1991)(Imagineer)(JP)[a]',
    ]
    const dat = (maker: string) =>
      datOf(
        `<name>Nintendo - Game Boy</name><homepage>${maker}</homepage>`,
        names.map((name) => ({ name, bytes: name })),
      )
    project.write('dats/gb.dat', dat('TOSEC'))
    for (const name of names) project.write(`roms/${name}.bin`, name)
    await project.build()
    expect(project.lock()).toContain('"Elite": "Elite (1991)(Imagineer)(US)"')
    // the same names of another maker mean something else, though no row of them is another
    project.write('dats/gb.dat', dat('No-Intro'))
    await project.build()
    expect(project.lock()).not.toContain('"Elite": "Elite (1991)(Imagineer)(US)"')
  })
})

it('machines are chosen by what people call them, and keep their short names', async () => {
  await withProject(async (project) => {
    project.configure(CONFIG)
    const games: Listed[] = [
      { name: 'pong', bytes: 'pong', description: 'Pong (Europe)', attributes: ' cloneof="pongu"' },
      { name: 'pongu', bytes: 'pongu', description: 'Pong (USA)' },
      { name: 'chip', bytes: 'chip', description: 'A sound chip', attributes: ' isdevice="yes"' },
    ]
    project.write('dats/arcade.dat', datOf('<name>MAME</name>', games, 'machine'))
    for (const { name, bytes } of games) project.write(`roms/${name}.bin`, bytes)
    await project.build()
    expect(project.lock()).toContain('"Pong": "pongu"')
    const picks = await project.session(({ steps }) => steps.engine.get(steps.selection.list, 'all/best'))
    expect(picks.games).toContainEqual({ platform: 'arcade', release: 'pongu', game: 'Pong' })
  })
})

it('a curator that reads names otherwise makes the games anew', async () => {
  await withProject(async (project) => {
    project.configure(CONFIG)
    project.write(
      'dats/gb.dat',
      datOf('<name>Nintendo - Game Boy</name>', [{ name: 'Robo V2 (USA)', bytes: 'robo' }]),
    )
    await project.build()
    // as one left it that took `V2` for a version
    await project.session(({ db }) =>
      db.exec(
        "update atomic_game_unit set title = 'Robo'; update node set version = '0' where key like 'releases%'",
      ),
    )
    await project.build()
    const titles = await project.session(({ db }) =>
      db.prepare('select title from atomic_game_unit').pluck().all(),
    )
    expect(titles).toEqual(['Robo V2'])
  })
})
