/** Links that lead nowhere: to nothing, or to themselves. */
import { existsSync, lstatSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errno, problem, type Problem } from '../errors.ts'

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

/**
 * Why the folder of a target, which is not there, cannot be made: a link on the way to it. Undefined where nothing but the
 * folder is missing.
 */
export function leadsNowhere(path: string): Problem | undefined {
  const link = deadLinkTo(path)
  if (link === undefined) return undefined
  const which = link === path ? 'it is' : `${link} is`
  const message = `${path} cannot be the folder of a target: ${which} a link that leads nowhere.`
  return problem('target-not-folder', message, { path, hint: IF_AWAY })
}

const IF_AWAY = 'Is a disk not plugged in? If it is gone for good, delete the link, or point it at a folder.'

/** What cannot be looked at, below a file or without leave, is for what is above it to tell. */
function deadLinkTo(path: string): string | undefined {
  if (isDeadLink(path)) return path
  const above = dirname(path)
  return existsSync(path) || above === path ? undefined : deadLinkTo(above)
}
