/** Folders that cannot be made, because a link on the way to them leads nowhere. */
import { existsSync, lstatSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { problem, type Problem } from '../errors.ts'

/** Of the folder of a target that is not there; undefined where nothing but the folder is missing. */
export function leadsNowhere(path: string): Problem | undefined {
  const link = deadLinkTo(path)
  if (link === undefined) return undefined
  const which = link === path ? 'it is' : `${link} is`
  const message = `${path} cannot be the folder of a target: ${which} a link that leads nowhere.`
  return problem('target-not-folder', message, { path, hint: IF_AWAY })
}

const IF_AWAY = 'Is a disk not plugged in? If it is gone for good, delete the link, or point it at a folder.'

function deadLinkTo(path: string): string | undefined {
  const entry = entryAt(path)
  if (!entry) return dirname(path) === path ? undefined : deadLinkTo(dirname(path))
  return entry.isSymbolicLink() && !existsSync(path) ? path : undefined
}

/** Undefined also of what cannot be looked at, below a file or without leave: what is above it tells why. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}
