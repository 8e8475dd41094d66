/** Whether what is known of a root was found under the rules of today, and what has to be read anew if not. */
import type { ArchiveFormat, HashWish } from '../hashing/content.ts'
import { betterThan, READERS } from '../archives/readers.ts'
import { lookVersions, seesMoreIn } from '../hashing/looks.ts'
import type { ScanRoot } from './scan.ts'
import type { SavedRules } from '../store.ts'
import { archiveRules, hashesOf } from '../hashing/wish.ts'

export interface ComparedRules {
  /** Nothing is otherwise than it was. */
  readonly sameRules: boolean
  /** Passwords and limits are those of the last scan: what they made unreadable may be readable with others. */
  readonly sameArchives: boolean
  /** Formats of archives whose readers find more than they did. */
  readonly better: ReadonlySet<ArchiveFormat>
  /** Extensions of files in which more is seen than was. */
  readonly seesMore: ReadonlySet<string>
  /** But not in these folders: see `unread-folders.ts`. */
  readonly unread: readonly string[]
}

/** Raise it when the rules of what is ignored or auxiliary change: all roots are listed anew then. */
const RULES_VERSION = 6

interface Rules extends SavedRules {
  readonly sha256: boolean
}

/** Those of today. @param names what names mean: the text of the `Classifier` */
export function rulesOf(root: ScanRoot, wish: HashWish, names: string): Rules {
  const { ignore = [], followSymlinks = false, hashing = 'full' } = root
  return {
    text: JSON.stringify([RULES_VERSION, ignore, followSymlinks, names, hashing]),
    ...hashesOf(root, wish),
    archives: archiveRules(root),
    names,
    readers: READERS,
    looks: lookVersions(),
  }
}

/** @param before of the last scan; undefined: there was none, and nothing is known that could be read anew */
export function compareRules(before: SavedRules | undefined, now: SavedRules): ComparedRules {
  if (!before) {
    const sameArchives = now.archives === ''
    return { sameRules: false, sameArchives, better: new Set(), seesMore: new Set(), unread: [] }
  }
  const sameArchives = before.archives === now.archives
  const sameHashes = (before.md5 || !now.md5) && (before.sha256 === true || now.sha256 !== true)
  const better = betterThan(before.readers, now.readers)
  const seesMore = seesMoreIn(before.looks)
  const isSeen = better.size === 0 && seesMore.size === 0
  const sameRules = before.text === now.text && sameArchives && sameHashes && isSeen
  return { sameRules, sameArchives, better, seesMore, unread: before.unread ?? [] }
}
