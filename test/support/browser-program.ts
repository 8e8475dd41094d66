/** Where the system has a Chromium. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Its program; undefined where there is none. The variable `CHROMIUM` names another. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...(env['CHROMIUM'] ? [env['CHROMIUM']] : []), ...found].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
