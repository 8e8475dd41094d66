/** What is wrong with a config though each of its values has the right shape. */
import type { Json } from '../engine/canonical.ts'
import type { Policy } from '../select/policy.ts'
import { objectOf, type Finding, type JsonObject } from './check.ts'
import { pathText, subject, type ConfigPath } from './place.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Parts in which something was `found` already are not looked up: their words cannot be understood yet. */
export function checkMeaning(data: Json, found: readonly Finding[], { checkPolicy }: Vocabulary): Finding[] {
  const isSound = (path: ConfigPath) => !found.some((finding) => isBelow(finding.path, path))
  const wordsOf = (policy: Policy, path: ConfigPath, renamed: Readonly<Record<string, string>> = {}) =>
    (isSound(path) ? (checkPolicy?.(policy) ?? []) : []).map(
      ({ path: steps, message, suggestions }): Finding => {
        const place = [...path, ...steps.map((step) => renamed[step] ?? step)]
        const hint = suggestions[0] === undefined ? {} : { hint: `Did you mean \`${suggestions[0]}\`?` }
        const sentence = `\`${pathText(place)}\`: ${message}`
        return { code: 'config-invalid', path: place, part: 'value', message: sentence, ...hint }
      },
    )
  return [
    ...members(data, 'policies').flatMap(({ path, value }) => wordsOf(value, path)),
    ...members(data, 'playlists').flatMap(({ path, value }) => {
      const { region, language } = objectOf(value['where'])
      // a query's words are those of a policy, under other names
      const words: Policy = { ...strings('regions', region), ...strings('languages', language) }
      const inQuery = wordsOf(words, [...path, 'where'], { regions: 'region', languages: 'language' })
      return [...contradictions(value, path), ...inQuery]
    }),
  ]
}

function members(data: Json, part: string): { path: ConfigPath; value: JsonObject }[] {
  return Object.entries(objectOf(objectOf(data)[part])).map(([name, value]) => ({
    path: [part, name],
    value: objectOf(value),
  }))
}

function contradictions({ titles, where, order }: JsonObject, path: ConfigPath): Finding[] {
  const finding = (key: string, message: string): Finding[] => [
    { code: 'config-invalid', path: [...path, key], part: 'key', message: `${subject(path)} ${message}` },
  ]
  if (titles !== undefined && where !== undefined) {
    return finding('where', 'has both `titles` and `where`. Make two playlists of it.')
  }
  if (titles === undefined && order === 'list') {
    return finding('order', "has the order 'list' but no `titles` that would be in an order.")
  }
  return []
}

function strings(key: 'regions' | 'languages', value: Json | undefined): Policy {
  return Array.isArray(value) ? { [key]: value.filter((item) => typeof item === 'string') } : {}
}

function isBelow(path: ConfigPath, above: ConfigPath): boolean {
  return above.every((step, index) => path[index] === step)
}
