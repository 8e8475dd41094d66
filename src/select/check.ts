/** Words of a policy that mean nothing to curator. They are mistakes, never wishes that can be skipped in silence. */
import { allRegions, canonicalRegion, isLanguage } from '../names/regions.ts'
import { RELEASE_CLASSES } from '../names/facts.ts'
import { LANGUAGES } from '../names/tables/languages.ts'
import { DEFAULT_ORDER } from './criteria.ts'
import { nearestTo } from './nearest.ts'
import type { Policy } from './policy.ts'

interface PolicyFault {
  /** Where in the policy: `['only', 'regions', 0]`. */
  readonly path: readonly (string | number)[]
  readonly message: string
  /** The nearest words that would do, best first; may be empty. */
  readonly suggestions: readonly string[]
}

export function checkPolicy(policy: Policy): PolicyFault[] {
  const { only = {} } = policy
  return [
    ...faults(['regions'], policy.regions, 'region', isRegion, allRegions()),
    ...faults(['languages'], policy.languages, 'language', isLanguage, [...LANGUAGES.keys()]),
    ...faults(['exclude'], policy.exclude, 'kind of release', isClass, RELEASE_CLASSES),
    ...faults(['only', 'regions'], only.regions, 'region', isRegion, allRegions()),
    ...faults(['only', 'languages'], only.languages, 'language', isLanguage, [...LANGUAGES.keys()]),
    ...faults(['order'], policy.order, 'criterion', (id) => DEFAULT_ORDER.includes(id), DEFAULT_ORDER),
  ]
}

function faults(
  path: readonly string[],
  words: readonly string[] | undefined,
  what: string,
  known: (word: string) => boolean,
  all: readonly string[],
): PolicyFault[] {
  return (words ?? []).flatMap((word, i) =>
    known(word)
      ? []
      : [
          {
            path: [...path, i],
            message: `\`${word}\` is not a ${what} curator knows.`,
            suggestions: suggest(word, all),
          },
        ],
  )
}

/** People write languages out: `English` is meant as `En`. */
function suggest(word: string, all: readonly string[]): string[] {
  const byName = [...LANGUAGES].filter(
    ([code, name]) => all.includes(code) && name.toLowerCase() === word.toLowerCase(),
  )
  return byName.length > 0 ? byName.map(([code]) => code) : nearestTo(word, all, 3)
}

function isRegion(word: string): boolean {
  return canonicalRegion(word) !== undefined
}

function isClass(word: string): boolean {
  return RELEASE_CLASSES.some((name) => name === word)
}
