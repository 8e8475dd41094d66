/** Words of a policy that mean nothing to curator. They are mistakes, never wishes that can be skipped in silence. */
import { allRegions, canonicalRegion, isLanguage } from '../names/regions.ts'
import { LANGUAGES } from '../names/tables/languages.ts'
import { DEFAULT_ORDER } from './criteria/criteria.ts'
import { POLICY_CLASSES } from './grouping/kinds.ts'
import { nearestTo } from './nearest.ts'
import type { Policy, PolicyRules } from './policy.ts'
import { THE_REST } from './criteria/preferences.ts'

interface PolicyFault {
  /** Where in the policy: `['only', 'regions', 0]`. */
  readonly path: readonly (string | number)[]
  readonly message: string
  /** The nearest words that would do, best first; may be empty. */
  readonly suggestions: readonly string[]
}

export function checkPolicy(policy: Policy): PolicyFault[] {
  return [
    ...checkRules(policy, []),
    ...Object.entries(policy.platforms ?? {}).flatMap(([slug, rules]) =>
      checkRules(rules, ['platforms', slug]),
    ),
  ]
}

function checkRules(rules: PolicyRules, path: readonly string[]): PolicyFault[] {
  const { only = {} } = rules
  const languages = [...LANGUAGES.keys()]
  return [
    ...(rules.regions ?? []).flatMap((wish, i) =>
      typeof wish === 'string' ? [] : faults([...path, 'regions', i], wish, 'region', isRegion, allRegions()),
    ),
    ...faults([...path, 'regions'], rules.regions, 'region', isRankable, allRegions()),
    ...faults([...path, 'languages'], rules.languages, 'language', isLanguage, languages),
    ...faults([...path, 'exclude'], rules.exclude, 'kind of release', isClass, POLICY_CLASSES),
    ...faults([...path, 'only', 'regions'], only.regions, 'region', isRegion, allRegions()),
    ...faults([...path, 'only', 'languages'], only.languages, 'language', isLanguage, languages),
    ...faults(
      [...path, 'order'],
      rules.order,
      'criterion',
      (id) => DEFAULT_ORDER.includes(id),
      DEFAULT_ORDER,
    ),
  ]
}

function faults(
  path: readonly (string | number)[],
  words: readonly (string | readonly string[])[] | undefined,
  what: string,
  known: (word: string) => boolean,
  all: readonly string[],
): PolicyFault[] {
  return (words ?? []).flatMap((word, i) =>
    typeof word !== 'string' || known(word)
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

/** People write languages out, and slip: `English` and `Englsh` are meant as `En`. */
function suggest(word: string, all: readonly string[]): string[] {
  const codes = new Map(
    [...LANGUAGES].filter(([code]) => all.includes(code)).map(([code, name]) => [name, code]),
  )
  const called = [...codes.keys()].filter((name) => name.toLowerCase() === word.toLowerCase())
  const near = called.length > 0 ? called : word.length > LONGEST_CODE ? nearestTo(word, codes.keys()) : []
  return near.length > 0 ? near.map((name) => codes.get(name) ?? name) : nearestTo(word, all)
}

/** `Pt-BR`; what is longer is no slip of one. */
const LONGEST_CODE = 5

function isRegion(word: string): boolean {
  return canonicalRegion(word) !== undefined
}

function isRankable(word: string): boolean {
  return word === THE_REST || isRegion(word)
}

function isClass(word: string): boolean {
  return POLICY_CLASSES.some((name) => name === word)
}
