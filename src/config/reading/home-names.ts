/** A module asks where it lies, and as a part of a bundle it lies elsewhere: it is told before its first line. */
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readRegular } from '../../regular-file.ts'
import type { SourcePlace } from '../../errors.ts'
import { isScript } from './file-names.ts'

/** These names are given their values by `withHome`. */
export const HOME_NAMES = {
  'import.meta.url': '__curator_url',
  'import.meta.filename': '__curator_filename',
  'import.meta.dirname': '__curator_dirname',
  __filename: '__curator_filename',
  __dirname: '__curator_dirname',
}

/** On the first line, so that line numbers stay true. */
export function withHome(source: string, file: string): string {
  return `${homeOf(source, file)}${source}`
}

function homeOf(source: string, file: string): string {
  if (!/import\.meta|__filename|__dirname/.test(source)) return ''
  const values = { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) }
  const names = Object.entries(values).map(([name, value]) => `__curator_${name} = ${JSON.stringify(value)}`)
  return `const ${names.join(', ')}; `
}

/** Of a place in what was compiled: the same in the file, where nothing stands before the first line. */
export function asWritten(place: SourcePlace): SourcePlace {
  if (place.line > 1 || !isScript(place.file)) return place
  try {
    const added = homeOf(readRegular(place.file).toString(), place.file).length
    return { ...place, column: Math.max(1, place.column - added) }
  } catch {
    return place
  }
}
