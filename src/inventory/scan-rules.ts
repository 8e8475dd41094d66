/** Whether what is known of a root was found under the rules of today, and what has to be read anew if not. */
import type { ArchiveFormat } from './content.ts'
import { betterThan } from './archives/readers.ts'
import type { SavedRules } from './store.ts'

export interface ComparedRules {
  /** Nothing is otherwise than it was. */
  readonly sameRules: boolean
  /** Passwords and limits are those of the last scan: what they made unreadable may be readable with others. */
  readonly sameArchives: boolean
  /** Formats of archives whose readers find more than they did. */
  readonly better: ReadonlySet<ArchiveFormat>
  /** But not in these folders: see `unread-folders.ts`. */
  readonly unread: readonly string[]
}

/** @param before of the last scan; undefined: there was none, and nothing is known that could be read anew */
export function compareRules(before: SavedRules | undefined, now: SavedRules): ComparedRules {
  if (!before) return { sameRules: false, sameArchives: now.archives === '', better: new Set(), unread: [] }
  const sameArchives = before.archives === now.archives
  const sameHashes = (before.md5 || !now.md5) && (before.sha256 === true || now.sha256 !== true)
  const better = betterThan(before.readers, now.readers)
  const sameRules = before.text === now.text && sameArchives && sameHashes && better.size === 0
  return { sameRules, sameArchives, better, unread: before.unread ?? [] }
}
