/** What waits for a person's decision: the items of the queue, and what can be done with each kind. */
import { extensionOf } from '../file-name.ts'
import { plural } from '../wording.ts'

export type ReviewKind = (typeof KINDS)[number]

/** Of two items that settle as much, that of the earlier kind comes first. */
export const KINDS = [
  'dat',
  'clone-group',
  'two-games',
  'port',
  'conflict',
  'candidate',
  'extension',
  'last-resort',
  'namesakes',
  'metadata',
  'company',
  'unmatched',
] as const

export interface ReviewItem {
  /** `kind:key`: stays over builds, and when the catalog is lost. */
  readonly id: string
  readonly kind: ReviewKind
  /** Slug. */
  readonly platform?: string
  /** What it is about, for people: a file, a game, an extension. */
  readonly subject: string
  /** What a decision is kept under: a SHA-1, `snes/Parent (USA)`, an extension. */
  readonly key: string
  /** How many files or games a decision settles. */
  readonly settles: number
  readonly detail?: string
  /** It was not there when the review was last done. */
  readonly isNew: boolean
  /** Releases, or companies, that it is between. */
  readonly names: readonly string[]
}

export interface ReviewFilter {
  readonly kinds?: readonly ReviewKind[]
  /** Slug. */
  readonly platform?: string
  readonly onlyNew?: boolean
  /** Also what settles nothing now, which otherwise is left out unless its kind is named. */
  readonly all?: boolean
}

export type Action = 'accept' | 'refuse' | 'merge' | 'split' | 'rename' | 'platform'

/** Single keys, the same in the terminal and on the page. */
export const KEYS: Readonly<Record<Action | 'skip' | 'undo' | 'quit', string>> = {
  accept: 'a',
  refuse: 'r',
  merge: 'm',
  split: 's',
  rename: 'n',
  platform: 'p',
  skip: ' ',
  undo: 'u',
  quit: 'q',
}

interface KindInfo {
  /** What is asked. */
  readonly question: string
  /** What each action comes to, in words. */
  readonly actions: Readonly<Partial<Record<Action, string>>>
  /** One of what a decision settles. */
  readonly settles: string
}

export const KIND_INFO: Readonly<Record<ReviewKind, KindInfo>> = {
  dat: {
    question: 'Which platform is this DAT of?',
    actions: { platform: 'it is of a platform' },
    settles: 'DAT',
  },
  'clone-group': {
    question: 'A DAT, or a source of metadata, has these as one game. Are they?',
    actions: { merge: 'one game', split: 'different games', rename: 'one game, under another title' },
    settles: 'game',
  },
  'two-games': {
    question: 'These games hold the same file. Are they one game?',
    actions: { merge: 'one game', split: 'different games', rename: 'one game, under another title' },
    settles: 'game',
  },
  port: {
    question: 'The same title, by the same company, in the same years. Are they one game?',
    actions: { merge: 'one game', split: 'different games' },
    settles: 'game',
  },
  conflict: {
    question: 'Its hashes, or some of them, are not those of this release. Is it this release all the same?',
    actions: { accept: 'it is', refuse: 'it is not' },
    settles: 'file',
  },
  candidate: {
    question: 'No DAT lists this file. Is it one of these?',
    actions: { accept: 'it is', refuse: 'none of them', platform: 'it is of another platform' },
    settles: 'file',
  },
  extension: {
    question: 'Which platform are files with this extension of?',
    actions: { platform: 'they are of a platform', refuse: 'of none' },
    settles: 'file',
  },
  'last-resort': {
    question: 'Nothing but their names tells which of these is better. Which one do you want?',
    actions: { accept: 'this one', split: 'different games', rename: 'give the game another title' },
    settles: 'game',
  },
  namesakes: {
    question: 'One title, but other companies, and years between. Are they one game?',
    actions: { merge: 'one game', split: 'different games', rename: 'one game, under another title' },
    settles: 'game',
  },
  metadata: {
    question: 'A source may tell of this game. Is it one of these?',
    actions: { accept: 'it is', refuse: 'none of them' },
    settles: 'game',
  },
  company: {
    question: 'Are these one company?',
    actions: {
      accept: 'one company, by this name',
      split: 'different companies',
      rename: 'one company, by another name',
    },
    settles: 'spelling',
  },
  unmatched: {
    question: 'No DAT lists this file, and no name is like its own. What is it?',
    actions: { refuse: 'nothing to ask about again', platform: 'it is of a platform' },
    settles: 'file',
  },
}

export function isKind(text: string): text is ReviewKind {
  return KINDS.some((kind) => kind === text)
}

/** Of games that nobody owns, thousands may be ranked by their names alone. */
export function settlesAny({ settles }: Pick<ReviewItem, 'settles'>): boolean {
  return settles > 0
}

/** `settles 12 files`. */
export function settlesWords({ kind, settles }: Pick<ReviewItem, 'kind' | 'settles'>): string {
  if (settles === 0) return 'nothing of it is owned'
  return `settles ${plural(settles, KIND_INFO[kind].settles)}`
}

/** `roms/a/Game.BIN` → `bin`; '' where a name has none. */
export function extensionIn(subject: string): string {
  return extensionOf(subject.slice(subject.lastIndexOf('#') + 1))
}
