/** The rules of what playlists ask for beside the picks: what metadata says, and what stands in their files. */
import { statSync } from 'node:fs'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { companyResolver } from '../companies/resolve.ts'
import { utf16Of } from '../dats/utf16.ts'
import { readRegular } from '../regular-file.ts'
import { digest } from '../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../engine/rule.ts'
import { problem, reason } from '../errors.ts'
import type { GameFacts } from '../metadata/facts.ts'
import { plainSerial } from '../metadata/local/entry.ts'
import type { ListContext } from '../playlists/evaluate.ts'
import type { ListEntry } from '../playlists/list-file.ts'
import type { Playlist } from '../playlists/playlist.ts'
import { asksForCompanies, asksForFacts } from '../playlists/query.ts'
import type { InputRules } from './inputs.ts'
import type { MetadataRules } from './metadata.ts'
import type { World } from './world.ts'

interface ListRules {
  contextOf(
    reader: Reader,
    list: { readonly name: string; readonly playlist: Playlist; readonly platforms: readonly string[] },
  ): Promise<ListContext>
  readonly all: readonly Rule[]
}

/** No list is longer: they are made by people. */
const MOST_BYTES = 16_000_000

const ENTRIES_VERSION = '3'

export function listRules(world: World, inputs: InputRules, metadata: MetadataRules): ListRules {
  const { db } = world

  /** `playlist`: a fingerprint of its file. One that cannot be read is not taken for empty: what it said before holds. */
  const file = rule<string>({
    kind: 'list-file',
    version: '2',
    probe: true,
    run({ before, note }, name) {
      const path = world.config.playlists[name]?.file ?? ''
      // read by another version, it would have to be read again
      const place = `${ENTRIES_VERSION} ${path}`
      const [seen = '', ...seenAt] = before?.note.split(' ') ?? []
      const print = fingerprint(world, path, seenAt.join(' ') === place ? seen : '')
      note(`${print} ${place}`)
      return print
    },
  })

  /** `playlist`: what stands in its file. */
  const entries = rule<readonly ListEntry[]>({
    kind: 'list-entries',
    version: ENTRIES_VERSION,
    async run({ need }, name) {
      if ((await need(file, name)) === '') return []
      const path = world.config.playlists[name]?.file ?? ''
      const [{ parseListFile }, { textOfFile }] = await Promise.all([
        import('../playlists/list-file.ts'),
        import('../metadata/local/text-file.ts'),
      ])
      return parseListFile(path, textOfFile(path))
    },
  })

  return {
    async contextOf(reader, { name, playlist, platforms }) {
      const { where, order } = playlist
      const isList = playlist.titles !== undefined || playlist.file !== undefined
      const isRanked = order === 'rating' || order === 'players' || order === 'year'
      const wantsFacts = isList || isRanked || (where !== undefined && asksForFacts(where))
      const listed = playlist.file === undefined ? [] : await reader.need(entries, name)
      const companies =
        where && asksForCompanies(where)
          ? companyResolver({
              config: (await reader.need(inputs.slice, 'companies')) as World['config']['companies'],
              decisions: await reader.need(metadata.companies, ''),
            })
          : undefined
      return {
        entries: listed,
        releasesOf: releaseFinder(db),
        releasesNamed: nameFinder(db),
        ...(companies && { companies }),
        ...(wantsFacts &&
          (await reader.need(metadata.any, '')) && { facts: await factsOf(reader, metadata, platforms) }),
      }
    },
    all: [file, entries],
  }
}

async function factsOf(
  { need, page }: Reader,
  { facts }: MetadataRules,
  platforms: readonly string[],
): Promise<ReadonlyMap<string, GameFacts>> {
  const all = new Map<string, GameFacts>()
  for (const platform of platforms) {
    const { shelves } = await need(facts, platform)
    for (const shelf of shelves)
      for (const [release, known] of Object.entries((await page(facts, platform, shelf)) ?? {}))
        all.set(`${platform}/${release}`, known)
  }
  return all
}

/** The hash of the file's bytes; '' where there is none. What is wrong is told in every run. @param before in an earlier run */
function fingerprint({ problems }: World, path: string, before: string): string {
  if (path === '') return ''
  try {
    if (statSync(path).size > MOST_BYTES) throw new Error('it is too large to be a list of games')
    const bytes = readRegular(path)
    if (bytes.includes(0) && !utf16Of(bytes)) throw new Error('it is no text')
    return digest(bytes.toString('latin1'))
  } catch (error) {
    const stays = before === '' ? '' : ' What it said before is used.'
    problems.push(
      problem('playlist-unreadable', `${path}: cannot be read: ${reason(error)}.${stays}`, { path }),
    )
    return before
  }
}

/** All releases of the games that have a ROM with this hash or serial, as `platform/release`. */
function releaseFinder(db: Db): (entry: ListEntry) => ReadonlySet<string> {
  const releases = (condition: string) =>
    prepareOnce(
      db,
      `select distinct p.slug || '/' || s.name, e.serial from dat_rom e
         join release_block a on a.dat_game_id = e.game_id join game_release r on r.id = a.release_id
         join game_release s on s.atomic_id = r.atomic_id join platform p on p.id = s.platform_id
       where ${condition} and e.size is not 0`,
    )
  const of = (condition: string, key: Buffer | number) =>
    new Set(releases(condition).pluck().all(key) as string[])
  let serials: ReadonlyMap<string, ReadonlySet<string>> | undefined
  const bySerial = (serial: string) => {
    serials ??= serialIndex(releases('e.serial is not null').raw().iterate() as Iterable<[string, string]>)
    return serials.get(plainSerial(serial)) ?? NONE
  }
  return ({ sha1, crc32, serial }) => {
    const bySha1 = sha1 === undefined ? NONE : of('e.sha1 = ?', Buffer.from(sha1, 'hex'))
    if (bySha1.size > 0) return bySha1
    const byCrc = crc32 === undefined || crc32 === 0 ? NONE : of('e.crc32 = ?', crc32)
    return byCrc.size > 0 || serial === undefined ? byCrc : bySerial(serial)
  }
}

/** All releases of the games that have a release of this name, or one with this title: `platform/release`. */
function nameFinder(db: Db): (title: string) => ReadonlySet<string> {
  const releases = prepareOnce(
    db,
    `select distinct p.slug || '/' || s.name from platform p join game_release r on r.platform_id = p.id
         and (r.name = @title or (r.name >= @title || ' (' and r.name < @title || ' )'))
       join game_release s on s.atomic_id = r.atomic_id`,
  ).pluck()
  return (title) => (title === '' ? NONE : new Set(releases.all({ title }) as string[]))
}

const NONE: ReadonlySet<string> = new Set()

function serialIndex(
  rows: Iterable<[release: string, serials: string]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>()
  for (const [release, serials] of rows) {
    for (const serial of serials.split(/[,/]/)) {
      const plain = plainSerial(serial)
      const known = index.get(plain) ?? new Set()
      if (plain !== '') index.set(plain, known.add(release))
    }
  }
  return index
}
