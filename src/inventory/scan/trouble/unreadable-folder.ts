/** What is said of a folder that cannot be read: what is known of its files is kept. */
import { errno, problem, reason, type Problem } from '../../../errors.ts'
import { isDeadLink, LEADS_NOWHERE } from './dead-link.ts'
import { BY_FORCE } from './lost-mounts.ts'

/** As an empty mount point is: a link to a disk of its own is like a root. */
export function emptiedLink(dir: string): Problem {
  const text = `${dir}: the folder that this link leads to held files and is empty now. What is known of them is kept.`
  return problem('file-unreadable', text, { path: dir, hint: BY_FORCE })
}

const IF_GONE = 'Is a disk not plugged in? If it is gone for good, delete the link.'

export function unreadableFolder(dir: string, error: unknown): Problem {
  // Node shows the bytes of a name that are no UTF-8 so, and cannot open the folder by it
  const isUnnamed = errno(error) === 'ENOENT' && dir.includes('\ufffd')
  const isDead = !isUnnamed && isDeadLink(dir)
  const why = isUnnamed ? 'its name is not valid UTF-8' : isDead ? LEADS_NOWHERE : reason(error)
  const text = `${dir}: the folder cannot be read: ${why}. What is known of its files is kept.`
  return problem('file-unreadable', text, { path: dir, ...(isDead && { hint: IF_GONE }) })
}

/** Of one that was kept under the name that it had. */
export function misnamedFolder(dir: string): Problem {
  const text = `${dir}: the folder cannot be read: its name is not valid UTF-8 any more. What is known of its files is kept.`
  return problem('file-unreadable', text, { path: dir })
}
