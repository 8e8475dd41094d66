/** What explain says of the grouping: which list, DAT or decision made two releases one game, and what covers a game. */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { joinedWords, printGame, printOutput } from '../../src/cli/commands/explain/text.ts'
import type { Output } from '../../src/cli/screen/output.ts'
import { explainOutput } from '../../src/report/explain/output.ts'
import { explainGame, type GameExplanation } from '../../src/report/explain/explain.ts'
import { logiqxDat } from '../support/dat.ts'
import type { GameAnswer } from '../../src/serve/api.ts'
import { gameAnswers } from '../../src/serve/game-answer.ts'
import { withProject, type ConfigData, type TestProject } from '../support/project.ts'

const NAMES = [
  'Alpha (USA)',
  'Bravo (Japan)',
  'Charlie (USA)',
  'Charlie (Japan)',
  'Duo - Alpha + Delta (USA)',
  'Delta (Japan)',
]

const LIST = {
  description: { name: 'Nintendo - Game Boy' },
  variants: [
    {
      group: 'Alpha',
      titles: [{ searchTerm: 'Alpha' }, { searchTerm: 'Bravo', localNames: { japanese: 'ブラボー' } }],
    },
    {
      group: 'Delta',
      titles: [{ searchTerm: 'Delta' }],
      compilations: [{ searchTerm: 'Duo - Alpha + Delta', titlePosition: 2 }],
    },
  ],
}

const CONFIG = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  cloneLists: './lists',
  policies: { usa: { regions: ['USA', 'Japan'] } },
  targets: { card: { preset: 'folder', path: './card', policy: 'usa' } },
} satisfies ConfigData & { readonly cloneLists: string }

async function withBuilt(body: (project: TestProject) => Promise<void>): Promise<void> {
  await withProject(async (project) => {
    project.configure(CONFIG)
    const roms = NAMES.map((name) => ({ name: `${name}.gb`, bytes: `bytes of ${name}` }))
    project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
    project.write('lists/Nintendo - Game Boy (No-Intro).json', JSON.stringify(LIST))
    for (const name of NAMES) project.write(`roms/${name}.gb`, `bytes of ${name}`)
    await project.build()
    await body(project)
  })
}

/** What is printed, without colours. */
function printed(print: (out: Output) => void): string {
  const lines: string[] = []
  const plain = (_: unknown, text: string) => text
  print({
    quiet: false,
    live: false,
    print: (text) => void lines.push(text),
    document: () => undefined,
    warn: () => undefined,
    paint: plain,
    paintError: plain,
  })
  return `${lines.join('\n')}\n`
}

async function gamesCalled(project: TestProject, words: string): Promise<GameExplanation[]> {
  return project.session(({ db, world }) => explainGame(db, world.config, words))
}

describe('explain', () => {
  it('names the clone list and its group', async () => {
    await withBuilt(async (project) => {
      const [game] = await gamesCalled(project, 'Bravo (Japan)')
      expect(game?.releases[1]).toEqual({
        release: 'Bravo (Japan)',
        verdict: 'lost',
        owned: true,
        because: 'language: has En before no En',
        lostTo: 'Alpha (USA)',
        joinedBy: 'clone-list',
        joinedVia: 'Nintendo - Game Boy#Alpha',
        localNames: { japanese: 'ブラボー' },
      })
      expect(game && printed((out) => printGame(game, out, 'Bravo (Japan)'))).toBe(`Alpha  gb, policy usa
  "Bravo (Japan)" lost to "Alpha (USA)" by language: has En before no En.
  kept       Alpha (USA)    the same game by the clone list Nintendo - Game Boy#Alpha
  lost       Bravo (Japan)  language: has En before no En; the same game by the clone list Nintendo - Game Boy#Alpha; called ブラボー (japanese)
  → card: gb/Alpha (USA).gb
`)
    })
  })

  it('finds a game by what it is called elsewhere', async () => {
    await withBuilt(async (project) => {
      expect((await gamesCalled(project, 'ブラボー')).map(({ game }) => game)).toEqual(['Alpha'])
      expect(await gamesCalled(project, 'チャーリー')).toEqual([])
    })
  })

  it('says what covers a game', async () => {
    await withBuilt(async (project) => {
      const [game] = await gamesCalled(project, 'Delta (Japan)')
      expect(game?.covered?.by).toEqual(['Duo - Alpha + Delta (USA)'])
      expect(game?.releases[0]?.verdict).toBe('covered')
      const text = game && printed((out) => printGame(game, out, 'Delta (Japan)'))
      expect(text).toContain('  "Delta (Japan)" is covered by Duo - Alpha + Delta (USA).\n')
      expect(text).toContain('  covered by Duo - Alpha + Delta (USA)  language: has En before no En\n')
    })
  })

  it('says what covers the oldest of a game, where that is kept too', async () => {
    await withProject(async (project) => {
      const both = { regions: ['USA'], keep: 'newest+oldest' as const }
      project.configure({ ...CONFIG, policies: { usa: both } })
      const names = ['Fox (USA)', 'Fox (USA) (Rev 1)', 'Echo + Fox (USA)']
      const roms = names.map((name) => ({ name: `${name}.gb`, bytes: name }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      const variants = [
        // what is less than Fox, by the list, comes first where the oldest is wanted
        {
          group: 'Fox',
          supersets: [{ searchTerm: 'Fox' }],
          compilations: [{ searchTerm: 'Echo + Fox', titlePosition: 2 }],
        },
      ]
      project.write(
        'lists/Nintendo - Game Boy (No-Intro).json',
        JSON.stringify({ description: { name: 'Nintendo - Game Boy' }, variants }),
      )
      for (const name of names) project.write(`roms/${name}.gb`, name)
      await project.build()
      const told = async (words: string): Promise<string[]> => {
        const [game] = await gamesCalled(project, words)
        const text = game && printed((out) => printGame(game, out, words))
        return text?.split('\n').filter((line) => /covered|kept/.test(line)) ?? []
      }
      expect(await told('Fox (USA)')).toEqual([
        '  "Fox (USA)" is covered by Echo + Fox (USA).',
        '  its oldest is covered by Echo + Fox (USA)  superset: has less in it before has more in it',
        '  kept       Fox (USA) (Rev 1)  the same game by the clone list Nintendo - Game Boy#Fox',
        '  covered    Fox (USA)          revision: Rev 1 before no revision; the same game by the clone list Nintendo - Game Boy#Fox',
      ])
      const answers = await project.session((opened) => gameAnswers(opened, 'gb', 'Fox (USA)'))
      expect(answers.flatMap(({ releases }) => releases)).toEqual([
        { release: 'Fox (USA) (Rev 1)', verdict: 'kept', because: '' },
        { release: 'Fox (USA)', verdict: 'covered', because: 'by Echo + Fox (USA)' },
      ])
    })
  })

  it('says what is owned in place of what covers a compilation, and does that then', async () => {
    await withProject(async (project) => {
      project.configure({ ...CONFIG, policies: { usa: { regions: ['USA', 'Europe'] } } })
      const names = ['Fox (USA)', 'Fox (Europe)', 'Echo (USA)', 'Echo + Fox (Europe)']
      const roms = names.map((name) => ({ name: `${name}.gb`, bytes: name }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      const variants = ['Echo', 'Fox'].map((group, i) => ({
        group,
        compilations: [{ searchTerm: 'Echo + Fox', titlePosition: i + 1 }],
      }))
      project.write(
        'lists/Nintendo - Game Boy (No-Intro).json',
        JSON.stringify({ description: { name: 'Nintendo - Game Boy' }, variants }),
      )
      for (const name of names.slice(1)) project.write(`roms/${name}.gb`, name)
      await project.build()
      const told = async (): Promise<string | undefined> => {
        const [game] = await gamesCalled(project, 'Echo + Fox (Europe)')
        return game && printed((out) => printGame(game, out, 'Echo + Fox (Europe)'))
      }
      expect(Object.keys(project.files('card'))).toEqual(['gb/Echo (USA).gb', 'gb/Fox (Europe).gb'])
      expect(await told()).toContain(
        '  covered by Echo (USA), Fox (USA)  region: USA (1st) before Europe (2nd); owned in their place: Fox (Europe)\n',
      )
      project.remove('roms/Fox (Europe).gb')
      await project.build()
      expect(Object.keys(project.files('card'))).toEqual(['gb/Echo (USA).gb', 'gb/Echo + Fox (Europe).gb'])
      expect(await told()).toContain(
        '  covered by Echo (USA), Fox (USA)  region: USA (1st) before Europe (2nd)\n',
      )
    })
  })

  it('says of a policy that nothing is built with what it chose, and not that it is missing', async () => {
    await withProject(async (project) => {
      const japan = { regions: ['Japan', '...'] }
      const policies = { ...CONFIG.policies, japan, both: { ...japan, keep: 'all' as const } }
      project.configure({ ...CONFIG, policies })
      const roms = ['Charlie (USA)', 'Charlie (Japan)'].map((name) => ({ name: `${name}.gb`, bytes: name }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      project.write('lists/empty.txt', '')
      project.write('roms/a.gb', 'Charlie (Japan)')
      await project.build()
      const games = await gamesCalled(project, 'Charlie')
      expect(
        games.map(({ policy, releases }) => [policy, ...releases.map(({ verdict }) => verdict)]),
      ).toEqual([
        ['both', 'best', 'best'],
        ['japan', 'best', 'lost'],
        ['usa', 'wanted', 'kept'],
      ])
      const game = games.find(({ policy }) => policy === 'japan')
      expect(game && printed((out) => printGame(game, out, 'Charlie (Japan)'))).toContain(
        '  "Charlie (Japan)" is the best. Nothing is built with the policy japan.\n',
      )
    })
  })

  it('says of a disc why another edition is kept: that is owned as a whole', async () => {
    await withProject(async (project) => {
      project.configure({ ...CONFIG, policies: { usa: { regions: ['USA', 'Europe'] } } })
      const names = [
        'Echo (USA) (Disc 1)',
        'Echo (Europe) (Disc 1)',
        'Echo (USA) (Disc 2)',
        'Echo (Europe) (Disc 2)',
      ]
      const roms = names.map((name) => ({ name: `${name}.gb`, bytes: name }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      project.write('lists/empty.txt', '')
      for (const name of names.filter((one) => one !== 'Echo (USA) (Disc 2)'))
        project.write(`roms/${name}.gb`, name)
      await project.build()
      const [game] = await gamesCalled(project, 'Echo (USA) (Disc 1)')
      expect(game?.releases.map(({ release, verdict }) => [release, verdict])).toEqual([
        ['Echo (USA) (Disc 1)', 'lost'],
        ['Echo (Europe) (Disc 1)', 'kept'],
      ])
      expect(game && printed((out) => printGame(game, out, 'Echo (USA) (Disc 1)'))).toContain(
        '  "Echo (USA) (Disc 1)" lost to "Echo (Europe) (Disc 1)" by disc-set: same edition as the other discs before another edition.\n',
      )
    })
  })

  it('says of what would be kept and is not owned that it is wanted, missing or not owned, as the policy has it', async () => {
    await withProject(async (project) => {
      const usa = { regions: ['USA', 'Europe', 'Japan'] }
      const policies = {
        ...CONFIG.policies,
        all: { ...usa, availability: 'catalog' as const, keep: 2 },
        held: { ...usa, availability: 'owned' as const },
        two: { ...usa, keep: 2 },
      }
      const targets = Object.fromEntries(
        Object.keys(policies).map((policy) => [policy, { preset: 'folder', path: `./${policy}`, policy }]),
      )
      project.configure({ ...CONFIG, policies, targets })
      const names = ['Charlie (USA)', 'Charlie (Europe)', 'Charlie (Japan)']
      const roms = names.map((name) => ({ name: `${name}.gb`, bytes: name }))
      project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', roms))
      project.write('lists/empty.txt', '')
      project.write('roms/a.gb', 'Charlie (Japan)')
      await project.build()
      const games = await gamesCalled(project, 'Charlie (USA)')
      const first = (policy: string) =>
        games
          .filter((game) => game.policy === policy)
          .map((game) => [
            ...game.releases.map(({ verdict }) => verdict),
            printed((out) => printGame(game, out, 'Charlie (USA)')).split('\n')[1],
          ])[0]
      const lacks = '  "Charlie (USA)" is'
      expect(first('all')).toEqual([
        'missing',
        'missing',
        'lost',
        `${lacks} missing: it is the best, and not owned.`,
      ])
      const second = games.find(({ policy }) => policy === 'all')
      expect(second && printed((out) => printGame(second, out, 'Charlie (Europe)'))).toContain(
        '  "Charlie (Europe)" is missing: not owned.\n',
      )
      expect(first('held')).toEqual(['not owned', 'lost', 'kept', `${lacks} not owned.`])
      expect(first('two')).toEqual(['wanted', 'wanted', 'kept', `${lacks} wanted, and not owned.`])
      const pages = await project.session((opened) => gameAnswers(opened, 'gb', 'Charlie (USA)'))
      const verdicts = (found: readonly (GameExplanation | GameAnswer)[]) =>
        new Map(found.map((game) => [game.policy, game.releases.map(({ verdict }) => verdict)]))
      expect(verdicts(pages)).toEqual(verdicts(games))
    })
  })

  it.each([
    [
      { joinedBy: 'decision', joinedVia: 'curation.jsonc, same[0]' },
      'the same game by your decision in curation.jsonc, same[0]',
    ],
    [{ joinedBy: 'decision' }, 'the same game by your decision'],
    [{ joinedBy: 'clone-list', joinedVia: 'L#G' }, 'the same game by the clone list L#G'],
    [
      { joinedBy: 'dat', joinedVia: 'Alpha (USA)' },
      'the same game by the DAT, which calls Alpha (USA) its parent',
    ],
    [{ joinedBy: 'dat' }, 'the same game by the DAT'],
    [{ joinedBy: 'content' }, 'the same game by its content'],
    [{ joinedBy: 'name' }, 'the same game by its name'],
    [{ joinedBy: 'alone' }, ''],
    [{}, ''],
  ] as const)('%j reads %j', (join, words) => {
    expect(joinedWords(join)).toBe(words)
  })
})

describe('explain of an output that is a zip', () => {
  it('names every member with its own sources', async () => {
    await withProject(async (project) => {
      project.configure({
        ...CONFIG,
        targets: { card: { preset: 'retroarch', path: './card', policy: 'usa', archives: 'zip' } },
      })
      project.write('lists/empty.txt', '')
      project.write(
        'dats/d.dat',
        logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]),
      )
      project.write('roms/one.gb', 'alpha')
      project.write('roms/two.gb', 'alpha')
      await project.build()
      const path = Object.keys(project.files('card')).find((file) => file.endsWith('.zip')) ?? ''
      const output = await project.session(({ db, world }) => explainOutput(db, world.config, 'card', path))
      const sources = [project.at('roms/one.gb'), project.at('roms/two.gb')]
      expect(output?.members).toEqual([{ name: 'Alpha (USA).gb', size: 5, sources }])
      expect(output?.sources).toEqual(sources)
      const zip = readFileSync(project.at('card', path))
      expect(output).toMatchObject({ sha1: hash('sha1', zip), size: zip.length })
      const [game] = await project.session(({ db, world }) => explainGame(db, world.config, 'Alpha'))
      expect(game?.outputs).toEqual([{ target: 'card', path, sha1: hash('sha1', zip) }])
      expect(output && printed((out) => printOutput(output, out))).toContain(
        `  holds Alpha (USA).gb  5 B, from ${sources.join(', ')}\n`,
      )
      await project.session(({ db }) => db.exec('delete from packed_zip'))
      const later = await project.session(({ db, world }) => explainOutput(db, world.config, 'card', path))
      expect(later).not.toHaveProperty('sha1')
      expect(later && printed((out) => printOutput(later, out))).toContain(`${path}  on card\n`)
    })
  })
})
