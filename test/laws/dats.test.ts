/**
 * What a build makes of DATs, clone lists and decisions that changed is what a build from nothing makes of them (design
 * §8.4), and it decides no more than what changed.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { builtClean, withProject, type TestProject } from '../support/project.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 60 : 3

const GB = 'Nintendo - Game Boy'
const PSX = 'Sony - PlayStation'
const POLICIES = {
  usa: { regions: ['USA', 'Europe'] },
  japan: { regions: ['Japan'], exclude: ['beta'], availability: 'owned', keep: 2 },
  first: { regions: ['Europe'], dats: ['first'] },
}
const OWNED = 6

const title = fc.constantFrom(...'ABCDEF'.split(''))
const name = fc
  .tuple(
    title,
    fc.constantFrom('USA', 'Europe', 'Japan'),
    fc.constantFrom('', '', ' (Disc 1)', ' (Disc 2)', ' (Beta)'),
  )
  .map(([text, region, tag]) => `${text} (${region})${tag}`)
const game = fc.record({ name, rom: fc.nat(OWNED + 2), parent: fc.option(name, { freq: 2 }) })
type Game = typeof game extends fc.Arbitrary<infer T> ? T : never
const games = fc.uniqueArray(game, { selector: (one) => one.name, minLength: 1, maxLength: 8 })

const FILES = ['first/one', 'first/two', 'second/three'] as const
const file = fc.constantFrom(...FILES)
const pair = fc.uniqueArray(name, { minLength: 2, maxLength: 2 })
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('list' as const), file, game }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unlist' as const), file, nth: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), file, nth: fc.nat(8), name }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('rehash' as const), file, nth: fc.nat(8), rom: fc.nat(OWNED) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replace' as const), file, games }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), file }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      verdict: fc.constantFrom('same', 'different', undefined),
      pair,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pin' as const), release: fc.option(name) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clone-list' as const),
      titles: fc.option(fc.uniqueArray(title, { minLength: 2, maxLength: 3 })),
    }),
  },
)
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

interface Library {
  readonly dats: Map<string, readonly Game[]>
  curation: object
  titles: readonly string[] | null
}

function apply(library: Library, one: Edit): void {
  if (one.do === 'clone-list') library.titles = one.titles
  else if (one.do === 'pin')
    library.curation = one.release === null ? {} : { pin: [{ platform: 'gb', release: one.release }] }
  else if (one.do === 'decide')
    library.curation =
      one.verdict === undefined ? {} : { [one.verdict]: [{ platform: 'gb', releases: one.pair }] }
  else if (one.do === 'drop') library.dats.delete(one.file)
  else if (one.do === 'replace') library.dats.set(one.file, one.games)
  else library.dats.set(one.file, edited(library.dats.get(one.file) ?? [], one))
}

function edited(
  listed: readonly Game[],
  one: Extract<Edit, { readonly do: 'list' | 'unlist' | 'rename' | 'rehash' }>,
): readonly Game[] {
  if (one.do === 'list') return [...listed.filter((other) => other.name !== one.game.name), one.game]
  const before = listed[one.nth % Math.max(1, listed.length)]
  const others = listed.filter((other) => other !== before)
  if (!before || one.do === 'unlist') return others
  if (one.do === 'rehash') return [...others, { ...before, rom: one.rom }]
  return [...others.filter((other) => other.name !== one.name), { ...before, name: one.name }]
}

/** More games than stand on one shelf, that stay as they are. */
const FILLER: readonly Game[] = Array.from({ length: 600 }, (_, i) => ({
  name: `Filler ${i} (USA)`,
  rom: OWNED + 10 + i,
  parent: null,
}))

const bytesOf = (rom: number): string => `the bytes of ROM ${rom}`

function datText(header: string, listed: readonly Game[], extension: string): string {
  const blocks = listed.map(({ name: release, rom, parent }) => {
    const bytes = bytesOf(rom)
    const clone = parent === null || parent === release ? '' : ` cloneof="${parent}"`
    const sha1 = createHash('sha1').update(bytes).digest('hex')
    return `<game name="${release}"${clone}><rom name="${release}.${extension}" size="${bytes.length}" sha1="${sha1}"/></game>`
  })
  return `<datafile><header><name>${header}</name></header>${blocks.join('\n')}</datafile>`
}

function save(project: TestProject, { dats, curation, titles }: Library): void {
  for (const path of FILES) {
    const listed = dats.get(path)
    const text = listed ? datText(GB, listed, 'gb') : datText(GB, [], 'gb')
    project.write(`dats/${path}.dat`, text)
  }
  project.write('curation.jsonc', JSON.stringify(curation))
  const variants = titles ? [{ group: 'Some', titles: titles.map((searchTerm) => ({ searchTerm })) }] : []
  project.write('lists/list.json', JSON.stringify({ description: { name: GB }, variants }))
}

function opened(project: TestProject, isLarge: boolean): void {
  const target = (policy: string) => ({ preset: 'folder', path: `./out/${policy}`, policy })
  project.configure({
    roots: { roms: './roms' },
    dats: { first: './dats/first', second: './dats/second', more: './dats/more' },
    cloneLists: ['./lists'],
    policies: POLICIES,
    targets: Object.fromEntries(Object.keys(POLICIES).map((policy) => [policy, target(policy)])),
  })
  for (let rom = 0; rom < OWNED; rom++) project.write(`roms/${rom}.gb`, bytesOf(rom))
  if (isLarge) project.write('dats/more/filler.dat', datText(GB, FILLER, 'gb'))
  project.write('dats/more/psx.dat', datText(PSX, FILLER.slice(0, 3), 'bin'))
}

/** All picks, whatever shelves they stand on. */
function picks(project: TestProject): Promise<unknown> {
  return project.session(async ({ steps: { engine, selection } }) => {
    const found: Record<string, unknown[]> = {}
    for (const policy of Object.keys(POLICIES))
      for (const platform of await engine.get(selection.platforms, '')) {
        const arg = `${policy}/${platform}`
        const texts: string[] = []
        for (const shelf of await engine.get(selection.select, arg))
          for (const pick of (await engine.page(selection.picks, `${arg}/${shelf}`, 'picks')) ?? [])
            texts.push(JSON.stringify(pick))
        found[arg] = texts.sort()
      }
    return found
  })
}

it('makes of DATs that changed what it makes of them from nothing', { timeout: RUNS * 60_000 }, async () => {
  const step = fc.array(edit, { minLength: 1, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(
      games,
      games,
      fc.boolean(),
      fc.array(step, { minLength: 2, maxLength: 5 }),
      async (one, two, isLarge, steps) => {
        await withProject(async (project) => {
          opened(project, isLarge)
          const library: Library = {
            dats: new Map([
              ['first/one', one],
              ['second/three', two],
            ]),
            curation: {},
            titles: null,
          }
          for (const edits of [[], ...steps]) {
            for (const each of edits) apply(library, each)
            save(project, library)
            const { report } = await project.build({ force: true })
            const state = [project.files('out'), project.lock(), await picks(project)]
            const missing = (all: typeof report) =>
              Object.entries(all.targets).map(([target, counts]) => [target, counts.missing, counts.outcome])
            let clean: unknown
            const made = await builtClean(project, async () => {
              clean = await picks(project)
            })
            expect(state).toEqual([made.out, made.lock, clean])
            expect(missing(report).map(([, count]) => count)).toEqual(
              missing(made.built.report).map(([, count]) => count),
            )
            const again = await project.build()
            expect([again.report.outcome, again.report.steps.ran, again.games]).toEqual([
              'nothing',
              0,
              { grouped: 0, decided: 0 },
            ])
          }
        })
      },
    ),
    { numRuns: RUNS },
  )
})

const PLATFORM_GAMES = 2000
const DATS = 4

/** Each game in three regions, spread over the DATs. */
function spread(dat: number, change: (one: Game) => Game = (same) => same): readonly Game[] {
  return Array.from({ length: PLATFORM_GAMES }, (_, i) => i)
    .filter((i) => i % DATS === dat)
    .flatMap((i) =>
      ['USA', 'Europe', 'Japan'].map((region, r) =>
        change({ name: `Number ${i} (${region})`, rom: 100 + i * 3 + r, parent: null }),
      ),
    )
}

const ONE = 'Number 8 (Europe)'

it.each<[what: string, change: (one: Game) => Game, grouped: number, decided: number]>([
  ['another hash', (one) => ({ ...one, rom: 1 }), 0, 0],
  ['another name', (one) => ({ ...one, name: 'Number 8 (Europe) (Rev 1)' }), 1, 1],
  ['the name of another game', (one) => ({ ...one, name: 'Number 12 (Europe) (Rev 1)' }), 2, 2],
  ['a parent', (one) => ({ ...one, parent: 'Number 16 (USA)' }), 1, 1],
])(
  'decides no other games of 2,000 when one has %s',
  { timeout: 120_000 },
  async (_, change, grouped, decided) => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        policies: { usa: { regions: ['USA'] } },
        targets: { card: { preset: 'folder', path: './card', policy: 'usa' } },
      })
      project.write('roms/one.gb', bytesOf(1))
      for (let dat = 0; dat < DATS; dat++) project.write(`dats/${dat}.dat`, datText(GB, spread(dat), 'gb'))
      const first = await project.build()
      expect(first.games).toEqual({ grouped: PLATFORM_GAMES, decided: PLATFORM_GAMES })

      const one = (each: Game): Game => (each.name === ONE ? change(each) : each)
      project.write('dats/0.dat', datText(GB, spread(0, one), 'gb'))
      const { games: counts, ran } = await project.build()
      expect(counts).toEqual({ grouped, decided })
      // of four shelves, those that the games stand on
      const shelves = ran.filter((key) => key.startsWith('pick:'))
      expect(shelves.length).toBeGreaterThan(0)
      expect(shelves.length).toBeLessThanOrEqual(2)
      expect(ran.filter((key) => key.startsWith('part:')).length).toBeLessThanOrEqual(2)
    })
  },
)
