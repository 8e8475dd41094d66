/**
 * What is said of games and of companies: that some are one, that some are not, what one is called. And where all that
 * cannot be true, perhaps by way of others.
 */
import { pairs } from '../groups.ts'
import { unions, waysFrom } from '../select/grouping/unions.ts'

export interface Contradiction {
  /** Of the statements that cannot all be true, in order. Those of before have none. */
  readonly places: readonly number[]
  /** In one sentence, without its point. */
  readonly what: string
}

/** `place`: where it is said, for whoever asks; absent for what was decided before. */
export type Statement = {
  /** How each is told, by what tells it from others. */
  readonly names: ReadonlyMap<string, string>
  readonly place?: number
} & ({ readonly verdict: 'one' | 'several' } | { readonly verdict: 'called'; readonly title: string })

type Thing = 'game' | 'company'

/** What is said to be one and several, or to be one by two names. Of what has no place nothing is told. */
export function disagreements(statements: readonly Statement[], thing: Thing): readonly Contradiction[] {
  if (statements.every(({ place }) => place === undefined)) return []
  const sets = joined(statements)
  return [...severalInOne(statements, sets, thing), ...titlesOfOne(statements, sets, thing)]
}

interface Sets {
  /** Numbers of what a statement names. */
  membersOf(statement: Statement): readonly number[]
  nameOf(member: number): string
  setOf(member: number): number
  /** Where it is said that two of a set are one, and the places given; in order. What was decided before has none. */
  placesOf(a: number, b: number, others: readonly (number | undefined)[]): readonly number[]
}

/** Statements of before come first: so the way between two goes by what is new only where it must. */
function joined(statements: readonly Statement[]): Sets {
  const names = new Map(statements.flatMap((statement) => [...statement.names]))
  const numbers = new Map(Array.from(names.keys(), (key, i): [string, number] => [key, i]))
  const told = [...names.values()]
  const { find, join, links } = unions<number | undefined>(names.size, {
    mayJoin: () => true,
    joined: () => undefined,
  })
  const membersOf: Sets['membersOf'] = (statement) =>
    Array.from(statement.names.keys(), (key) => numbers.get(key) ?? 0)
  for (const statement of statements) {
    if (statement.verdict !== 'one') continue
    const [first = 0, ...others] = membersOf(statement)
    for (const other of others) join({ a: first, b: other, source: statement.place, evidence: '' })
  }
  return {
    membersOf,
    nameOf: (member) => told[member] ?? '',
    setOf: find,
    placesOf: (a, b, others) => {
      const way = waysFrom(a, links).get(b) ?? []
      const all = [...way.map(({ source }) => source), ...others].filter((place) => place !== undefined)
      return [...new Set(all)].sort((x, y) => x - y)
    },
  }
}

function severalInOne(statements: readonly Statement[], sets: Sets, thing: Thing): Contradiction[] {
  return statements.flatMap((statement): Contradiction[] => {
    if (statement.verdict !== 'several') return []
    const found = pairs(sets.membersOf(statement)).find(([a, b]) => sets.setOf(a) === sets.setOf(b))
    if (!found) return []
    const [a, b] = found
    const places = sets.placesOf(a, b, [statement.place])
    if (places.length === 0) return []
    const both = `"${sets.nameOf(a)}" and "${sets.nameOf(b)}"`
    return [{ places, what: `${both} ${manner(places, statement.place, thing)}` }]
  })
}

function titlesOfOne(statements: readonly Statement[], sets: Sets, thing: Thing): Contradiction[] {
  const first = new Map<number, { readonly at: number; readonly title: string; readonly place?: number }>()
  return statements.flatMap((statement): Contradiction[] => {
    const [at] = sets.membersOf(statement)
    if (statement.verdict !== 'called' || at === undefined) return []
    const { title, place } = statement
    const other = first.get(sets.setOf(at))
    if (!other) first.set(sets.setOf(at), { at, title, ...(place === undefined ? {} : { place }) })
    if (!other || other.title === title) return []
    const places = sets.placesOf(other.at, at, [other.place, place])
    if (places.length === 0) return []
    const titles = thing === 'game' ? [other.title, title] : [other.at, at].map(sets.nameOf)
    return [{ places, what: `"${titles.join('" and "')}" would both be the name of one ${thing}` }]
  })
}

/** `apart`: where it is said that they are several; undefined: before. */
function manner(places: readonly number[], apart: number | undefined, thing: Thing): string {
  const several = `different ${thing === 'game' ? 'games' : 'companies'}`
  if (apart === undefined) return `were decided to be ${several}`
  return places.length === 1 ? `were decided to be one ${thing}` : `would be one ${thing}, and ${several}`
}
