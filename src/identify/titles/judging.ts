/** What names say of contents: in a thread as well, where there is no catalog. */
import { ownValue } from '../../own-value.ts'
import { holding } from '../../remembering.ts'
import { nameReader } from './file-names.ts'
import type { UnknownContent } from './named-contents.ts'
import { isPackedDisc } from './nearness/packed.ts'
import { platformCandidates, type PlatformCandidate } from './platform-candidates.ts'
import type { TitleRules } from './rules.ts'
import { titleCandidates, type TitleCandidate } from './title-candidates.ts'
import { titleIndex, type StatedSerials } from './title-index.ts'

export interface Link {
  readonly platform: string
  readonly release: string
  readonly type: 'decision' | 'title' | 'automatic'
  readonly confidence: number
  /** What it rests on, as data. */
  readonly evidence: object
  /** Whether the release counts as owned by it. */
  readonly owns: boolean
}

/** What becomes of a content. */
export interface Verdict {
  readonly link?: Link
  readonly candidates: readonly TitleCandidate[]
}

export const NOTHING: Verdict = { candidates: [] }

/** What the DATs in use list, by platform. */
export interface ListedNames {
  /** Names of the releases. */
  releases(platform: string): Iterable<string>
  serials(platform: string): readonly StatedSerials[]
  /** Releases that every list knows as a CHD, by the hash in its header. */
  chds(platform: string): ReadonlySet<string>
}

/** As many indexes are held as a disc image has platforms to choose from; the titles of all platforms would be too many. */
export const MOST_INDEXES = 24

/** For many contents. @param slugs of the platforms that some DAT lists */
export function judgeOf(
  rules: TitleRules,
  slugs: Iterable<string>,
  names: ListedNames,
): (content: UnknownContent) => Verdict {
  const platformsOf = platformFinder(rules, new Set(slugs))
  const indexOf = holding(MOST_INDEXES, (platform) =>
    titleIndex(platform, names.releases(platform), () => names.serials(platform)),
  )
  const read = nameReader()
  return (content) => {
    const { link, candidates } = titleCandidates(content, platformsOf(content), indexOf, read)
    if (!link || !rules.autoLink) return candidates.length === 0 ? NOTHING : { candidates }
    const { platform, release, score, evidence } = link.candidate
    const owns =
      mayOwn(content, rules) && !isOtherChd(content, rules, () => names.chds(platform).has(release))
    return { link: { platform, release, type: link.type, confidence: score, evidence, owns }, candidates: [] }
  }
}

/** Whether a release that the content is linked with may count as owned. */
export function mayOwn({ signs }: UnknownContent, { owned }: TitleRules): boolean {
  if (owned !== 'packed') return owned === 'always'
  return signs.extensions.length > 0 && signs.extensions.every(isPackedDisc)
}

/** A hash could decide, and did: the very CHD that lists know is matched before names are asked. */
function isOtherChd({ signs }: UnknownContent, { owned }: TitleRules, isListedAsChd: () => boolean): boolean {
  return owned === 'packed' && signs.extensions.includes('chd') && isListedAsChd()
}

/** So many different signs are remembered: the files of a library hardly ever have more. */
const MOST_SIGNS = 1000

/** Of which platforms a content may be. */
export function platformFinder(
  rules: TitleRules,
  listed: ReadonlySet<string>,
): (content: UnknownContent) => readonly PlatformCandidate[] {
  const known = new Map<string, readonly PlatformCandidate[]>()
  return ({ roots: names, signs }) => {
    const key = keyOf(names, signs)
    const before = known.get(key)
    if (before) return before
    const roots = names.flatMap((root) => ownValue(rules.roots, root) ?? [])
    const found = platformCandidates({ ...signs, roots }, rules, listed)
    if (known.size >= MOST_SIGNS) known.clear()
    known.set(key, found)
    return found
  }
}

/** Equal for equal signs only. Nearly all contents have one extension: to write all as JSON would take much longer. */
function keyOf(roots: readonly string[], { extensions, header, decided }: UnknownContent['signs']): string {
  const [only] = extensions
  const said = extensions.length === 1 && only !== undefined ? only : JSON.stringify(extensions)
  return `${JSON.stringify(roots)} ${header} ${decided === null ? '-' : decided} ${extensions.length} ${said}`
}
