/** `curator search` finds games by what metadata says of them. */
import { expect, it } from 'vitest'
import { parseQuery } from '../../src/search/query.ts'
import { refreshSearch } from '../../src/search/refresh.ts'
import { search } from '../../src/search/search.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'
import { withTable } from './with-table.ts'

it('genre, developer, players and year come from metadata', async () => {
  await withTable(async (project) => {
    const roms = ['Contra (USA).nes', 'Tetris (USA).nes'].map((name) => ({ name, bytes: name }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
    project.write(
      'mine.csv',
      'platform,title,genre,developer,publisher,players,year\nnes,Contra,Shooter,"Konami Co., Ltd.",Ultra,2,1988\nnes,Tetris,Puzzle,HAL Laboratory,Nintendo,1,1989\n',
    )
    await project.build()
    await project.session(({ db }) => {
      refreshSearch(db)
      const found = (text: string) =>
        search(db, parseQuery(text), 9).results.map((one) => ('title' in one ? one.title : '?'))
      expect(found('genre:shooter')).toEqual(['Contra'])
      expect(found('developer:konami')).toEqual(['Contra'])
      expect(found('publisher:"ultra games"')).toEqual(['Contra'])
      expect(found('developer:"hal labs"')).toEqual(['Tetris'])
      expect(found('developer:nintendo')).toEqual([])
      expect(found('players:2')).toEqual(['Contra'])
      expect(found('year:1989..')).toEqual(['Tetris'])
    })
  })
})

it('finds games by the other titles that metadata tells, until it tells them no more', async () => {
  await withProject(async (project) => {
    const configure = (sources: object): void =>
      project.configure({
        roots: { roms: './roms' },
        dats: { d: './dats' },
        metadata: { sources },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
    configure({ box: './Metadata.xml' })
    project.write('roms/a.txt', '')
    const roms = ['Contra (USA).nes', 'Tetris (USA).nes'].map((name) => ({ name, bytes: name }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
    project.write(
      'Metadata.xml',
      `<LaunchBox><Game><Name>Contra</Name><DatabaseID>5</DatabaseID><Platform>Nintendo Entertainment System</Platform></Game>
       <GameAlternateName><AlternateName>Probotector</AlternateName><DatabaseID>5</DatabaseID></GameAlternateName></LaunchBox>`,
    )
    const found = (text: string) =>
      project.session(({ db }) => {
        refreshSearch(db)
        return search(db, parseQuery(text), 9).results.map((one) =>
          'title' in one ? [one.title, one.as] : '?',
        )
      })
    await project.build()
    expect(await found('probotect')).toEqual([['Contra', 'Probotector']])
    project.write(
      'curation.jsonc',
      '{ "metadata": { "pin": { "nes": { "Tetris (USA)": { "alternativeTitles": ["Тетрис"] } } } } }',
    )
    await project.build()
    expect(await found('тетр')).toEqual([['Tetris', 'Тетрис']])
    expect(await found('probotect')).toEqual([['Contra', 'Probotector']])
    configure({})
    await project.build()
    expect(await found('probotect')).toEqual([])
    expect(await found('тетр')).toEqual([['Tetris', 'Тетрис']])
  })
})
