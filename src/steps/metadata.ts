/**
 * The rules of metadata: which files there are, and per platform what they come to. A file that changed does its platforms
 * again and no others; a build without metadata asks for nothing.
 */
import { dirname, join } from 'node:path'
import { recall, remember } from '../catalog/meta.ts'
import { prepareOnce } from '../catalog/sqlite.ts'
import { companyResolver } from '../companies/resolve.ts'
import { readUndone } from '../dats/sources/undone.ts'
import { CURATION_FILE, type MetadataDecisions } from '../decisions/decisions.ts'
import { digest } from '../engine/canonical.ts'
import { rule, type Rule } from '../engine/rule.ts'
import type { GameFacts } from '../metadata/facts.ts'
import type { DecisionRules } from './choosing/decisions.ts'
import type { InputRules } from './inputs.ts'
import { gamesOnShelves } from './choosing/shelves.ts'
import type { Steps } from './steps.ts'
import type { Grouped } from './choosing/regroup.ts'
import type { World } from './world.ts'

/** What the sources came to for a platform. */
type MetadataValue = {
  /** Releases of which something is known. */
  readonly told: number
  /** Entries that may be games of it, for people to decide. */
  readonly suggestions: number
  /** Names of the shelves that have a page. */
  readonly shelves: readonly string[]
}

/** By shelf: release → what lists ask of it. */
type FactsPages = Readonly<Record<string, Readonly<Record<string, GameFacts>>>>

export interface MetadataRules {
  /** By platform: which imports speak of it. */
  readonly files: Rule<{ readonly [platform: string]: string }>
  /** `platform` */
  readonly filesOf: Rule<string>
  /** Whether there is any, or anything left of it. */
  readonly any: Rule<boolean>
  /** `platform` */
  readonly facts: Rule<MetadataValue, FactsPages>
  /** Which names are one company, by the user's word. */
  readonly companies: Rule<Readonly<Record<string, readonly string[]>>>
  readonly all: readonly Rule[]
}

interface Below {
  readonly releases: Rule<Grouped>
  readonly holdings: Rule<number, Readonly<Record<string, string>>>
}

export function metadataRules(
  world: World,
  inputs: InputRules,
  deciding: DecisionRules,
  { releases, holdings }: Below,
): MetadataRules {
  const { db, config } = world

  const files: MetadataRules['files'] = rule({
    kind: 'metadata-files',
    version: '1',
    probe: true,
    run: () => syncFiles(world),
  })

  /** A build without metadata asks for nothing more than this. */
  const any = rule<boolean>({
    kind: 'metadata-any',
    version: '1',
    async run({ need }) {
      const isSpoken = Object.keys(await need(files, '')).length > 0
      const { metadata } = await need(deciding.decisions, '')
      return isSpoken || metadata !== undefined || isJoined(db)
    },
  })

  const filesOf = rule<string>({
    kind: 'metadata-files-of',
    version: '1',
    run: async ({ need }, platform) => (await need(files, ''))[platform] ?? '',
  })

  const decisionsOf = rule<{
    readonly pin: NonNullable<MetadataDecisions['pin'][string]>
    readonly link: NonNullable<MetadataDecisions['link'][string]>
  } | null>({
    kind: 'metadata-decisions',
    version: '1',
    async run({ need }, platform) {
      const { metadata } = await need(deciding.decisions, '')
      const { [platform]: pin = {} } = metadata?.pin ?? {}
      const { [platform]: link = {} } = metadata?.link ?? {}
      return Object.keys(pin).length + Object.keys(link).length === 0 ? null : { pin, link }
    },
  })

  const companies: MetadataRules['companies'] = rule({
    kind: 'metadata-companies',
    version: '1',
    run: async ({ need }) => (await need(deciding.decisions, '')).companies,
  })

  const facts: MetadataRules['facts'] = rule({
    kind: 'metadata',
    version: '10',
    async run({ need, keep }, platform) {
      const spoken = await need(filesOf, platform)
      const decided = await need(decisionsOf, platform)
      if (spoken === '' && !decided && !recall(db, joinedMark(platform))) return NOTHING
      const { priority, fields } = asMetadata(await need(inputs.slice, 'metadata'))
      const declared = asCompanies(await need(inputs.slice, 'companies'))
      const resolver = companyResolver({ config: declared, decisions: await need(companies, '') })
      await need(inputs.datsOf, platform)
      const { shelves } = await need(releases, platform)
      if (/ gamelist \d/.test(spoken)) await need(holdings, platform) // paths lead to what lies there
      const { joinPlatform } = await import('../metadata/join/join.ts')
      const roots = Object.entries(config.roots).map(([name, { path }]) => [name, path] as const)
      const joined = joinPlatform(db, {
        platform,
        roots: Object.fromEntries(roots),
        companies: resolver,
        pins: decided?.pin ?? {},
        links: decided?.link ?? {},
        priority,
        fields,
        now: world.now(),
      })
      remember(db, joinedMark(platform), joined.facts.size + joined.suggestions > 0 ? '1' : '')
      const names = shelfPages(world, platform, shelves, joined)
      for (const [shelf, page] of names) if (Object.keys(page).length > 0) keep(shelf, page)
      return { told: joined.facts.size, suggestions: joined.suggestions, shelves: [...names.keys()] }
    },
  })

  const all = [files, any, filesOf, decisionsOf, companies, facts]
  return { files, filesOf, any, facts, companies, all }
}

const NOTHING: MetadataValue = { told: 0, suggestions: 0, shelves: [] }

/** While it is there, something of the platform stands in the catalog. */
function joinedMark(platform: string): string {
  return `metadata-joined:${platform}`
}

function isJoined(db: World['db']): boolean {
  return joinedPlatforms(db).length > 0
}

function joinedPlatforms(db: World['db']): readonly string[] {
  const marks = prepareOnce(
    db,
    `select substr(key, length('metadata-joined:') + 1) from meta
     where key >= 'metadata-joined:' and key < 'metadata-joined;' and value <> '' order by key`,
  )
  return marks.pluck().all() as string[]
}

async function syncFiles({
  config,
  db,
  now,
  problems,
  undone: given,
}: World): Promise<Readonly<Record<string, string>>> {
  const specs = Object.entries(config.metadata.sources).map(([name, source]) => ({ name, ...source }))
  const isKnown = prepareOnce(
    db,
    'select exists (select 1 from metadata_part) or exists (select 1 from metadata_file)',
  )
  if (specs.length === 0 && isKnown.pluck().get() === 0) return {}
  const { syncMetadata } = await import('../metadata/local/sync.ts')
  const undone = given ?? (specs.length === 0 ? [] : readUndone(dirname(config.file)).keys())
  const synced = await syncMetadata(db, specs, { now: now(), undone: new Set(undone) })
  problems.push(...synced.problems)
  return synced.platforms
}

function shelfPages(
  { db }: World,
  platform: string,
  shelves: number,
  {
    facts,
    games,
  }: { readonly facts: ReadonlyMap<string, GameFacts>; readonly games: ReadonlyMap<string, number> },
): Map<string, Record<string, GameFacts>> {
  const pages = new Map<string, Record<string, GameFacts>>()
  const shelfOf = new Map<number, string>()
  for (const [shelf, ids] of gamesOnShelves(db, platform, shelves)) {
    pages.set(shelf, {})
    for (const id of ids) shelfOf.set(id, shelf)
  }
  for (const [release, known] of facts) {
    const page = pages.get(shelfOf.get(games.get(release) ?? 0) ?? '')
    if (page) page[release] = known
  }
  return pages
}

/**
 * Brings what the catalog knows of games up to date, whether a playlist asks for it or not: for search, and for people.
 */
export async function joinMetadata(
  { deciding, engine, inputs, selection }: Steps,
  { db, config, problems }: World,
): Promise<void> {
  const { any, files, facts, companies } = selection.metadata
  const spoken = await engine.get(files, '')
  let told = 0
  // of platforms that no DAT lists any more, what was said is taken out
  const platforms = [...(await engine.get(selection.platforms, '')), ...joinedPlatforms(db)]
  for (const platform of (await engine.get(any, '')) ? new Set(platforms) : []) {
    await engine.hash(facts, platform)
    if (spoken[platform] !== undefined) told += (await engine.get(facts, platform)).told
  }
  await engine.hash(selection.concepts, '')
  const { differentCompanies, metadata } = await engine.get(deciding.decisions, '')
  if (Object.keys(metadata?.link ?? {}).length > 0) problems.push(...(await strayOnes(config, db, metadata)))
  const before = recall(db, COMPANIES_MARK)
  // where sources say nothing any more, there are companies to be taken out
  if (told === 0 && before === undefined) return
  const apart = JSON.stringify(differentCompanies)
  const hashes = [
    RESOLVING,
    await engine.hash(inputs.slice, 'companies'),
    await engine.hash(companies, ''),
    digest(apart),
  ]
  const mark = [...hashes, companiesIn(db)].join(' ')
  if (before === mark) return
  const { suggestCompanies, syncCompanies } = await import('../companies/store.ts')
  syncCompanies(db, companyResolver({ config: config.companies, decisions: await engine.get(companies, '') }))
  suggestCompanies(db, differentCompanies)
  remember(db, COMPANIES_MARK, [...hashes, companiesIn(db)].join(' '))
}

async function strayOnes(
  { file, metadata: { sources, providers } }: World['config'],
  db: World['db'],
  decided: MetadataDecisions | undefined,
) {
  const { strayLinks } = await import('./choosing/decided-entries.ts')
  const path = join(dirname(file), CURATION_FILE)
  return strayLinks(db, decided?.link ?? {}, { sources: Object.keys({ ...sources, ...providers }), path })
}

const COMPANIES_MARK = 'companies-resolved'
/** Raised when companies are resolved by other rules. */
const RESOLVING = '2'

/** Another one when companies were entered. */
function companiesIn(db: World['db']): string {
  return String(prepareOnce(db, 'select count(*) from company_alias').pluck().get())
}

// parts of the resolved config, which was checked against these types when it was read

function asMetadata(slice: unknown): World['config']['metadata'] {
  return slice as World['config']['metadata']
}

function asCompanies(slice: unknown): World['config']['companies'] {
  return slice as World['config']['companies']
}
