/** Sections of a tree: what is known of each without its files, and how the tree names it. */
import { digest } from '../../engine/canonical.ts'
import type { Context, Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import type { Refusal, Settlement } from '../../targets/names/contest.ts'
import { footprintOf, withMoved, type Footprint } from '../../targets/parts/footprint.ts'
import type { Part, PartGame } from '../../targets/parts/part.ts'
import type { ListFiles } from '../../targets/lists/playlist-files.ts'
import type { NameRules, Target } from '../../targets/preset.ts'
import { saveNumbers, type SaveNumbers } from '../../targets/saves/shared.ts'
import type { TreeFile } from '../../targets/tree.ts'

/** What is remembered of a tree; its files are in the sections, and read when they are needed. */
export type TreeValue = {
  /** Fingerprint of every path and content. */
  readonly tree: string
  readonly files: number
  readonly bytes: number
  /** Games of the target's policy that are not owned, on the platforms it plays. */
  readonly missing: number
  readonly problems: readonly Problem[]
  /** No two of its files want one place. */
  readonly isDisjoint: boolean
}

export type TreePages = {
  readonly sections: readonly TreeSection[]
  /** Those of which a file has no place at all; absent where there are none. */
  readonly refusing: readonly TreeSection[]
}

export type TreeSection = {
  /** What the device's manifest calls it. */
  readonly id: string
  readonly kind: SectionKind
  /** Argument of the node that holds its files. */
  readonly arg: string
  readonly hash: string
  readonly files: number
  /** As in `Footprint`. */
  readonly folders: Footprint['folders']
  /** As in `Footprint`, of few files; where many stand, the node tells: nearly never does anybody ask. */
  readonly places?: string
  /** Files of the node that are not let in, or not under their own names. */
  readonly refused: readonly Refusal[]
}

export type SectionKind =
  | 'part'
  | 'sets'
  | 'listing'
  | 'lists'
  | 'site'
  | 'front'
  | 'art'
  | 'firmware'
  | 'settings'

/** What there is to know of a section before its files are read. */
export type SectionFacts = {
  /** Of every path and content. */
  readonly digest: string
  readonly files: number
  /** Lists that are only added to, where there are any. */
  readonly optional?: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  readonly footprint: Footprint
  readonly saves?: SaveFacts
}

/** Where its games' saves are. */
type SaveFacts = SaveNumbers & {
  /** A fingerprint of what is told of them. */
  readonly games: string
}

export type SectionPages = {
  readonly files: readonly TreeFile[]
  readonly games: readonly PartGame[]
}
export type SectionRule = Rule<SectionFacts, SectionPages>

/** A section and what is known of it. */
export interface Made {
  readonly kind: SectionKind
  readonly arg: string
  readonly facts: SectionFacts
}

export interface MadePart extends Made {
  readonly platform: string
}

/** Key of the node that holds a section. */
export function nodeOf({ kind, arg }: Pick<Made, 'kind' | 'arg'>): string {
  return `${kind}:${arg}`
}

/** `target/platform/shelf`, or `target/platform` of games that share files: the part that both name. */
export function partIn(arg: string): {
  readonly target: string
  readonly platform: string
  readonly section: { readonly kind: 'part' | 'sets'; readonly arg: string }
} {
  const [target = '', platform = '', shelf] = arg.split('/')
  return { target, platform, section: { kind: shelf === undefined ? 'sets' : 'part', arg } }
}

export function factsOf(
  target: Target,
  files: readonly TreeFile[],
  problems: readonly Problem[],
): SectionFacts {
  const made = files.filter(isMade)
  const optional = files.length - made.length
  return {
    digest: digest(files.map(({ path, sha1 }) => `${path}\0${sha1}\n`).join('')),
    files: made.length,
    ...(optional === 0 ? {} : { optional }),
    bytes: made.reduce((sum, { size }) => sum + size, 0),
    problems,
    footprint: footprintOf(files, target.device.names),
  }
}

/** Of lists that are only added to nobody knows whether they are there. */
export function isMade({ merge }: TreeFile): boolean {
  return merge?.as !== 'gamelist' || merge.ifThere !== true
}

export function keepPart(
  keep: Context<SectionPages>['keep'],
  target: Target,
  { platform, files, games, problems }: Omit<Part, 'skipped'>,
): SectionFacts {
  keep('files', files)
  keep('games', games)
  const saved = saveNumbers(target, platform, games)
  const told = games.map(({ path, member = '', release }) => `${path}\0${member}\0${release}\n`)
  const saves = saved && { ...saved, games: digest(told.join('')) }
  return { ...factsOf(target, files, problems), ...(saves === undefined ? {} : { saves }) }
}

export function keepLists(
  keep: Context<SectionPages>['keep'],
  target: Target,
  { files, problems }: ListFiles,
): SectionFacts {
  keep('files', files.map(withoutBytes))
  return factsOf(target, files, problems)
}

/** A list of megabytes is put together in less time than it takes to keep it. */
function withoutBytes(file: TreeFile): TreeFile {
  return 'bytes' in file.origin ? { ...file, origin: { joined: true } } : file
}

/** A list, or what else has few files. */
const FEW = 16

export function sectionOf(
  name: string,
  { device: { names } }: Target,
  { kind, arg, facts }: Made,
  { refused }: Settlement,
): TreeSection {
  const out = refused[nodeOf({ kind, arg })] ?? []
  const moved = movedIn(out)
  const told = [...out.map(([file]) => file), ...moved.map(([, path]) => `\n${path}`)].join(' ')
  return {
    id: `${kind}${arg.slice(name.length)}`,
    kind,
    arg,
    hash: out.length === 0 ? facts.digest : digest(`${facts.digest} ${told}`),
    files: facts.files - out.length + moved.length,
    folders: facts.footprint.folders,
    ...(facts.files > FEW ? {} : { places: withMoved(facts.footprint, moved, names).places }),
    refused: out,
  }
}

/** Where the files of a section stand that are let in, and those that are not would stand. */
export function footprintIn(
  { refused }: TreeSection,
  { footprint }: SectionFacts,
  names: NameRules,
): Footprint {
  return withMoved(footprint, movedIn(refused), names)
}

function movedIn(refused: readonly Refusal[]): readonly (readonly [file: number, path: string])[] {
  return refused.flatMap(([file, path, isMoved]) =>
    isMoved === true && path !== null ? [[file, path] as const] : [],
  )
}
