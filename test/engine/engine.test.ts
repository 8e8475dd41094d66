/** The engine's laws, on random programs over random histories. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import { rule, type Rule, type Why } from '../../src/engine/rule.ts'
import { sqliteStore, type Store } from '../../src/engine/store.ts'
import { keepAlive } from '../../src/catalog/sqlite.ts'

const NODE_TABLE = `create table node (key text primary key, version text not null, hash text not null,
  deps text not null, pages text not null, why text not null, run integer not null, ms real not null) strict;
  create table node_value (key text primary key, value text not null) strict;
  create table node_page (key text, page text, content any not null, primary key (key, page)) strict;
  create table node_note (key text primary key, note text not null) strict`

const INPUTS = 4
const LEVELS = 8
const RUNS = process.env['CURATOR_DEEP'] ? 5000 : 100

/** Node `i` reads a lower node, then one of two others by the parity of what it read; `mod` makes values coarse. */
interface Step {
  readonly first: number
  readonly odd: number
  readonly even: number
  readonly mod: number
  readonly fails: boolean
}

const program = fc.array(
  fc.record({
    first: fc.nat(100),
    odd: fc.nat(100),
    even: fc.nat(100),
    mod: fc.constantFrom(2, 3, 1000),
    fails: fc.integer({ min: 0, max: 40 }).map((n) => n === 0),
  }),
  { minLength: LEVELS, maxLength: LEVELS },
)
const history = fc.array(
  fc.record({
    input: fc.nat(INPUTS - 1),
    value: fc.nat(5),
    wanted: fc.nat(LEVELS - 1),
    bump: fc.option(fc.nat(LEVELS - 1), { freq: 8 }),
  }),
  { minLength: 1, maxLength: 12 },
)

function freshStore(): Store {
  const db = new Database(':memory:')
  keepAlive(db)
  db.exec(NODE_TABLE)
  return sqliteStore(db)
}

function makeRules(
  steps: readonly Step[],
  inputs: readonly number[],
  versions: readonly number[],
  ran: string[],
) {
  const input = rule<number>({
    kind: 'in',
    version: '1',
    probe: true,
    run: (_, arg) => inputs[Number(arg)] ?? 0,
  })
  const rules: Rule<number>[] = [input]
  steps.forEach((step, level) => {
    const pick = (n: number): [Rule<number>, string] => {
      const at = n % (INPUTS + level)
      return at < INPUTS ? [input, String(at)] : [rules[at - INPUTS + 1] as Rule<number>, '']
    }
    rules.push(
      rule<number>({
        kind: `n${level}`,
        version: String(versions[level]),
        async run({ need }) {
          ran.push(`n${level}`)
          const x = await need(...pick(step.first))
          const y = await need(...pick(x % 2 ? step.odd : step.even))
          if (x === 4 && step.fails) throw new Error(`n${level} failed`)
          return (x + y * 3 + step.first) % step.mod
        },
      }),
    )
  })
  return rules
}

function outcome(engine: Engine, node: Rule<number>): Promise<number | string> {
  return engine.get(node, '').catch((error: Error) => error.message)
}

describe('random histories of random programs', () => {
  test('incremental = clean, each node runs at most once, a second run runs nothing, and why names a real difference', async () => {
    await fc.assert(
      fc.asyncProperty(program, history, async (steps, edits) => {
        const inputs = Array.from({ length: INPUTS }, () => 0)
        const versions = Array.from({ length: LEVELS }, () => 1)
        const store = freshStore()
        for (const edit of edits) {
          inputs[edit.input] = edit.value
          if (edit.bump !== null) versions[edit.bump] = (versions[edit.bump] ?? 0) + 1
          const kind = edit.wanted + 1
          const once = (target: Store, ran: string[], onRun?: (key: string, why: Why) => void) => {
            const rules = makeRules(steps, inputs, versions, ran)
            return outcome(createEngine(target, rules, onRun ? { onRun } : {}), rules[kind] as Rule<number>)
          }
          const clean = await once(freshStore(), [])
          const before = new Map(store.all().map((node) => [node.key, node]))
          const incrementalRan: string[] = []
          const reasons: [string, Why][] = []
          expect(await once(store, incrementalRan, (key, why) => reasons.push([key, why]))).toEqual(clean)
          expect(new Set(incrementalRan).size).toBe(incrementalRan.length)
          for (const [key, why] of reasons) {
            if (why.why !== 'input') continue
            expect(why.from).not.toBe(why.to)
            expect(before.get(key)?.deps).toContainEqual([why.dependency, why.from])
          }
          const secondRan: string[] = []
          expect(await once(store, secondRan)).toEqual(clean)
          if (typeof clean === 'number') expect(secondRan).toEqual([])
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('killed before any store statement and reopened, it still gives the clean result', async () => {
    await fc.assert(
      fc.asyncProperty(program, history, fc.nat(12), async (steps, edits, dieAt) => {
        const inputs = Array.from({ length: INPUTS }, () => 0)
        const versions = Array.from({ length: LEVELS }, () => 1)
        const store = freshStore()
        const goal = (rules: Rule<number>[]): Rule<number> => rules[LEVELS] as Rule<number>
        for (const edit of edits) {
          inputs[edit.input] = edit.value
          let left = dieAt
          const dying: Store = {
            ...store,
            save(...args) {
              if (left-- <= 0) throw new Error('killed')
              store.save(...args)
            },
          }
          const doomed = makeRules(steps, inputs, versions, [])
          await outcome(createEngine(dying, doomed), goal(doomed))
          const rules = makeRules(steps, inputs, versions, [])
          const clean = makeRules(steps, inputs, versions, [])
          expect(await outcome(createEngine(store, rules), goal(rules))).toEqual(
            await outcome(createEngine(freshStore(), clean), goal(clean)),
          )
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('early cut-off', () => {
  const make = (value: () => number, log: string[]) => {
    const source = rule<number>({ kind: 'source', version: '1', probe: true, run: value })
    const half = rule<number>({
      kind: 'half',
      version: '1',
      run: async ({ need }) => Math.floor((await need(source, '')) / 2),
    })
    const top = rule<string>({
      kind: 'top',
      version: '1',
      run: async ({ need }) => `v${await need(half, '')}`,
    })
    return { top, rules: [source, half, top] as Rule[], log }
  }

  test('stops at an unchanged value and records the reason', async () => {
    const store = freshStore()
    let value = 10
    const { top, rules } = make(() => value, [])
    expect(await createEngine(store, rules).get(top, '')).toBe('v5')
    value = 11
    const ran: [string, Why][] = []
    const engine = createEngine(store, rules, { onRun: (key, why) => ran.push([key, why]) })
    expect(await engine.get(top, '')).toBe('v5')
    expect(ran.map(([key]) => key)).toEqual(['half:'])
    expect(ran[0]?.[1]).toMatchObject({ why: 'input', dependency: 'source:' })
    expect(engine.counts).toEqual({ ran: 1, fresh: 1 })
  })

  const paged = (contents: () => Readonly<Record<string, number>>, ran: string[]) => {
    const input = rule<Readonly<Record<string, number>>>({
      kind: 'input',
      version: '1',
      probe: true,
      run: contents,
    })
    const shelves = rule<string, Readonly<Record<string, number>>>({
      kind: 'shelves',
      version: '1',
      async run({ need, keep }) {
        for (const [page, n] of Object.entries(await need(input, ''))) keep(page, n)
        return 'shelves'
      },
    })
    const reader = rule<string>({
      kind: 'reader',
      version: '1',
      async run({ page }, arg) {
        ran.push(arg)
        return `${arg} ${await page(shelves, '', arg)}`
      },
    })
    return { rules: [input, shelves, reader] as Rule[], shelves, reader }
  }

  test('a node that reads one page runs when that page changes, comes or goes, and not for others', async () => {
    const store = freshStore()
    let contents: Record<string, number> = { a: 1, b: 2 }
    const build = async (wanted: readonly string[]) => {
      const ran: string[] = []
      const { rules, reader } = paged(() => contents, ran)
      const why: Why[] = []
      const engine = createEngine(store, rules, {
        onRun: (key, reason) => key.startsWith('reader') && why.push(reason),
      })
      const values: unknown[] = []
      for (const arg of wanted) values.push(await engine.get(reader, arg))
      return { values, ran, why }
    }
    expect(await build(['a', 'b', 'c'])).toMatchObject({ values: ['a 1', 'b 2', 'c undefined'] })
    contents = { a: 1, b: 3, d: 9 }
    const second = await build(['a', 'b', 'c'])
    expect(second).toMatchObject({ values: ['a 1', 'b 3', 'c undefined'], ran: ['b'] })
    expect(second.why).toMatchObject([{ why: 'input', dependency: 'shelves:#b' }])
    contents = { b: 3, c: 0 }
    expect(await build(['a', 'b', 'c'])).toMatchObject({
      values: ['a undefined', 'b 3', 'c 0'],
      ran: ['a', 'c'],
    })
    expect(store.page('shelves:', 'a')).toBeUndefined()
  })

  test('pages are there for whoever asks the engine, also when nothing runs', async () => {
    const store = freshStore()
    const contents = { a: 1 }
    for (const _ of [1, 2]) {
      const { rules, shelves } = paged(() => contents, [])
      const engine = createEngine(store, rules)
      expect(await engine.page(shelves, '', 'a')).toBe(1)
      expect(await engine.page(shelves, '', 'b')).toBeUndefined()
    }
  })

  test('a page may be bytes, which are compared as they are', async () => {
    const store = freshStore()
    const ran: string[] = []
    let version = 0
    const build = async (bytes: readonly number[]) => {
      const list = rule<number, { readonly bytes: Uint8Array }>({
        kind: 'list',
        version: String(++version), // it runs in every build, and may come to the same
        run({ keep }) {
          keep('bytes', Uint8Array.from(bytes))
          return 0
        },
      })
      const reader = rule<string>({
        kind: 'reader',
        version: '1',
        async run({ page }) {
          ran.push('reader')
          return Buffer.from((await page(list, '', 'bytes')) ?? []).toString('hex')
        },
      })
      const engine = createEngine(store, [list, reader])
      return [
        await engine.get(reader, ''),
        Buffer.from((await engine.page(list, '', 'bytes')) ?? []),
      ] as const
    }
    const [first, second, third] = [
      [0, 255, 10],
      [0, 255, 10],
      [0, 255, 13, 10],
    ] as const
    expect(await build(first)).toEqual(['00ff0a', Buffer.from(first)])
    expect(await build(second)).toEqual(['00ff0a', Buffer.from(first)])
    expect(ran).toEqual(['reader'])
    expect(await build(third)).toEqual(['00ff0d0a', Buffer.from(third)])
    expect(ran).toEqual(['reader', 'reader'])
    expect(store.page('list:', 'bytes')).toEqual(Buffer.from(third))
  })

  test('a node sees its own past, and leaves pages as they are', async () => {
    const store = freshStore()
    const seen: unknown[] = []
    const build = async (contents: Readonly<Record<string, number>>, version = '1') => {
      const input = rule<typeof contents>({ kind: 'input', version: '1', probe: true, run: () => contents })
      const sums = rule<number, Readonly<Record<string, { readonly of: number }>>>({
        kind: 'sums',
        version,
        async run({ need, keep, before, note }) {
          const now = await need(input, '')
          const past = JSON.parse(before?.note ?? '{}') as typeof contents
          seen.push(before && [past, before.page('a'), before.page('none')])
          for (const [page, n] of Object.entries(now)) {
            if (past[page] === n) before?.leave(page)
            else keep(page, { of: n })
          }
          note(JSON.stringify(now))
          return Object.keys(now).length
        },
      })
      const engine = createEngine(store, [input, sums])
      const read = async () => [await engine.page(sums, '', 'a'), await engine.page(sums, '', 'b')]
      return { pages: await read(), ran: engine.counts.ran }
    }
    const [one, two, three] = [{ of: 1 }, { of: 2 }, { of: 3 }]
    expect(await build({ a: 1, b: 2 })).toEqual({ pages: [one, two], ran: 1 })
    expect(await build({ a: 1, b: 2 })).toEqual({ pages: [one, two], ran: 0 })
    expect(await build({ a: 1, b: 3 })).toEqual({ pages: [one, three], ran: 1 })
    expect(await build({ a: 1 })).toEqual({ pages: [one, undefined], ran: 1 })
    expect(await build({ a: 1 }, '2')).toEqual({ pages: [one, undefined], ran: 1 })
    expect(seen).toEqual([
      undefined,
      [{ a: 1, b: 2 }, one, undefined],
      [{ a: 1, b: 3 }, one, undefined],
      undefined, // another version of the rule has no past
    ])
  })

  test('a page that was not there cannot be left', async () => {
    const inputs = [1, 2]
    const store = freshStore()
    const build = () => {
      const input = rule<number>({ kind: 'input', version: '1', probe: true, run: () => inputs.shift() ?? 0 })
      const wrong = rule<number, Readonly<Record<string, number>>>({
        kind: 'wrong',
        version: '1',
        async run({ need, before }) {
          before?.leave('x')
          return need(input, '')
        },
      })
      return createEngine(store, [input, wrong]).get(wrong, '')
    }
    await build()
    await expect(build()).rejects.toThrow('wrong: had no page x')
  })

  test('a rule that needs a higher one is refused', async () => {
    const high = rule<number>({ kind: 'high', version: '1', run: () => 1 })
    const low = rule<number>({ kind: 'low', version: '1', run: ({ need }) => need(high, 'x') })
    await expect(createEngine(freshStore(), [low, high]).get(low, '')).rejects.toThrow(
      'high:x is not below the node that needs it',
    )
  })
})
