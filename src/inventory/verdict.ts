/** What a file that was read again is, compared with what it was. */
import { count } from '../wording.ts'
import type { FileIdentity, IdentityMode } from './scan/walking/identity.ts'
import type { FileFacts } from './hashing/inspect.ts'
import { decodeTroubles, trouble, type Trouble } from './trouble.ts'

/**
 * `rotten`: other bytes under the same modification time, which nobody meant. `truncated`: shorter than it was.
 * `changed`: an edit, as far as anyone can tell. `gone` and `unreadable`: there was nothing to compare.
 */
export type Verdict = 'gone' | 'unreadable' | 'truncated' | 'rotten' | 'changed'

/**
 * Of a file that is read for the first time. `first`: sound. `damaged`: it is not what its own list says. `locked`: it is
 * an archive that wants a password, and nobody can say what is in it; `unopened`: nor of what curator cannot unpack.
 */
export type FirstVerdict =
  | 'first'
  | 'damaged'
  | 'locked'
  | 'unopened'
  | Exclude<Verdict, 'truncated' | 'rotten'>

/** What a file was: as the catalog knows it. */
export interface Expected extends FileIdentity {
  /** Of what it held, and the hash of that, and its size. */
  readonly contentId: number
  readonly sha1: string
  readonly contentSize: number
  /** 1 when it was found damaged before: then what is expected is what it held until then. */
  readonly wasDamaged: number
}

export interface Judgement {
  readonly verdict: Verdict | 'sound'
  readonly trouble: Trouble
  /** Whether nobody meant it: then the file is damaged, and what it held until now is what it should hold. */
  readonly isDamage: boolean
}

export function judgeFile(expected: Expected, facts: FileFacts, mode: IdentityMode): Judgement {
  const { content, identity, troubles } = facts
  const [first] = troubles
  if (!content) {
    if (first?.code === 'file-vanished') return judged('gone', 'file-missing', 'it is not there any more')
    if (first?.code === 'file-changing') return judged('changed', 'file-changed', 'it is being written')
    return judged('unreadable', 'file-unreadable', first?.what ?? 'it cannot be read')
  }
  if (content.sha1 === expected.sha1) return judged('sound', 'file-rotten', '')
  const isDamage = identity !== undefined && keptItsTime(expected, identity, mode)
  const { contentSize } = expected
  if (content.size < contentSize) {
    const what = `it was cut off: ${count(content.size)} of its ${count(contentSize)} bytes are left`
    return judged('truncated', 'file-truncated', what, isDamage)
  }
  if (isDamage) {
    const what = `its bytes changed, and its time did not: bit rot. Its SHA-1 was ${expected.sha1} and is ${content.sha1}`
    return judged('rotten', 'file-rotten', what, isDamage)
  }
  return judged(
    'changed',
    'file-changed',
    'it was changed since it was read last; the next build reads it anew',
  )
}

/** What a scan that reads the file again cannot know: only that it was other bytes once. `problem`: of its row. */
export function wasFoundDamaged(problem: string | null): problem is string {
  return problem !== null && decodeTroubles(problem).some(({ code }) => DAMAGE.has(code))
}

const DAMAGE: ReadonlySet<string> = new Set(['file-rotten', 'file-truncated'])

/** Its ctime may differ: rights, links and tools that put the other times back change it. Another inode is another file. */
function keptItsTime(before: FileIdentity, now: FileIdentity, mode: IdentityMode): boolean {
  return before.mtime === now.mtime && (mode === 'size+mtime' || before.ino === now.ino)
}

function judged(
  verdict: Judgement['verdict'],
  code: Trouble['code'],
  what: string,
  isDamage = false,
): Judgement {
  return { verdict, trouble: trouble(code, what), isDamage }
}
