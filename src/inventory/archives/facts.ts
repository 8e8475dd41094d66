/** What was found in an archive, as plain data: it is sent between threads and kept in the catalog. */
import type { Content, MemberPlace } from '../hashing/content.ts'
import { classifier } from '../roles.ts'
import { shownName, trouble, type Trouble } from '../trouble.ts'

export interface MemberFacts {
  /** Position in the archive, folders and links included. */
  readonly ordinal: number
  /** As the archive has it. Never to be used as a path: see `archive-unsafe-name`. */
  readonly path: string
  readonly place: MemberPlace
  /** When it was last changed, in milliseconds since the epoch, where the archive says so. */
  readonly mtime?: number
  /** Undefined when it could not be unpacked, or was only listed. */
  readonly content?: Content
  /** The one that the archive is about: the largest that may be a game. */
  readonly primary?: true
  /** Present when the member is an archive that was looked into. */
  readonly members?: readonly MemberFacts[]
  readonly trouble?: Trouble
}

export interface ArchiveFacts {
  readonly members: readonly MemberFacts[]
  /** One of each kind, naming the first member that has it. */
  readonly troubles: readonly Trouble[]
}

const { isBeside } = classifier()

/** Puts members in the order of the archive and marks the primary one. */
export function inOrder(members: MemberFacts[]): readonly MemberFacts[] {
  members.sort((a, b) => a.ordinal - b.ordinal)
  let primary: MemberFacts | undefined
  for (const member of members) {
    if (isBeside(member.path)) continue
    if (!primary || member.place.size > primary.place.size) primary = member
  }
  return primary
    ? members.map((member) => (member === primary ? { ...member, primary: true } : member))
    : members
}

/** An archive can have 100,000 bad members: one line a kind says it. */
export function summary(own: readonly Trouble[], members: readonly MemberFacts[]): readonly Trouble[] {
  const kinds = new Map<string, { first: Trouble; count: number }>()
  const count = (
    { trouble: found, members: inner, path }: MemberFacts,
    into: (what: string) => string,
  ): void => {
    if (found) {
      const kind = kinds.get(found.code)
      if (kind) kind.count++
      else kinds.set(found.code, { first: { ...found, what: into(found.what) }, count: 1 })
    }
    for (const member of inner ?? []) count(member, (what) => into(`in ${quoted(path)}: ${what}`))
  }
  for (const member of members) count(member, (what) => what)
  // a part of a split archive: that is why its members are not opened
  if (own.some(({ code }) => code === 'archive-unsupported')) kinds.delete('archive-unsupported')
  const lines = Array.from(kinds.values(), ({ first, count: n }) =>
    n === 1 ? first : { ...first, what: `${first.what} (and ${n - 1} more)` },
  )
  return [...own, ...lines]
}

export const quoted = (path: string): string => `member ${shownName(path)}`

export function unsafeName(path: string): Trouble {
  return trouble(
    'archive-unsafe-name',
    `${quoted(path)} has a name that is no safe path; it is read, its name is not used`,
  )
}
