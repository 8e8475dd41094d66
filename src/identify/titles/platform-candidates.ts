/** Of which platform a content may be, going by everything but its hash. */
import { ownValue } from '../../own-value.ts'
import { platformsOfExtension } from '../../platforms/lookup.ts'
import { byCodeUnit } from '../../order.ts'

/** What says so: the root it lies in, the user's word on its extension, its header, its extension, or a linked platform. */
export type PlatformSign = 'root' | 'decision' | 'header' | 'extension' | 'link'

export interface PlatformCandidate {
  /** Slug. */
  readonly platform: string
  readonly by: PlatformSign
  /** 1: nothing speaks against it. Below 0.85, no title links a content by itself. */
  readonly certainty: number
}

export interface PlatformSigns {
  /** Of the roots that hold it, as the config says. */
  readonly roots: readonly string[]
  /** Lower case, without dot; of all its names. */
  readonly extensions: readonly string[]
  /** Slug of the platform whose header it has. */
  readonly header?: string
  /** What the user decided of this very content. Null: it is of none. */
  readonly decided?: string | null
}

export interface PlatformRules {
  /** What the user decided about extensions: `{ bin: 'genesis' }`. Null: they tell of none. */
  readonly extensions: Readonly<Record<string, string | null>>
  /** Platforms whose lists may hold the games of another as well. */
  readonly links: Readonly<Record<string, readonly string[]>>
}

const ONE_OF_SEVERAL = 0.95
const CONTRADICTED = 0.8

/** Those that some DAT lists, by slug. None: nothing tells. */
export function platformCandidates(
  signs: PlatformSigns,
  rules: PlatformRules,
  listed: ReadonlySet<string>,
): readonly PlatformCandidate[] {
  const { decided } = signs
  if (decided === null) return []
  if (decided !== undefined)
    return listed.has(decided) ? [{ platform: decided, by: 'decision', certainty: 1 }] : []
  const said = voices(signs, rules)
  const [strongest] = said
  if (!strongest) return []
  const isContradicted = said.some(
    ({ platforms }) => !platforms.some((one) => strongest.platforms.includes(one)),
  )
  const found = new Map<string, PlatformCandidate>()
  for (const { by, platforms } of isContradicted ? said : [strongest]) {
    const several = platforms.filter((platform) => listed.has(platform)).length > 1
    const certainty = isContradicted ? CONTRADICTED : several ? ONE_OF_SEVERAL : 1
    for (const platform of platforms)
      if (!found.has(platform)) found.set(platform, { platform, by, certainty })
  }
  const direct = [...found.values()]
  for (const { platform, certainty } of direct) {
    for (const linked of ownValue(rules.links, platform) ?? [])
      if (!found.has(linked))
        found.set(linked, { platform: linked, by: 'link', certainty: Math.min(certainty, ONE_OF_SEVERAL) })
  }
  return [...found.values()]
    .filter(({ platform }) => listed.has(platform))
    .sort((a, b) => byCodeUnit(a.platform, b.platform))
}

interface Voice {
  readonly by: PlatformSign
  readonly platforms: readonly string[]
}

/** The user's word first. An extension of many platforms only narrows: it never speaks against the others. */
function voices({ roots, extensions, header }: PlatformSigns, rules: PlatformRules): readonly Voice[] {
  const decided = extensions.flatMap((extension) => ownValue(rules.extensions, extension) ?? [])
  const possible = extensions.flatMap((extension) =>
    ownValue(rules.extensions, extension) === undefined ? platformsOfExtension(extension) : [],
  )
  const all: Voice[] = [
    { by: 'root', platforms: [...new Set(roots)] },
    { by: 'decision', platforms: [...new Set(decided)] },
    { by: 'header', platforms: header === undefined ? [] : [header] },
    { by: 'extension', platforms: [...new Set(possible)] },
  ]
  const said = all.filter(({ platforms }) => platforms.length > 0)
  return said.filter(({ by, platforms }, i) => i === 0 || by !== 'extension' || platforms.length === 1)
}
