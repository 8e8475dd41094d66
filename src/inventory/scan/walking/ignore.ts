/** Which names in a root are not the user's games. */

/** Decides for a path relative to its root, `/` between parts. */
export type IgnoreRule = (path: string) => boolean

/** What systems and tools leave in every folder, beside hidden names. Lower case. */
const SYSTEM_NAMES = new Set([
  'system volume information',
  '$recycle.bin',
  '@eadir',
  'thumbs.db',
  'desktop.ini',
])

/** A folder that holds one of these is left out with all below it. */
const STOP_FILES = new Set(['.nomedia', '.no-roms'])

export function isSystemName(name: string): boolean {
  return name.startsWith('.') || SYSTEM_NAMES.has(name.toLowerCase())
}

export function hasStopFile(names: readonly string[]): boolean {
  return names.some((name) => STOP_FILES.has(name))
}

/** Whether a scan never gets to a path: it, or a folder above it, is left out. */
export function isPassedOver(path: string, ignore: IgnoreRule): boolean {
  const parts = path.split('/')
  return parts.some((part, n) => isSystemName(part) || ignore(parts.slice(0, n + 1).join('/')))
}

/** Compiles the user's globs, in whatever way accents are composed. One without a slash is matched against the name, at any depth. */
export async function compileIgnore(globs: readonly string[]): Promise<IgnoreRule> {
  if (globs.length === 0) return () => false
  const { default: picomatch } = await import('picomatch')
  const isMeant = picomatch(
    globs.map((glob) => (glob.includes('/') ? glob : `**/${glob}`).normalize('NFC')),
    { dot: true },
  )
  return (path) => isMeant(path.normalize('NFC'))
}
