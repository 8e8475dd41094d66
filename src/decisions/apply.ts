/** What decisions are after an edit, without reading the file again: with thousands of them that is most of the work. */
import { byPlatform } from './by-platform.ts'
import { CURATION_FILE, type Decisions, type MetadataDecisions } from './decisions.ts'
import type { LinkEdit } from './edit-metadata.ts'
import { isOfList, isOut, listIdOf, type DecisionEdit, type ListEdit } from './edit.ts'

/** The same as the edited text says, but for where in it things stand. */
export function applied(decisions: Decisions, edits: readonly DecisionEdit[]): Decisions {
  const draft: Draft = {
    match: new Map(Object.entries(decisions.match)),
    platform: new Map(Object.entries(decisions.platform)),
    dat: new Map(Object.entries(decisions.dat)),
    companies: new Map(Object.entries(decisions.companies)),
    lists: listsOf(decisions),
  }
  const links = edits.filter((edit) => edit.kind === 'metadata')
  for (const edit of edits) if (edit.kind !== 'metadata') apply(draft, edit)
  const { lists, ...tables } = draft
  return {
    ...decisions,
    ...(links.length > 0 && { metadata: linked(decisions.metadata, links) }),
    match: Object.fromEntries(tables.match),
    platform: Object.fromEntries(tables.platform),
    dat: Object.fromEntries(tables.dat),
    companies: Object.fromEntries(tables.companies),
    ...decisionsOf([...lists.values()]),
  }
}

interface Draft {
  readonly match: Map<string, Decisions['match'][string]>
  readonly platform: Map<string, Decisions['platform'][string]>
  readonly dat: Map<string, Decisions['dat'][string]>
  readonly companies: Map<string, Decisions['companies'][string]>
  /** What stands in lists, by what tells one item from another. */
  readonly lists: Map<string, ListEdit>
}

function apply(draft: Draft, edit: Exclude<DecisionEdit, LinkEdit>): void {
  if (isOfList(edit)) return put(draft.lists, listIdOf(edit), isOut(edit) ? undefined : edit)
  switch (edit.kind) {
    case 'match':
      return put(draft.match, edit.sha1, edit.to)
    case 'platform':
      return put(draft.platform, edit.of, edit.to)
    case 'dat':
      return put(draft.dat, edit.name, edit.to)
    case 'companies':
      return put(draft.companies, edit.name, edit.to)
  }
}

/** A release of which nothing is left to say is not there any more. */
function linked(
  { pin = {}, link = {} }: Partial<MetadataDecisions> = {},
  edits: readonly LinkEdit[],
): MetadataDecisions {
  const platforms = new Map(
    Object.entries(link).map(([slug, releases]) => [slug, new Map(Object.entries(releases))]),
  )
  for (const { platform, release, source, to } of edits) {
    const releases = platforms.get(platform) ?? new Map<string, Readonly<Record<string, string | null>>>()
    const sources = new Map(Object.entries(releases.get(release) ?? {}))
    put(sources, source, to)
    put(releases, release, sources.size === 0 ? undefined : Object.fromEntries(sources))
    put(platforms, platform, releases.size === 0 ? undefined : releases)
  }
  return {
    pin,
    link: Object.fromEntries([...platforms].map(([slug, all]) => [slug, Object.fromEntries(all)])),
  }
}

function put<V>(table: Map<string, V>, key: string, to: V | undefined): void {
  if (to === undefined) table.delete(key)
  else table.set(key, to)
}

function listsOf({
  grouping,
  ports,
  notPorts,
  title,
  pin,
  differentCompanies,
}: Decisions): Map<string, ListEdit> {
  const items: ListEdit[] = [
    ...Object.entries(grouping).flatMap(([platform, all]) =>
      all.map(({ verdict, releases }) => ({ kind: verdict, platform, releases })),
    ),
    ...ports.map((releases) => ({ kind: 'ports' as const, releases })),
    ...notPorts.map((releases) => ({ kind: 'notPorts' as const, releases })),
    ...Object.entries(title).flatMap(([platform, titles]) =>
      Object.entries(titles).map(([release, to]) => ({ kind: 'title' as const, platform, release, to })),
    ),
    ...Object.entries(pin).flatMap(([platform, all]) =>
      all.map((release) => ({ kind: 'pin' as const, platform, release })),
    ),
    ...differentCompanies.map((names) => ({ kind: 'differentCompanies' as const, names })),
  ]
  return new Map(items.map((item) => [listIdOf(item), item]))
}

function decisionsOf(
  items: readonly ListEdit[],
): Pick<Decisions, 'grouping' | 'ports' | 'notPorts' | 'title' | 'pin' | 'differentCompanies'> {
  const of = <K extends ListEdit['kind']>(kind: K) =>
    items.filter((item): item is Extract<ListEdit, { kind: K }> => item.kind === kind)
  const groupings = items.flatMap((item) =>
    item.kind === 'same' || item.kind === 'different'
      ? [{ platform: item.platform, verdict: item.kind, releases: item.releases, source: CURATION_FILE }]
      : [],
  )
  const titles = byPlatform(of('title'), ({ release, to = '' }): [string, string] => [release, to])
  return {
    grouping: byPlatform(groupings, ({ verdict, releases, source }) => ({ verdict, releases, source })),
    ports: of('ports').map(({ releases }) => releases),
    notPorts: of('notPorts').map(({ releases }) => releases),
    title: Object.fromEntries(Object.entries(titles).map(([slug, all]) => [slug, Object.fromEntries(all)])),
    pin: byPlatform(of('pin'), ({ release }) => release),
    differentCompanies: of('differentCompanies').map(({ names }) => names),
  }
}
