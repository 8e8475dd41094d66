/** How the names of releases are read: by the conventions of the DATs that list them. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { DIALECTS, strongestDialect, type Dialect } from '../../names/dialect.ts'
import type { ReleaseFacts } from '../../names/facts.ts'
import { releaseNameParser } from '../../names/parse.ts'
import { remembering } from '../../remembering.ts'

export interface Naming {
  readonly dialect: Dialect
  /** Their numbers are no part of the names. */
  readonly numbered: boolean
}

/** What facts are read from. */
export interface NamedRelease {
  readonly name: string
  readonly naming: Naming
  /** What people call a machine. Its name is a short one that says nothing. */
  readonly title?: string
}

/** There is one of each, so that a hundred thousand releases need no more than a handful. */
const NAMINGS: ReadonlyMap<string, Naming> = new Map(
  DIALECTS.flatMap((dialect) =>
    [true, false].map((numbered): [string, Naming] => [keyOf(dialect, numbered), { dialect, numbered }]),
  ),
)

function keyOf(dialect: Dialect, numbered: boolean): string {
  return numbered ? `${dialect}, numbered` : dialect
}

function namingOf(dialect: Dialect, numbered: boolean): Naming {
  return NAMINGS.get(keyOf(dialect, numbered)) ?? { dialect, numbered }
}

const PLAIN = namingOf('plain', false)

/** What the rows that list a release have said so far. */
export interface NamingDraft {
  naming?: Naming
  title?: string
}

/** `naming`: of the DAT that the row is from. Neither their order nor their number counts. */
export function addNaming(draft: NamingDraft, naming: Naming, description: string | null): void {
  draft.naming = draft.naming ? commonNaming(draft.naming, naming) : naming
  if (naming.dialect !== 'mame' || description === null) return
  if (draft.title === undefined || description < draft.title) draft.title = description
}

/** Where a DAT of titles lists it as well, its name is one. */
export function namedRelease(name: string, { naming = PLAIN, title }: NamingDraft): NamedRelease {
  return title !== undefined && naming.dialect === 'mame' ? { name, naming, title } : { name, naming }
}

function commonNaming(a: Naming, b: Naming): Naming {
  if (a === b) return a
  return namingOf(strongestDialect([a.dialect, b.dialect]), a.numbered || b.numbered)
}

interface Listing {
  /** Slug. */
  readonly platform: string
  /** The config's names of the DATs that count. Default: all. */
  readonly dats?: readonly string[]
}

/** By the number of the import that brought the rows. */
export function namingsOf(db: Db, { platform, dats }: Listing): ReadonlyMap<number, Naming> {
  const only = dats ? 'and dat in (select value from json_each(?))' : ''
  const rows = prepareOnce(
    db,
    `select log_id, dialect, numbered from dat_file
     where platform_id = (select id from platform where slug = ?) and log_id is not null ${only}`,
  ).all(platform, ...(dats ? [JSON.stringify(dats)] : [])) as readonly {
    readonly log_id: number
    readonly dialect: Dialect
    readonly numbered: number
  }[]
  const namings = new Map<number, Naming>()
  for (const { log_id: log, dialect, numbered } of rows) {
    const naming = namingOf(dialect, numbered === 1)
    namings.set(log, commonNaming(namings.get(log) ?? naming, naming))
  }
  return namings
}

/** Of the facts of a large platform so many are remembered: a game is looked at several times in a row. */
const LATEST = 4096
/** Those of smaller ones all are: they are looked at from end to end, by one step after the other. */
const LARGE = 16_384

type FactsReader = (release: NamedRelease) => ReleaseFacts

/**
 * Reads names of one platform. Facts are large, and there can be hundreds of thousands: only the latest are kept.
 * @param most how many
 */
export function factsReader(platform: string, most = LATEST): FactsReader {
  const readers = new Map<Naming, (text: string) => ReleaseFacts>()
  return ({ name, naming, title }) => {
    let read = readers.get(naming)
    if (!read) readers.set(naming, (read = remembering(most, releaseNameParser({ ...naming, platform }))))
    return read(title ?? name)
  }
}

const latest = new WeakMap<Db, { readonly platform: string; readonly read: FactsReader }>()

/** The same reader for whoever works on a platform next: what one step has read, the one behind it need not. */
export function sharedFactsReader(db: Db, platform: string): FactsReader {
  const last = latest.get(db)
  if (last?.platform === platform) return last.read
  const read = factsReader(platform, isLarge(db, platform) ? LATEST : Infinity)
  latest.set(db, { platform, read })
  return read
}

function isLarge(db: Db, platform: string): boolean {
  const some = prepareOnce(
    db,
    `select count(*) from (
       select 1 from game_release where platform_id = (select id from platform where slug = ?) limit ?)`,
  ).pluck()
  return Number(some.get(platform, LARGE)) === LARGE
}

/** The same for single names, whose DATs are looked up. */
export function factsByName(db: Db, listing: Listing): (name: string) => ReleaseFacts {
  const read = sharedFactsReader(db, listing.platform)
  const namings = namingsOf(db, listing)
  const [only = PLAIN, ...others] = new Set(namings.values())
  if (others.length === 0 && only.dialect !== 'mame') return (name) => read({ name, naming: only })
  const rows = prepareOnce(
    db,
    `select g.log_id, g.description from game_release r
     join release_block a on a.release_id = r.id join dat_game g on g.id = a.dat_game_id
     where r.platform_id = (select id from platform where slug = ?) and r.name = ?`,
  )
  return remembering(LATEST, (name) => {
    const draft: NamingDraft = {}
    const found = rows.all(listing.platform, name) as { log_id: number; description: string | null }[]
    for (const { log_id: log, description } of found) {
      const naming = namings.get(log)
      if (naming) addNaming(draft, naming, description)
    }
    return read(namedRelease(name, draft))
  })
}
