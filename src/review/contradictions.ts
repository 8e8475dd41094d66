/**
 * Decisions that cannot all be true: several of one list, or one and what was decided before, perhaps by way of others. A
 * build would refuse them, or follow one of them and say nothing.
 */
import { companyForm } from '../companies/form.ts'
import type { Decisions } from '../decisions/decisions.ts'
import type { DecisionEdit } from '../decisions/edit.ts'
import { disagreements, type Contradiction, type Statement } from '../decisions/statements.ts'
import type { ReviewItem } from './item.ts'

/** A verdict, and what it comes to. */
export interface Said {
  readonly item: ReviewItem
  readonly edits: readonly DecisionEdit[]
}

/**
 * Places are those of what was said. What contradicts only what was decided before has one.
 * @param decided before
 */
export function contradictionsIn(said: readonly Said[], decided: Decisions): readonly Contradiction[] {
  const twice = saidTwice(said)
  if (twice.length > 0) return twice // what else contradicts hangs on which of them is meant
  const edits = said.flatMap((one, place) => one.edits.map((edit): Placed => ({ edit, place })))
  return [
    ...disagreements(gamesSaid(edits, decided), 'game'),
    ...disagreements(portsSaid(edits, decided), 'game'),
    ...disagreements(companiesSaid(edits, decided), 'company'),
    ...twoBest(said),
  ]
}

/** An item, or what is kept under one key, that is decided in two ways. */
function saidTwice(said: readonly Said[]): readonly Contradiction[] {
  const first = new Map<string, { readonly place: number; readonly to: string }>()
  return said.flatMap(({ item, edits }, place): Contradiction[] => {
    const told = [[`item ${item.id}`, JSON.stringify(edits)] as const, ...edits.flatMap(keptUnder)]
    const others = told.flatMap(([key, to]) => {
      const before = first.get(key)
      if (!before) first.set(key, { place, to })
      return before && before.to !== to ? [before.place] : []
    })
    const [other] = others
    return other === undefined
      ? []
      : [{ places: [other, place], what: `${item.subject} is decided in two ways` }]
  })
}

function keptUnder(edit: DecisionEdit): [key: string, to: string][] {
  switch (edit.kind) {
    case 'match':
      return [[`match ${edit.sha1}`, JSON.stringify(edit.to)]]
    case 'platform':
      return [[`platform ${edit.of}`, JSON.stringify(edit.to)]]
    case 'dat':
      return [[`dat ${edit.name}`, JSON.stringify(edit.to)]]
    case 'metadata':
      return [[`metadata ${edit.platform}/${edit.release}/${edit.source}`, JSON.stringify(edit.to)]]
    case 'same':
    case 'different':
    case 'title':
    case 'pin':
    case 'ports':
    case 'notPorts':
    case 'companies':
    case 'differentCompanies':
      return [] // of these several may be said
  }
}

interface Placed {
  readonly edit: DecisionEdit
  readonly place: number
}

function gamesSaid(edits: readonly Placed[], { grouping }: Decisions): readonly Statement[] {
  const named = (platform: string, releases: readonly string[]): Statement['names'] =>
    new Map(releases.map((name) => [`${platform}/${name}`, name]))
  const before = Object.entries(grouping).flatMap(([platform, all]) =>
    all.map(({ verdict, releases }): Statement => ({
      names: named(platform, releases),
      verdict: verdict === 'same' ? 'one' : 'several',
    })),
  )
  const now = edits.flatMap(({ edit, place }): Statement[] => {
    if (edit.kind === 'same' || edit.kind === 'different')
      return [
        {
          names: named(edit.platform, edit.releases),
          place,
          verdict: edit.kind === 'same' ? 'one' : 'several',
        },
      ]
    if (edit.kind === 'title' && edit.to !== undefined)
      return [{ names: named(edit.platform, [edit.release]), place, verdict: 'called', title: edit.to }]
    return []
  })
  return [...before, ...now]
}

/** What is one game on a platform has the same ports. */
function portsSaid(edits: readonly Placed[], { grouping, ports, notPorts }: Decisions): readonly Statement[] {
  const named = (releases: readonly (readonly [slug: string, name: string])[]): Statement['names'] =>
    new Map(releases.map(([slug, name]) => [`${slug}/${name}`, `${slug}/${name}`]))
  const onOne = (slug: string, names: readonly string[]): Statement['names'] =>
    named(names.map((name) => [slug, name]))
  const onSeveral = (port: Decisions['ports'][number]): Statement['names'] => named(Object.entries(port))
  return [
    ...Object.entries(grouping).flatMap(([slug, all]) =>
      all.flatMap(({ verdict, releases }): Statement[] =>
        verdict === 'same' ? [{ names: onOne(slug, releases), verdict: 'one' }] : [],
      ),
    ),
    ...ports.map((port): Statement => ({ names: onSeveral(port), verdict: 'one' })),
    ...notPorts.map((port): Statement => ({ names: onSeveral(port), verdict: 'several' })),
    ...edits.flatMap(({ edit, place }): Statement[] => {
      if (edit.kind === 'same') return [{ names: onOne(edit.platform, edit.releases), place, verdict: 'one' }]
      if (edit.kind !== 'ports' && edit.kind !== 'notPorts') return []
      return [{ names: onSeveral(edit.releases), place, verdict: edit.kind === 'ports' ? 'one' : 'several' }]
    }),
  ]
}

/** A company has one name: what is another name of it is no company with other names. */
function companiesSaid(
  edits: readonly Placed[],
  { companies, differentCompanies }: Decisions,
): readonly Statement[] {
  const named = (names: readonly string[]): Statement['names'] =>
    new Map(names.map((name) => [companyForm(name), name]))
  const one = (name: string, others: readonly string[], place?: number): Statement[] => {
    const at = place === undefined ? {} : { place }
    return [
      { names: named([...others, name]), ...at, verdict: 'one' },
      { names: named([name]), ...at, verdict: 'called', title: companyForm(name) },
    ]
  }
  return [
    ...Object.entries(companies).flatMap(([name, others]) => one(name, others)),
    ...differentCompanies.map((names): Statement => ({ names: named(names), verdict: 'several' })),
    ...edits.flatMap(({ edit, place }): Statement[] => {
      if (edit.kind === 'companies') return one(edit.name, edit.to ?? [], place)
      if (edit.kind === 'differentCompanies') return [{ names: named(edit.names), place, verdict: 'several' }]
      return []
    }),
  ]
}

/** Two releases, each said to be better than the other. */
function twoBest(said: readonly Said[]): readonly Contradiction[] {
  const chosen = said.flatMap(({ item, edits }, place) =>
    edits.flatMap((edit) => (edit.kind === 'pin' ? [{ item, place, edit }] : [])),
  )
  const over = new Map<string, number>()
  const found: Contradiction[] = []
  for (const { item, place, edit } of chosen) {
    const key = (better: string, worse: string): string => JSON.stringify([edit.platform, better, worse])
    for (const name of item.names) {
      if (name === edit.release) continue
      const other = over.get(key(name, edit.release))
      over.set(key(edit.release, name), place)
      if (other === undefined) continue
      const both = `"${name}" and "${edit.release}"`
      found.push({ places: [other, place], what: `${both} would each be better than the other` })
    }
  }
  return found
}
