/** What a file is for, by its extension. */

/**
 * `rom`: hashed. `archive`: a zip, hashed with its members. `auxiliary`: what collectors keep beside their
 * games. No DAT describes auxiliary files, so they are listed and watched, and never read.
 */
export type FileRole = 'rom' | 'archive' | 'auxiliary'

/**
 * Only extensions that are no game's: `.md` is a Mega Drive ROM before it is a readme, `.bin`, `.cue`, `.dat`
 * and `.wav` may be listed in a DAT.
 */
const AUXILIARY = new Set(
  [
    [
      'txt',
      'nfo',
      'diz',
      'pdf',
      'htm',
      'html',
      'rtf',
      'doc',
      'docx',
      'odt',
      'epub',
      'csv',
      'xls',
      'xlsx',
      'url',
    ],
    ['xml', 'json', 'jsonc', 'yaml', 'yml', 'toml', 'ini', 'cfg', 'log', 'md5', 'sha1', 'sfv'],
    ['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'svg', 'ico', 'tif', 'tiff', 'psd'],
    ['mp4', 'm4v', 'mkv', 'avi', 'mov', 'webm', 'mpg', 'mpeg', 'mp3', 'm4a', 'aac', 'opus'],
    ['m3u', 'm3u8', 'lpl', 'mgl', 'pls'],
    ['srm', 'sav', 'auto', 'rtc', 'eep', 'fla', 'sra', 'mpk', 'mcr', 'dsv'],
  ].flat(),
)

export function isAuxiliary(path: string): boolean {
  const extension = extensionOf(path)
  return AUXILIARY.has(extension) || /^state\d*$/.test(extension)
}

/** Without dot, lower case; empty when there is none. */
export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : ''
}
