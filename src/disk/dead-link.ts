/** Folders that cannot be made, because a link on the way to them leads nowhere. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { problem, type Problem } from '../errors.ts'
import { isDeadLink } from '../inventory/scan/trouble/dead-link.ts'

/** Of the folder of a target that is not there; undefined where nothing but the folder is missing. */
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
