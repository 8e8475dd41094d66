/** Where curator keeps what all projects of a user share. */
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a variable of curator's own says; else as XDG has it. Absolute.
 * @param usual below the home folder, where XDG's variable says nothing
 */
export function userFolder(own: string | undefined, xdg: string | undefined, usual: string): string {
  if (own) return resolve(own)
  // the XDG base directory specification: a relative path is to be ignored
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), usual), 'curator')
}
