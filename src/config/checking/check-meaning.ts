/** What is wrong with a config though each of its values has the right shape. */
import { companyClashes } from '../../companies/clashes.ts'
import type { CompanyAliases } from '../../companies/resolve.ts'
import type { Json } from '../../engine/canonical.ts'
import { checkTemplate } from '../../library/template.ts'
import { PROVIDER_NAMES } from '../../metadata/opening/registry.ts'
import type { Policy } from '../../select/policy.ts'
import { objectOf, type Finding, type JsonObject } from './check.ts'
import { isBelow, pathText, subject, type ConfigPath } from '../places/place.ts'
import { parseSize } from './size.ts'
import { asking } from './suggest.ts'
import type { Vocabulary } from './vocabulary.ts'

const LEAST_CHUNK = 64 * 1024
const MOST_CHUNK = 256 * 1024 * 1024

/** Parts with something `unsound` in them are not looked up: their words cannot be understood yet. */
export function checkMeaning(
  data: Json,
  unsound: readonly ConfigPath[],
  { checkPolicy }: Vocabulary,
): Finding[] {
  const isSound = (path: ConfigPath) => !unsound.some((found) => isBelow(found, path))
  const wordsOf = (policy: Policy, path: ConfigPath, renamed: Readonly<Record<string, string>> = {}) => {
    const sound = Object.entries(policy).filter(([key]) => isSound([...path, renamed[key] ?? key]))
    const wrong = checkPolicy?.(Object.fromEntries(sound)) ?? []
    return wrong.map(({ path: steps, message, suggestions }): Finding => {
      const place = [...path, ...steps.map((step) => renamed[step] ?? step)]
      const hint = suggestions[0] === undefined ? {} : { hint: asking(suggestions[0]) }
      const sentence = `\`${pathText(place)}\`: ${message}`
      return { code: 'config-invalid', path: place, part: 'value', message: sentence, ...hint }
    })
  }
  return [
    ...(isSound(['archives']) ? sizes(data, 'archives', ['memory', 'harmless', 'total']) : []),
    ...(isSound(['reading']) ? sizes(data, 'reading', ['chunk']) : []),
    ...(isSound(['reading']) ? chunks(data) : []),
    ...members(data, 'dats').flatMap(({ path, value }) => (isSound(path) ? addresses(value, path) : [])),
    ...(isSound(['dats']) ? dropFolders(data) : []),
    ...members(data, 'policies').flatMap(({ path, value }) => wordsOf(value, path)),
    ...(isSound(['companies']) ? companies(data) : []),
    ...providers(data),
    ...endless(data),
    ...members(data, 'libraries').flatMap(({ path, value }) =>
      isSound(path) ? libraryFaults(value, path) : [],
    ),
    ...members(data, 'playlists').flatMap(({ path, value }) => {
      const inQueries = queriesIn(objectOf(value['where']), [...path, 'where']).flatMap((query) => {
        const { region, language } = query.value
        // a query's words are those of a policy, under other names
        const words: Policy = { ...strings('regions', region), ...strings('languages', language) }
        const unknown = wordsOf(words, query.path, { regions: 'region', languages: 'language' })
        return [...unknown, ...(isSound(query.path) ? emptyRanges(query.value, query.path) : [])]
      })
      return [...contradictions(value, path), ...inQueries]
    }),
  ]
}

function members(data: Json, part: string): { path: ConfigPath; value: JsonObject }[] {
  return Object.entries(objectOf(objectOf(data)[part])).map(([name, value]) => ({
    path: [part, name],
    value: objectOf(value),
  }))
}

function companies(data: Json): Finding[] {
  const lists = objectOf(objectOf(data)['companies']) as CompanyAliases
  return companyClashes(lists).map(({ company, why }): Finding => {
    const path = ['companies', company]
    const message = `${subject(path)} cannot be followed: ${why}.`
    return { code: 'config-invalid', path, part: 'value', message, hint: 'Take one of the two out.' }
  })
}

/** Who said what is told by these names, so each can mean one alone. */
function providers(data: Json): Finding[] {
  const { providers: declared, sources } = objectOf(objectOf(data)['metadata'])
  return Object.keys(objectOf(declared)).flatMap((name): Finding[] => {
    const path = ['metadata', 'providers', name]
    const why = PROVIDER_NAMES.includes(name)
      ? 'has the name of a provider that comes with curator'
      : Object.hasOwn(objectOf(sources), name)
        ? 'has the name of one of `metadata.sources`'
        : /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
          ? undefined
          : 'cannot be the name of a provider: that is lower case letters, digits and hyphens'
    if (why === undefined) return []
    return [{ code: 'config-invalid', path, part: 'key', message: `${subject(path)} ${why}.` }]
  })
}

function sizes(data: Json, part: string, keys: readonly string[]): Finding[] {
  return keys.flatMap((key): Finding[] => {
    const size = objectOf(objectOf(data)[part])[key]
    if (typeof size !== 'string' || parseSize(size) !== undefined) return []
    const path = [part, key]
    const message = `${subject(path)} must be a size such as '128 MiB'; it is '${size}'.`
    const hint = 'Units: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB.'
    return [{ code: 'config-invalid', path, part: 'value', message, hint }]
  })
}

/** Each thread holds one: less than a page of a disk's cache is slow, and more than there is memory is no use. */
function chunks(data: Json): Finding[] {
  const { chunk } = objectOf(objectOf(data)['reading'])
  const bytes = typeof chunk === 'string' || typeof chunk === 'number' ? parseSize(chunk) : undefined
  if (bytes === undefined || (bytes >= LEAST_CHUNK && bytes <= MOST_CHUNK)) return []
  const path = ['reading', 'chunk']
  const message = `${subject(path)} must be a size from 64 KiB to 256 MiB; it is ${JSON.stringify(chunk)}.`
  return [{ code: 'config-invalid', path, part: 'value', message }]
}

/** Secrets come from the environment: an address with a password in it would end up in states and reports. */
function addresses(source: JsonObject, path: ConfigPath): Finding[] {
  const found: Finding[] = []
  const add = (key: string, message: string) =>
    found.push({ code: 'config-invalid', path: [...path, key], part: 'value', message })
  for (const key of ['url', 'mirror']) {
    const text = source[key]
    if (typeof text !== 'string') continue
    const url = URL.canParse(text) ? new URL(text) : undefined
    const shown = subject([...path, key])
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      add(key, `${shown} must be an address that begins with https:// or http://.`)
    } else if (url.username !== '' || url.password !== '') {
      add(key, `${shown} has a password in it. Put that into the environment: CURATOR_MIRROR_TOKEN.`)
    }
  }
  if (source['folder'] !== undefined && source['mirror'] !== undefined) {
    add('mirror', `${subject(path)} has both \`folder\` and \`mirror\`. Make two DATs of it, or choose.`)
  }
  return found
}

/** What their packs bring is kept in one place, where each would replace the other's. */
function dropFolders(data: Json): Finding[] {
  const drops = members(data, 'dats').filter(
    ({ value: { source, folder } }) => source !== undefined && typeof folder === 'string',
  )
  const [first] = drops
  return drops
    .filter(({ value }) => value['folder'] !== first?.value['folder'])
    .map(({ path }) => {
      const message = `${subject([...path, 'folder'])} is another folder than that of ${subject(first?.path ?? [])}: only one of them would count. Put the packs into one pack in one folder, and choose with \`only\`; or name their DATs by \`path\`.`
      return { code: 'config-invalid', path: [...path, 'folder'], part: 'value', message }
    })
}

/** Policies that extend themselves, perhaps by way of others: each is named once. */
function endless(data: Json): Finding[] {
  const policies = new Map(members(data, 'policies').map(({ path, value }) => [path[1], value['extends']]))
  return [...policies.keys()].flatMap((name): Finding[] => {
    const way: unknown[] = []
    for (let at: unknown = name; typeof at === 'string' && !way.includes(at); at = policies.get(at))
      way.push(at)
    const isCycle =
      policies.get(String(way.at(-1))) === name && way.every((step) => String(step) >= String(name))
    if (!isCycle) return []
    const path = ['policies', String(name), 'extends']
    const message = `${subject(path)} leads back to itself: ${[...way, name].join(' → ')}.`
    return [{ code: 'config-invalid', path, part: 'value', message }]
  })
}

/** What moves files has to say whose: roots are read-only else. */
function libraryFaults({ mode, roots, template, archives }: JsonObject, path: ConfigPath): Finding[] {
  const fault = (key: string | undefined, message: string): Finding[] => {
    const at = key === undefined ? path : [...path, key]
    return [{ code: 'config-invalid', path: at, part: key === undefined ? 'key' : 'value', message }]
  }
  const wrong = typeof template === 'string' ? checkTemplate(template) : undefined
  return [
    ...(mode === 'move' && roots === undefined
      ? fault(
          undefined,
          `${subject(path)} moves files, so it must name the roots that it may move: \`roots\`.`,
        )
      : []),
    ...(wrong === undefined ? [] : fault('template', `${subject([...path, 'template'])}: ${wrong}`)),
    ...(archives === 'zip' && (mode === 'link' || mode === 'reflink')
      ? fault(
          'archives',
          `${subject([...path, 'archives'])}: what is packed cannot be a link. Take the mode 'copy' or 'move'.`,
        )
      : []),
  ]
}

function contradictions({ titles, file, where, order }: JsonObject, path: ConfigPath): Finding[] {
  const finding = (key: string, message: string): Finding[] => [
    { code: 'config-invalid', path: [...path, key], part: 'key', message: `${subject(path)} ${message}` },
  ]
  if (titles !== undefined && where !== undefined) {
    return finding('where', 'has both `titles` and `where`. Make two playlists of it.')
  }
  if (file !== undefined && (titles !== undefined || where !== undefined)) {
    const other = titles === undefined ? 'where' : 'titles'
    return finding('file', `has both \`file\` and \`${other}\`. Make two playlists of it.`)
  }
  if (titles === undefined && file === undefined && order === 'list') {
    return finding('order', "has the order 'list' but no `titles` that would be in an order.")
  }
  return []
}

/** A question, and all that it is made of. */
function queriesIn(value: JsonObject, path: ConfigPath): { path: ConfigPath; value: JsonObject }[] {
  const parts = ['all', 'any'].flatMap((key) => {
    const list: unknown = value[key]
    const queries: readonly Json[] = Array.isArray(list) ? list : []
    return queries.map((one, i) => ({ path: [...path, key, i], value: objectOf(one) }))
  })
  const not = value['not'] === undefined ? [] : [{ path: [...path, 'not'], value: objectOf(value['not']) }]
  return [{ path, value }, ...[...parts, ...not].flatMap((part) => queriesIn(part.value, part.path))]
}

/** Ranges that end before they begin: no game is ever in one. */
function emptyRanges(query: JsonObject, path: ConfigPath): Finding[] {
  return Object.entries(query).flatMap(([key, range]): Finding[] => {
    const { from, to } = objectOf(range)
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) return []
    const message = `${subject([...path, key])} holds nothing: it is from ${from} to ${to}.`
    return [
      {
        code: 'config-invalid',
        path: [...path, key],
        part: 'value',
        message,
        hint: 'The smaller number comes first.',
      },
    ]
  })
}

function strings(key: 'regions' | 'languages', value: Json | undefined): Policy {
  return Array.isArray(value) ? { [key]: value.filter((item) => typeof item === 'string') } : {}
}
