/** How the files of roots are to be looked into. */
import { hash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Db } from '../../catalog/sqlite.ts'
import type { HashWish } from './content.ts'
import type { OpenerOptions } from '../archives/member-opener.ts'
import type { InspectOptions } from './inspect.ts'
import { byCodeUnit } from '../../order.ts'
import { readPasswords, type PasswordSource } from '../passwords.ts'

/** What a root says of its archives. */
interface ArchiveOptions {
  /** Tried in order on archives that are encrypted. */
  readonly passwords?: PasswordSource
  readonly limits?: InspectOptions['limits']
}

/** How files are read, where a config says so. */
export interface ReadingRules {
  readonly workers?: number
  /** Bytes that are read at a time. */
  readonly chunk?: number
}

/** What a root says of how it is looked into. */
export interface WishOptions extends ArchiveOptions {
  readonly reading?: ReadingRules
  /** It holds firmware, which lists know by MD5. */
  readonly firmware?: boolean
}

/** `hashes`: what the DATs need. */
export function wishOf(db: Db, root: WishOptions, hashes: HashWish): InspectOptions {
  const chunk = root.reading?.chunk
  return { ...hashesOf(root, hashes), ...openerOptions(db, [root]), ...(chunk !== undefined && { chunk }) }
}

/** What DATs need, and what is looked up in lists of firmware. */
export function hashesOf({ firmware }: WishOptions, { md5, sha256 = false }: HashWish): Required<HashWish> {
  return { md5: md5 || firmware === true, sha256 }
}

/** As many threads as the caller says, or the root; undefined: as many as the work pays for. */
export function workersOf(
  { reading }: WishOptions,
  workers: number | undefined,
): { readonly workers?: number } {
  const wanted = workers ?? reading?.workers
  return wanted === undefined ? {} : { workers: wanted }
}

/** Of several roots, every password, in their order, and the limits of the first that has some. */
export function openerOptions(db: Db, roots: readonly ArchiveOptions[]): OpenerOptions {
  const passwords = [...new Set(roots.flatMap((root) => readPasswords(root.passwords)))]
  const limits = roots.find((root) => root.limits)?.limits
  return {
    ...(passwords.length > 0 && { passwords }),
    ...(limits && { limits }),
    // beside the catalog: what is large there is curator's own
    ...(!db.memory && { spill: spillFolder(dirname(db.name)) }),
  }
}

/** Where unpacking puts what is too large for memory. */
export function spillFolder(state: string): string {
  return join(state, 'spill')
}

/** The same text for the same passwords and limits; a password cannot be read from it. Empty when there are none. */
export function archiveRules({ passwords, limits }: ArchiveOptions): string {
  const list = readPasswords(passwords)
  if (list.length === 0 && limits === undefined) return ''
  const rules = [list, Object.entries(limits ?? {}).sort(([a], [b]) => byCodeUnit(a, b))]
  return hash('sha256', JSON.stringify(rules))
}
