/** Whether what a file's name says besides the title fits a release of that title. */
import type { ReleaseFacts, TagKind } from '../../names/facts.ts'

export interface Agreement {
  /** 1: the name says the same as the release. Less where the one says what the other leaves open. */
  readonly score: number
  /** What they say differently, in words. The file is no such release then, whatever its title. */
  readonly differs: readonly string[]
}

const UNSAID_REGION = 0.95
const PART_OF_REGIONS = 0.96
const EACH_DIFFERENCE = 0.9

/** Kinds of tag that are compared in a way of their own, or that tell nothing of which release it is. */
const NOT_COMPARED: ReadonlySet<TagKind> = new Set<TagKind>([
  'region',
  'language',
  'language-count',
  'media',
  'revision',
  'version',
  'verified',
  'number',
  'alt',
])
/** Said by some conventions of every release, and by the others of none. */
const SAID_BY_SOME: ReadonlySet<TagKind> = new Set<TagKind>(['date', 'publisher'])

export function agreementOf(file: ReleaseFacts, release: ReleaseFacts): Agreement {
  const regions = regionScore(file.regions, release.regions)
  const differs = [
    ...(regions === undefined ? ['region'] : []),
    ...(sameSet(file.classes, release.classes) ? [] : ['kind of release']),
    ...(file.disc === release.disc ? [] : ['disc']),
    ...(sameText(file.revision, release.revision) ? [] : ['revision']),
    ...(sameText(file.version, release.version) ? [] : ['version']),
    ...(file.alt === release.alt ? [] : ['alternative']),
    ...(languagesFit(file, release) ? [] : ['languages']),
    ...(sameSet(otherTags(file, release), otherTags(release, file)) ? [] : ['tags']),
  ]
  return { score: (regions ?? 1) * EACH_DIFFERENCE ** differs.length, differs }
}

/** Undefined when they are different ones. */
function regionScore(file: readonly string[], release: readonly string[]): number | undefined {
  if (sameSet(file, release)) return 1
  if (file.length === 0) return UNSAID_REGION
  return file.every((region) => release.includes(region)) ? PART_OF_REGIONS : undefined
}

function languagesFit({ languages }: ReleaseFacts, release: ReleaseFacts): boolean {
  return languages.length === 0 || release.languages.length === 0 || sameSet(languages, release.languages)
}

/** What stands in brackets and is not compared otherwise, such as an edition or a word nobody knows. */
function otherTags(facts: ReleaseFacts, other: ReleaseFacts): string[] {
  const said = new Set(other.tags.map(({ kind }) => kind))
  return facts.tags
    .filter(({ kind }) => !NOT_COMPARED.has(kind) && !(SAID_BY_SOME.has(kind) && !said.has(kind)))
    .map(({ kind, text, value }) => `${kind} ${(value ?? text).toLowerCase()}`)
}

function sameText(a = '', b = ''): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((item) => other.has(item))
}
