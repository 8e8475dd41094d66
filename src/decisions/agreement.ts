/** Whether all can be true that `curation.jsonc` says of games and companies. What cannot is told with its lines. */
import type { Node } from 'jsonc-parser'
import { companyForm } from '../companies/form.ts'
import { nameOf, part, type TextReader } from './reader.ts'
import { disagreements, type Statement } from './statements.ts'

/** For a file in which nothing else is wrong. */
export function tellContradictions(root: Node, reader: TextReader): void {
  const same = grouped(root, 'same', 'one')
  const games = [...same, ...grouped(root, 'different', 'several'), ...called(root)]
  // which are one on a platform have the same ports; which are several may still be ports of one
  const ports = [
    ...same.map(toldWithPlatform),
    ...ported(root, 'ports', 'one'),
    ...ported(root, 'notPorts', 'several'),
  ]
  const found = [
    ...twoTitles(root),
    ...disagreements(games, 'game'),
    ...disagreements(ports, 'game'),
    ...disagreements(companies(root), 'company'),
  ]
  for (const { places, what } of found) reader.contradict(places, what)
}

type Verdict = 'one' | 'several'

function grouped(root: Node, key: string, verdict: Verdict): Statement[] {
  return itemsOf(root, key).map((item) => {
    const platform = textOf(part(item, 'platform'))
    const releases = textsOf(part(item, 'releases'))
    const names = new Map(releases.map((name) => [`${platform}/${name}`, name]))
    return { names, place: item.offset, verdict }
  })
}

/** Ports are of several platforms: a name alone does not tell which one is meant. */
function toldWithPlatform(statement: Statement): Statement {
  return { ...statement, names: new Map([...statement.names.keys()].map((key) => [key, key])) }
}

function ported(root: Node, key: string, verdict: Verdict): Statement[] {
  return itemsOf(root, key).map((item) => {
    const names = membersOf(item).map(([platform, node]) => `${platform}/${textOf(node)}`)
    return { names: new Map(names.map((name) => [name, name])), place: item.offset, verdict }
  })
}

/** By the first title of each release: `twoTitles` tells of others. */
function called(root: Node): Statement[] {
  const first = new Map<string, Statement>()
  for (const item of itemsOf(root, 'title')) {
    const { key, release, title } = titleIn(item)
    const names = new Map([[key, release]])
    if (!first.has(key)) first.set(key, { names, place: item.offset, verdict: 'called', title })
  }
  return [...first.values()]
}

function titleIn(item: Node): { readonly key: string; readonly release: string; readonly title: string } {
  const [platform, release = '', title = ''] = TITLE_KEYS.map((key) => textOf(part(item, key)))
  return { key: `${platform}/${release}`, release, title }
}

const TITLE_KEYS = ['platform', 'release', 'title'] as const

/** That a name is of two companies is told where they are read. */
function companies(root: Node): Statement[] {
  const named = (names: readonly string[]) => new Map(names.map((name) => [companyForm(name), name]))
  return [
    ...membersOf(part(root, 'companies')).map(([company, node]): Statement => ({
      names: named([...textsOf(node), company]),
      place: node.parent?.offset ?? node.offset,
      verdict: 'one',
    })),
    ...itemsOf(root, 'differentCompanies').map((item): Statement => ({
      names: named(textsOf(item)),
      place: item.offset,
      verdict: 'several',
    })),
  ]
}

function twoTitles(root: Node): { places: readonly number[]; what: string }[] {
  const first = new Map<string, { readonly title: string; readonly place: number }>()
  return itemsOf(root, 'title').flatMap((item) => {
    const { key, release, title } = titleIn(item)
    const before = first.get(key)
    if (!before) first.set(key, { title, place: item.offset })
    if (!before || before.title === title) return []
    const what = `"${before.title}" and "${title}" would both be the title of "${release}"`
    return [{ places: [before.place, item.offset], what }]
  })
}

function itemsOf(root: Node, key: string): readonly Node[] {
  return part(root, key)?.children ?? []
}

function membersOf(node: Node | undefined): [string, Node][] {
  return (node?.children ?? []).flatMap(({ children: [key, value] = [] }): [string, Node][] =>
    key && value ? [[textOf(key), value]] : [],
  )
}

function textsOf(node: Node | undefined): readonly string[] {
  return (node?.children ?? []).map(textOf)
}

function textOf(node: Node | undefined): string {
  return nameOf(node?.value ?? '')
}
