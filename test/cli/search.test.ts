/** `curator search` as a user calls it. */
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, LEAST, type Project } from './support.ts'

async function library(): Promise<Project> {
  const project = emptyProject('search')
  project.configure(LEAST)
  project.write(
    'dats/snes.dat',
    logiqxDat('Nintendo - Super Nintendo Entertainment System', [
      { name: 'Chrono Trigger (USA).sfc', bytes: 'chrono' },
      { name: 'Chrono Trigger (Japan).sfc', bytes: 'kurono' },
      { name: 'Chrono Chaos (Europe).sfc', bytes: 'chaos' },
    ]),
  )
  project.write('roms/ct_v2.sfc', 'chrono')
  project.write('roms/My Own Chronicle.sfc', 'mine')
  await project.build()
  return project
}

describe('search', () => {
  it('finds games with a slip in each word, by files, and files that are no game', async () => {
    const project = await library()
    const show = async (...words: readonly string[]) => {
      const { stdout, stderr, code } = await project.run(['search', ...words])
      expect([stderr, code]).toEqual(['', 0])
      return stdout.trimEnd().split('\n')
    }
    expect(await show('chorno', 'triger')).toEqual([
      'Nothing of that name. Much like it:',
      'owned  Chrono Trigger  snes    2 releases  Japan, USA',
    ])
    expect(await show('chron')).toEqual([
      'owned  Chrono Trigger             snes       2 releases  Japan, USA',
      '       Chrono Chaos               snes       1 release   Europe',
      'file   roms/My Own Chronicle.sfc        4 B  in no DAT',
    ])
    expect(await show('ct_v2')).toEqual(['owned  Chrono Trigger  snes    2 releases  Japan, USA'])
    expect(await show('chrono', '--limit', '1')).toEqual([
      'owned  Chrono Trigger  snes    2 releases  Japan, USA',
      'There are more: narrow it down, or raise `--limit`.',
    ])
    expect(await show('xyzzy')).toEqual(['Nothing of that name.'])
    expect(await show('chrono', 'have:no', 'year:1950')).toEqual(['Nothing fits.'])
    expect(await show('kind:file')).toEqual(['file  roms/My Own Chronicle.sfc    4 B  in no DAT'])
  })

  it('says what a game is called that was found by another title', async () => {
    const project = await library()
    const releases = ['Chrono Trigger (USA)', 'Chrono Chaos (Europe)']
    project.write('curation.jsonc', JSON.stringify({ same: [{ platform: 'snes', releases }] }))
    await project.build()
    expect((await project.run(['search', 'trigger'])).stdout).toBe(
      'owned  Chrono Chaos  snes    3 releases  Europe, Japan, USA  as Chrono Trigger (Japan)\n',
    )
  })

  it('prints one document', async () => {
    const project = await library()
    const { stdout } = await project.run(['search', 'chrono', 'have:no', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      query: { typed: 'chrono have:no', text: 'chrono', filters: { have: ['no'] } },
      results: [
        {
          kind: 'game',
          title: 'Chrono Chaos',
          platform: 'snes',
          fit: 'beginning',
          owned: false,
          regions: ['Europe'],
          releases: 1,
        },
      ],
      more: false,
      indexing: 0,
    })
  })

  it.each([
    [[], 'Say what to search for'],
    [['x', '--limit', '0'], '`--limit` takes a number from 1 to 1000, not `0`.'],
    [['platfrom:nes'], 'There is no filter `platfrom:`.'],
  ])('%j is a usage error', async (words, message) => {
    const { stderr, code } = await emptyProject('search').run(['search', ...words])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it.each([
    [['search', 'chrono']],
    [['search', 'chrono', '--json']],
    [['explain', 'chrono']],
    [['explain', 'chrono', '--why-not', 'trigger']],
    [['files']],
    [['review']],
    [['review', '--import', 'csv', 'queue.csv']],
  ])('%j does not say that there is nothing where no build has looked', async (words) => {
    const project = emptyProject('search')
    project.configure(LEAST)
    project.write('queue.csv', 'decision,id\naccept,1\n')
    const { stderr, code } = await project.run(words)
    expect([stderr, code]).toEqual([
      'error No build has read anything here yet. [not-found]\n  Run `curator build`.\n',
      1,
    ])
  })

  it('leaves roots and devices alone, and a build after it has nothing to do', async () => {
    const project = await library()
    const before = [project.files('roms'), project.files('out')]
    await project.run(['search', 'chrono'])
    expect([project.files('roms'), project.files('out')]).toEqual(before)
    expect((await project.build()).outcome).toBe('nothing')
  })
})
