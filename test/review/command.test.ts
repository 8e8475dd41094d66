/** `curator review` off a terminal: as a list, as JSON, and as a table for a spreadsheet that comes back. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseCommandLine } from '../../src/cli/usage/args.ts'
import { run } from '../../src/cli/commands/review.ts'
import { logiqxDat } from '../support/dat.ts'
import { openReview } from '../../src/review/review.ts'
import { reviewAnswer } from '../../src/serve/review-answers.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { sha1 } from '../support/sha1.ts'
import { held } from './support.ts'

const GBA = 'Nintendo - Game Boy Advance'
const DESERT = `candidate:${sha1('another desert')}`

async function stage(project: TestProject): Promise<void> {
  project.write(
    'dats/gba.dat',
    logiqxDat(GBA, [
      { name: 'Quiet Desert (USA).gba', bytes: 'desert' },
      { name: 'Lantern Kid (USA).gba', bytes: 'lantern' },
    ]),
  )
  project.write('roms/Quiet Deserts.gba', 'another desert')
  project.write('roms/odd.xyz', 'odd')
  project.write('roms/empty.gba', '') // of which nothing is asked
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { plain: { preset: 'folder', path: './out', policy: 'everything', layout: '{file}' } },
  })
  await project.build()
}

interface Said {
  readonly code: number
  readonly lines: readonly string[]
  readonly documents: readonly unknown[]
}

async function review(project: TestProject, ...args: readonly string[]): Promise<Said> {
  const { positionals, flags } = await parseCommandLine(['review', ...args])
  const lines: string[] = []
  const documents: unknown[] = []
  const plain = (_: unknown, text: string): string => text
  const code = await run({
    positionals,
    flags,
    cwd: project.dir,
    env: {},
    signal: new AbortController().signal,
    isHungUp: () => false,
    out: {
      quiet: false,
      live: false,
      print: (text) => lines.push(...text.split('\n')),
      document: (value) => documents.push(value),
      warn: (text) => lines.push(`! ${text}`),
      paint: plain,
      paintError: plain,
    },
  })
  return { code, lines, documents }
}

it('prints the queue and asks nothing', async () => {
  await withProject(async (project) => {
    await stage(project)
    expect(await review(project)).toEqual({
      code: 0,
      lines: [
        'candidate  gba  settles 1 file  roms/Quiet Deserts.gba  Quiet Desert (USA) (88 %)',
        'extension       settles 1 file  .xyz                    roms/odd.xyz',
        'unmatched       settles 1 file  roms/odd.xyz',
        '3 decisions wait: run `curator review` in a terminal.',
      ],
      documents: [],
    })
    expect((await review(project, '--kind', 'clone-group')).lines).toEqual(['Nothing waits for a decision.'])
    expect((await review(project, '--platform', 'gba')).lines).toHaveLength(2)
    expect(existsSync(project.at('curation.jsonc'))).toBe(false)
  })
})

it('folds games that only their names rank while nothing of them is owned', async () => {
  await withProject(async (project) => {
    project.write(
      'dats/gba.dat',
      logiqxDat(GBA, [
        { name: 'Moth (USA).gba', bytes: 'moth' },
        { name: 'Moth! (USA).gba', bytes: 'other moth' },
        { name: 'Tie (USA).gba', bytes: 'tie' },
        { name: 'Tie! (USA).gba', bytes: 'other tie' },
      ]),
    )
    project.write('roms/any.gba', 'tie')
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      policies: { best: {} },
      targets: { plain: { preset: 'folder', path: './out', policy: 'best', layout: '{file}' } },
    })
    await project.build()
    const moth = 'last-resort  gba  nothing of it is owned  Moth!  Moth! (USA) / Moth (USA)'
    const folded = (games: string): string =>
      `${games} ranked by name alone: \`curator review --kind last-resort\` asks for them too.`
    const one = folded('1 game of which nothing is owned is')
    const wait = 'run `curator review` in a terminal.'
    expect((await review(project)).lines).toEqual([
      'last-resort  gba  settles 1 game  Tie!  Tie! (USA) / Tie (USA)',
      `1 decision waits: ${wait}`,
      one,
    ])
    expect((await review(project, '--kind', 'last-resort')).lines).toEqual([
      'last-resort  gba  settles 1 game          Tie!   Tie! (USA) / Tie (USA)',
      moth,
      `2 decisions wait: ${wait}`,
    ])
    expect((await review(project, '--json')).documents).toMatchObject([
      { open: 2, items: [{ settles: 1 }, { settles: 0 }] },
    ])
    // the page counts them by kind, and not among all
    const page = await project.session(async ({ db }) =>
      reviewAnswer(await openReview(held(db), project.dir, Date.now), new URLSearchParams()),
    )
    expect(page).toMatchObject({ open: 1, all: 1, kinds: [['last-resort', 2]], items: [{ subject: 'Tie!' }] })
    rmSync(project.at('roms/any.gba'))
    project.write('roms/new.gba', 'other moth')
    await project.build()
    expect((await review(project)).lines).toEqual([
      'last-resort  gba  settles 1 game  Moth!  Moth! (USA) / Moth (USA)',
      `1 decision waits: ${wait}`,
      one,
    ])
    rmSync(project.at('roms/new.gba'))
    project.write('roms/left.txt', 'so that the root is not empty')
    await project.build()
    expect((await review(project)).lines).toEqual([
      'Nothing waits for a decision.',
      folded('2 games of which nothing is owned are'),
    ])
  })
})

it('--json has the whole queue, in its order', async () => {
  await withProject(async (project) => {
    await stage(project)
    const { documents } = await review(project, '--json', '--kind', 'candidate')
    expect(documents).toEqual([
      {
        open: 1,
        items: [
          {
            id: DESERT,
            kind: 'candidate',
            platform: 'gba',
            subject: 'roms/Quiet Deserts.gba',
            key: sha1('another desert'),
            settles: 1,
            detail: 'Quiet Desert (USA) (88 %)',
            isNew: true,
            names: ['Quiet Desert (USA)'],
          },
        ],
      },
    ])
  })
})

it('goes out to no table that holds decisions which were not imported', async () => {
  await withProject(async (project) => {
    await stage(project)
    const goOut = () => review(project, '--export', 'csv', '--out', 'queue.csv', '--kind', 'extension')
    await goOut()
    const filled = readFileSync(project.at('queue.csv'), 'utf8').replace(/^,ext/m, 'platfrm gba,ext')
    project.write('queue.csv', filled)
    await expect(goOut()).rejects.toThrow(
      `${project.at('queue.csv')} holds 1 decision that you did not import.`,
    )
    expect(readFileSync(project.at('queue.csv'), 'utf8')).toBe(filled)
    project.write('queue.csv', filled.replace('platfrm', 'platform'))
    await review(project, '--import', 'csv', 'queue.csv')
    expect((await goOut()).lines).toEqual([
      `0 items in ${project.at('queue.csv')}. Fill in the column "decision".`,
    ])
    // and what is no such table is written over, as by other verbs
    project.write('queue.csv', 'a letter')
    await goOut()
    expect(readFileSync(project.at('queue.csv'), 'utf8')).toContain('decision,kind,')
  })
})

it('goes out to a spreadsheet, and comes back as decisions that are built', async () => {
  await withProject(async (project) => {
    await stage(project)
    const { lines } = await review(project, '--export', 'csv', '--out', 'queue.csv')
    expect(lines).toEqual([`3 items in ${project.at('queue.csv')}. Fill in the column "decision".`])
    const table = readFileSync(project.at('queue.csv'), 'utf8')
    expect(`\ufeff${(await review(project, '--export', 'csv')).lines.join('\n')}`).toBe(table.trimEnd())
    project.write(
      'queue.csv',
      // as tables of text are saved by some
      Buffer.from(
        table.replace(/^,candidate/m, 'accept,candidate').replace(/^,extension/m, 'platform gba,extension'),
        'utf16le',
      ),
    )
    expect((await review(project, '--import', 'csv', 'queue.csv')).lines).toEqual([
      '2 decisions made, 0 still waiting.',
    ])
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(
      `// What you decided, for curator. Edit it as you like: docs/review.md tells what may stand here.
{
  "match": {
    "${sha1('another desert')}": { "platform": "gba", "release": "Quiet Desert (USA)" }
  },
  "platform": {
    "xyz": "gba"
  }
}
`,
    )
    await project.build()
    expect(Object.keys(project.files('out'))).toEqual(['Quiet Desert (USA).gba'])
    expect((await review(project, '--import', 'csv', 'queue.csv')).lines).toEqual([
      '0 decisions made, 0 still waiting.',
      '2 rows are about what waits no more: it was decided, or is gone.',
    ])
  })
})

it('takes all rows or none', async () => {
  await withProject(async (project) => {
    await stage(project)
    project.write('queue.csv', `id,decision\n${DESERT},accept\nextension:xyz,merge\n`)
    const refused = async (rows: string): Promise<string> => {
      project.write('queue.csv', `id,decision\n${rows}`)
      return review(project, '--import', 'csv', 'queue.csv').then(
        () => '',
        (error: unknown) => String(error instanceof Error ? error.message : error),
      )
    }
    expect(await refused(`${DESERT},accept\nextension:xyz,merge\n`)).toBe(
      'queue.csv, line 3: "merge" does not fit .xyz: it takes platform, refuse.',
    )
    expect(await refused(`${DESERT},acept\n`)).toContain('queue.csv, line 2: "acept" is no decision')
    expect(await refused(`${DESERT},accept\n\nextension:xyz,refuse\n${DESERT},refuse\n`)).toBe(
      'queue.csv, lines 2 and 5: roms/Quiet Deserts.gba is decided in two ways.',
    )
    expect(existsSync(project.at('curation.jsonc'))).toBe(false)
  })
})

it('takes what is said twice for one decision', async () => {
  await withProject(async (project) => {
    await stage(project)
    project.write('queue.csv', `id,decision\n${DESERT},accept\n${DESERT},accept 1\n`)
    const { lines } = await review(project, '--import', 'csv', 'queue.csv')
    expect(lines).toEqual(['1 decision made, 2 still waiting.'])
  })
})

it.each([
  [['--kind', 'thing'], 'There is no kind of item `thing`.'],
  [['--platform', 'gbaa'], 'There is no platform `gbaa`.'],
  [['--export', 'csv', '--out', 'roms/q.csv'], '/roms/q.csv is in the root roms, which is never written.'],
  [['queue.csv'], '`curator review` takes a file only with `--import`, not "queue.csv".'],
  [['--import', 'csv'], 'Name the file: `curator review --import csv queue.csv`.'],
  [['--import', 'csv', '--export', 'csv', 'x'], '`--import` and `--export` do not go together.'],
])('%j is told', async (args, message) => {
  await withProject(async (project) => {
    await stage(project)
    await expect(async () => review(project, ...args)).rejects.toThrow(message)
  })
})
