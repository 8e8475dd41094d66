/** What names say of files that no DAT lists by hash: `files`, `explain` and `status` show it, apart from what is sure. */
import { describe, expect, it } from 'vitest'
import type { FileRecord } from '../../src/report/files/files.ts'
import type { FileExplanation } from '../../src/report/explain/file.ts'
import { logiqxDat } from '../support/dat.ts'
import { makeZip } from '../support/archives/zip.ts'
import { emptyProject, LEAST, type Project } from './support.ts'
import { sha1 } from '../support/sha1.ts'

const GBA = 'Nintendo - Game Boy Advance'
const PSX = 'Sony - PlayStation'

/** Held: a game as the DAT lists it, another dump of one, what came before a sequel, a packed disc, and one by decision. */
function shelf(): Project {
  const project = emptyProject('names')
  project.configure({
    ...LEAST,
    targets: { card: { preset: 'folder', policy: 'everything', path: './card' } },
  })
  project.write(
    'dats/gba.dat',
    logiqxDat(GBA, [
      { name: 'Quiet Desert (USA).gba', bytes: 'desert' },
      { name: 'Lantern Kid 2 (USA).gba', bytes: 'lantern 2' },
      { name: 'Paper Moth (Europe).gba', bytes: 'moth' },
    ]),
  )
  project.write(
    'dats/psx.dat',
    logiqxDat(PSX, [
      { name: 'Glass River (USA).cue', bytes: 'cue' },
      { name: 'Glass River (USA).bin', bytes: 'bin' },
    ]),
  )
  project.write('roms/Lantern Kid 2 (USA).gba', 'lantern 2')
  project.write('roms/Quiet Desert (USA).gba', 'another dump')
  project.write('roms/Lantern Kid (USA).gba', 'the first one')
  project.write('roms/moth.gba', 'whatever')
  project.write('roms/Glass River (USA).pbp', 'packed by some tool')
  project.write(
    'roms/pack.zip',
    makeZip([
      { name: 'Quiet Desert (USA).gba', data: 'a third dump' },
      { name: 'x.gba', data: 'x' },
    ]),
  )
  project.write(
    'curation.jsonc',
    JSON.stringify({
      match: { [sha1(Buffer.from('whatever'))]: { platform: 'gba', release: 'Paper Moth (Europe)' } },
    }),
  )
  return project
}

async function files(project: Project, ...args: readonly string[]): Promise<readonly FileRecord[]> {
  const { stdout, stderr, code } = await project.run(['files', '--json', ...args])
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout) as readonly FileRecord[]
}

async function explained(project: Project, what: string): Promise<readonly FileExplanation[]> {
  const { stdout } = await project.run(['explain', what, '--json'])
  return (JSON.parse(stdout) as { files: readonly FileExplanation[] }).files
}

const GBA_MATCH = { platform: 'gba', dat: 'all', confidence: 1 }

describe('a file that no hash names', () => {
  it.each([
    { what: 'a device', config: {} },
    { what: 'no device', config: { targets: {} } },
  ])('is shown by files with the release that its name or a decision stands for, with $what', async (of) => {
    const project = shelf()
    project.configure({ ...LEAST, ...of.config })
    await project.build()
    const matches = (await files(project)).map(({ path, contents }) => [
      path,
      contents.map(({ match }) => match),
    ])
    const desert = { ...GBA_MATCH, release: 'Quiet Desert (USA)', rom: 'Quiet Desert (USA).gba', by: 'name' }
    expect(matches).toEqual([
      [
        'Glass River (USA).pbp',
        [{ platform: 'psx', dat: 'all', release: 'Glass River (USA)', by: 'name', confidence: 1 }],
      ],
      ['Lantern Kid (USA).gba', [undefined]],
      [
        'Lantern Kid 2 (USA).gba',
        [{ ...GBA_MATCH, release: 'Lantern Kid 2 (USA)', rom: 'Lantern Kid 2 (USA).gba', by: 'sha1' }],
      ],
      ['Quiet Desert (USA).gba', [desert]],
      [
        'moth.gba',
        [{ ...GBA_MATCH, release: 'Paper Moth (Europe)', rom: 'Paper Moth (Europe).gba', by: 'decision' }],
      ],
      ['pack.zip', [undefined, desert, undefined]],
    ])
    const paths = async (...args: readonly string[]) =>
      (await files(project, ...args)).map(({ path }) => path)
    expect(await paths('--unmatched')).toEqual(['Lantern Kid (USA).gba'])
    expect(await paths('--platform', 'psx')).toEqual(['Glass River (USA).pbp'])
    const { stdout } = await project.run(['files', 'moth', 'Desert', 'pack'])
    expect(stdout).toBe(
      [
        '    12 B  rom        roms/Quiet Desert (USA).gba  Quiet Desert (USA) (gba, all, by its name)',
        '     8 B  rom        roms/moth.gba  Paper Moth (Europe) (gba, all, by your decision)',
        '   245 B  archive    roms/pack.zip  0 of 2 members in a DAT, 1 by its name',
        '                       Quiet Desert (USA).gba  Quiet Desert (USA) (gba, all, by its name)',
        '                       x.gba  in no DAT',
        '',
      ].join('\n'),
    )
  })

  it('is explained by what the link rests on, and by what else it may be', async () => {
    const project = shelf()
    await project.build()
    const [desert] = await explained(project, 'roms/Quiet Desert (USA).gba')
    expect(desert?.contents).toMatchObject([
      {
        matches: [],
        link: {
          platform: 'gba',
          release: 'Quiet Desert (USA)',
          type: 'title',
          confidence: 1,
          evidence: { from: 'Quiet Desert (USA)', title: 'name', platform: 'extension', against: [] },
          owns: false,
          run: expect.any(Number),
        },
        candidates: [],
        outputs: [],
      },
    ])
    const [moth] = await explained(project, sha1(Buffer.from('whatever')))
    expect(moth?.contents).toMatchObject([
      {
        link: { type: 'decision', evidence: {}, owns: true },
        outputs: [{ target: 'card', path: 'gba/Paper Moth (Europe).gba' }],
      },
    ])
    const said = async (what: string) =>
      (await project.run(['explain', what])).stdout.split('\n').slice(2, -1)
    const run = desert?.contents[0]?.link?.run
    expect(await said('roms/Quiet Desert (USA).gba')).toEqual([
      '    no DAT lists it',
      `    is Quiet Desert (USA)  gba, by its name, 100 %; the very name of the release "Quiet Desert (USA)"; the platform by its extension; does not count as owned; run ${run}`,
    ])
    expect(await said('roms/Lantern Kid (USA).gba')).toEqual([
      '    no DAT lists it',
      '    may be Lantern Kid 2 (USA)  gba, 77 %; a part of the title "Lantern Kid (USA)"; the platform by its extension; against it: title, numbers',
    ])
    expect(await said('roms/moth.gba')).toEqual([
      '    no DAT lists it',
      `    is Paper Moth (Europe)  gba, by your decision; counts as owned; run ${run}`,
      '    → card: gba/Paper Moth (Europe).gba',
    ])
    expect((await project.run(['log', String(run)])).stdout).toContain('title_matching')
  })

  it('counts apart in status, by platform', async () => {
    const project = shelf()
    await project.build()
    const { stdout } = await project.run(['status', '--health', '--json'])
    const none = {
      root: 'roms',
      verified: 0,
      probable: 0,
      named: 0,
      unmatched: 0,
      missing: 0,
      locked: 0,
      unopened: 0,
      damaged: 0,
    }
    expect(JSON.parse(stdout)).toMatchObject({
      roots: [{ named: 4, unmatched: 1 }],
      health: [
        { ...none, platform: 'gba', verified: 1, named: 3 },
        { ...none, platform: 'psx', named: 1 },
        { ...none, platform: null, unmatched: 1 },
      ],
    })
    const text = (await project.run(['status', '--health'])).stdout
    expect(text).toContain('  1 in no DAT, 4 known by name  0 damaged  ')
    expect(text).toContain(
      'Health\n  roms  gba        1 verified  3 named\n  roms  psx                    1 named\n  roms  in no DAT                       1 unmatched\n',
    )
  })
})
