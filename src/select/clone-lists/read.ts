/**
 * Reads a clone list. The form is Retool's (`tests/clone-list-schema.json` of unexpectedpanda/retool, BSD-3): `variants`,
 * each with a `group` and `titles`, `supersets` and `compilations`. Older lists also have `removes`, `overrides` and
 * `mias`. Untrusted: whatever is wrong is left out and named, and the rest is used.
 */
import { CuratorError, problem, reason, type Problem } from '../../errors.ts'
import { namesakeOf } from '../../names/namesake.ts'
import { NAME_TYPES, type CloneEntry, type CloneFilter, type CloneList } from './clone-list.ts'
import { fieldsOf, isText, objectAt, type Faults, type Fields } from './fields.ts'
import { regexFault } from './regex.ts'
import { plural } from '../../wording.ts'

interface ReadCloneList {
  readonly list: CloneList
  /** What is wrong with parts of it. */
  readonly problems: readonly Problem[]
}

/** The largest known list has 206 KB. */
const LARGEST = 64 * 1024 * 1024

/** Faults beyond these are counted only. */
const MOST_FAULTS = 20

/** `file` is named in messages. Throws a `CuratorError` with `clone-list-unreadable` when it is no clone list. */
export function readCloneList(text: string, file: string): ReadCloneList {
  const noted: string[] = []
  const faults: Faults = { add: (place, what) => noted.push(`${place} ${what}`) }
  const root = objectAt(parse(text, file), 'the file', { add: (_, what) => unreadable(file, `It ${what}.`) })
  // Retool keeps those nobody has in files of their own
  if (!root || !(Array.isArray(root['variants']) || Array.isArray(root['mias']))) {
    return unreadable(file, 'It has no list `variants`, so it is no clone list in the form of Retool.')
  }
  const fields = fieldsOf(root, '', faults)
  const description = fields.object('description')
  const name = description?.text('name') ?? nameOf(file)
  const entries = [
    ...fields.objects('variants').flatMap((variant) => readVariant(variant, faults)),
    ...fields.items('removes').flatMap((item) => readBare(item, { ignore: true }, faults)),
    ...fields.items('mias').flatMap((item) => readBare(item, { nameType: 'full', mia: true }, faults)),
    ...fields.objects('overrides').flatMap((override) => readEntry(override, 'title', {}, faults)),
  ]
  fields.done()
  return { list: { name, file, entries }, problems: problemsOf(noted, file) }
}

function parse(text: string, file: string): unknown {
  if (text.length > LARGEST) return unreadable(file, 'It is larger than 64 MB.')
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    return unreadable(file, `It is no JSON: ${reason(error)}.`)
  }
}

function unreadable(file: string, what: string): never {
  throw new CuratorError(problem('clone-list-unreadable', `${file}: ${what}`, { path: file }))
}

function problemsOf(noted: readonly string[], file: string): Problem[] {
  const shown = noted.slice(0, MOST_FAULTS)
  const rest = noted.length - shown.length
  return [...shown, ...(rest > 0 ? [plural(rest, 'more fault')] : [])].map((what) =>
    problem('clone-list-invalid', `${file}: ${what}. That part is not used.`, { path: file }),
  )
}

/** `clonelists/Sony - PlayStation (Redump).json` → `Sony - PlayStation (Redump)`. */
export function nameOf(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.json$/i, '')
}

type Defaults = Partial<Pick<CloneEntry, 'group' | 'categories' | 'nameType' | 'ignore' | 'mia'>>

const SECTIONS = [
  ['titles', 'title'],
  ['supersets', 'superset'],
  ['compilations', 'compilation'],
] as const

function readVariant(variant: Fields, faults: Faults): CloneEntry[] {
  const group = variant.text('group')
  const categories = variant.texts('categories')
  const ignore = variant.flag('ignore')
  needed(variant, 'group', faults)
  const defaults: Defaults = { ...defined({ group, categories, ignore }) }
  const entries = SECTIONS.flatMap(([key, role]) =>
    variant.objects(key).flatMap((item) => readEntry(item, role, defaults, faults)),
  )
  variant.done()
  return group === undefined ? [] : entries
}

function readEntry(item: Fields, role: CloneEntry['role'], defaults: Defaults, faults: Faults): CloneEntry[] {
  const term = item.text('searchTerm')
  const nameType = item.word('nameType', NAME_TYPES) ?? defaults.nameType ?? 'short'
  const entry = {
    ...defaults,
    ...resultsOf(item),
    role,
    nameType,
    priority: item.count('priority') ?? 1,
    ...defined({ titlePosition: item.count('titlePosition') }),
    filters: item.objects('filters').flatMap((filter) => readFilter(filter, faults)),
    place: item.placeOf('searchTerm'),
  }
  item.done()
  needed(item, 'searchTerm', faults)
  if (term === undefined) return []
  const fault = nameType === 'regex' ? regexFault(term) : undefined
  if (fault === undefined) return [{ ...entry, term }]
  faults.add(item.placeOf('searchTerm'), fault)
  return []
}

/** What is there and of another kind was told of when it was read. */
function needed(fields: Fields, key: string, faults: Faults): void {
  if (fields.raw(key) === undefined) faults.add(fields.placeOf(key), 'is needed')
}

/** What entries and the results of filters both may say. */
function resultsOf(item: Fields) {
  return defined({
    categories: item.texts('categories'),
    localNames: item.table('localNames'),
    englishFriendly: item.flag('englishFriendly'),
    oldest: item.flag('isOldest'),
    ignore: item.flag('ignore'),
  })
}

/** A filter with a fault is left out whole: with a condition less it would hold where it should not. */
function readFilter(filter: Fields, faults: Faults): CloneFilter[] {
  let sound = true
  const strict: Faults = {
    add(place, what) {
      sound = false
      faults.add(place, what)
    },
  }
  const conditions = nested(filter, 'conditions', strict)
  const results = nested(filter, 'results', strict)
  filter.done()
  if (!conditions || !results) return []
  const order = nested(conditions, 'regionOrder', strict, true)
  const higher = order?.texts('higherRegions')
  const lower = order?.texts('lowerRegions')
  order?.done()
  const matchString = conditions.text('matchString')
  const fault = matchString === undefined ? undefined : regexFault(matchString)
  if (fault !== undefined) strict.add(conditions.placeOf('matchString'), fault)
  const read: CloneFilter = {
    conditions: defined({
      matchRegions: conditions.texts('matchRegions'),
      matchLanguages: conditions.texts('matchLanguages'),
      matchString,
      regionOrder: higher && lower ? { higherRegions: higher, lowerRegions: lower } : undefined,
    }),
    results: {
      ...resultsOf(results),
      ...defined({
        group: results.text('group'),
        priority: results.count('priority'),
        superset: results.flag('superset'),
      }),
    },
  }
  conditions.done()
  results.done()
  return sound ? [read] : []
}

function nested(fields: Fields, key: string, faults: Faults, optional = false): Fields | undefined {
  const value = fields.raw(key)
  if (value === undefined && optional) return undefined
  const object = objectAt(value, fields.placeOf(key), faults)
  return object && fieldsOf(object, fields.placeOf(key), faults)
}

/** An item of the sections without groups: a name, a file's name with its checksum, or an object with a search term. */
function readBare(
  { value, place }: { readonly value: unknown; readonly place: string },
  defaults: Defaults,
  faults: Faults,
): CloneEntry[] {
  const bare = { role: 'title', nameType: 'full', priority: 1, filters: [], place, ...defaults } as const
  if (isText(value)) return [{ ...bare, term: value }]
  const object = objectAt(value, place, faults)
  if (!object) return []
  const fields = fieldsOf(object, place, faults)
  const file = fields.text('name')
  if (file === undefined) return readEntry(fields, 'title', defaults, faults)
  fields.text('crc')
  fields.done()
  return [{ ...bare, term: namesakeOf(file) }]
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys whose value is undefined. */
function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>
}
