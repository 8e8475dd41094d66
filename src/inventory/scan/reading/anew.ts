/** Which files are read anew though they did not change: because more can be found in them than was. */
import { extensionOf } from '../../../file-name.ts'
import { betterThan } from '../../archives/readers.ts'
import { seesMoreIn } from '../../hashing/looks.ts'
import type { ComparedRules } from '../rules.ts'
import type { Instance, RootStore } from '../../store.ts'
import { decodeTroubles } from '../../trouble.ts'

interface Reading extends Pick<ComparedRules, 'sameArchives' | 'better' | 'seesMore'> {
  /** The run that this is part of. */
  log(): number
}

/** Of what was found under rules that nobody knows any more. */
export function allAnew(log: Reading['log']): Reading {
  return { log, sameArchives: false, better: betterThan(), seesMore: seesMoreIn() }
}

/** A file that is to be read again is unsettled at once: until it was read, however often that is cut off. */
export function knownBefore(path: string, store: RootStore, reading: Reading): Instance | undefined {
  const before = store.instance(path)
  if (!before?.settled || !isReadAnew(path, before, store, reading)) return before
  const unsettled = { ...before, settled: false }
  store.putInstance(path, unsettled, reading.log())
  return unsettled
}

function isReadAnew(path: string, before: Instance, store: RootStore, reading: Reading): boolean {
  const { seesMore } = reading
  if (before.role === 'archive') return isArchiveReadAnew(before, store, reading)
  return seesMore.size > 0 && before.romFileId !== null && seesMore.has(extensionOf(path))
}

/** What could not be read may be readable now; and what could, may hold more than was found. */
function isArchiveReadAnew(
  { problem, romFileId, listed }: Instance,
  store: RootStore,
  { sameArchives, better, seesMore }: Reading,
): boolean {
  if (sameArchives && better.size === 0 && seesMore.size === 0) return false
  const mayBeReadable = !sameArchives || better.size > 0
  const troubles = problem === null || !mayBeReadable ? [] : decodeTroubles(problem)
  if (troubles.some(({ code }) => code.startsWith('archive-'))) return true
  if (listed) return better.has('zip') || better.has('7z')
  if (romFileId === null) return false
  return (
    (better.size > 0 && store.mayBeOf(romFileId, better)) ||
    (seesMore.size > 0 && store.holdsCalled(romFileId, seesMore))
  )
}
