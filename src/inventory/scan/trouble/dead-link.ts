/** Links that lead nowhere: to nothing, or to themselves. */
import { lstatSync, statSync } from 'node:fs'
import { errno } from '../../../errors.ts'

/** Why it cannot be read: reads well after a colon. */
export const LEADS_NOWHERE = 'it is a link that leads nowhere'

const NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

export function isDeadLink(path: string): boolean {
  try {
    if (!lstatSync(path).isSymbolicLink()) return false
  } catch {
    return false
  }
  try {
    statSync(path)
    return false
  } catch (error) {
    return NOWHERE.has(errno(error) ?? '')
  }
}
