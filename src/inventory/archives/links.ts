/**
 * Members that are second names of others: hard links of tars and rars, and what rar keeps once though it lies there
 * twice. They are not read again: what is known of the bytes is known already, and is written down under both names.
 */
import { shownName, trouble, type Trouble } from '../trouble.ts'
import type { Member } from './archive.ts'
import { quoted, unsafeName, type MemberFacts } from './facts.ts'
import { isUnsafeName } from './zip-names.ts'

/**
 * What is known of links, once everything else in the archive was looked into.
 * @param found the facts of the archive's other members
 */
export function linkFacts(links: readonly Member[], found: readonly MemberFacts[]): readonly MemberFacts[] {
  if (links.length === 0) return []
  const byOrdinal = new Map(found.map((facts) => [facts.ordinal, facts]))
  return links.flatMap((link) => {
    const target = byOrdinal.get(link.sameAs ?? -1)
    return target ? [linked(link, target)] : []
  })
}

/** Its place is that of its target: there its bytes are. */
function linked({ ordinal, path, mtime }: Member, target: MemberFacts): MemberFacts {
  const { place, content, members, trouble: wrong } = target
  const own: MemberFacts = {
    ordinal,
    path,
    place,
    ...(mtime !== undefined && { mtime }),
    ...(content && { content }),
    ...(members && { members }),
  }
  // the name is the target's own affair, all else is that of the bytes
  if (wrong && wrong.code !== 'archive-unsafe-name') {
    return { ...own, trouble: { ...wrong, what: `${quoted(path)} is a link: ${wrong.what}` } }
  }
  return isUnsafeName(path) ? { ...own, trouble: unsafeName(path) } : own
}

/** Of a link to what is not there, or only later: nothing that unpacks in order can make it. */
export function danglingLink(target: string): Trouble {
  const what = `is a link to ${shownName(target)}, and no member of that name stands before it: there are no bytes to read`
  return trouble('archive-damaged', what)
}
