/** Passwords of archives: a list, or a file with one on each line. */
import { readRegular } from '../regular-file.ts'
import { CuratorError, problem, reason } from '../errors.ts'

/** `file` is an absolute path. */
export type PasswordSource = readonly string[] | { readonly file: string }

/** In the order in which they are tried. Throws `config-invalid` when the file cannot be read, or is not in UTF-8. */
export function readPasswords(source: PasswordSource = []): readonly string[] {
  if (!('file' in source)) return [...new Set(source)]
  const { file } = source
  let text: string
  try {
    text = readRegular(file).toString()
  } catch (error) {
    const message = `The passwords of archives cannot be read from ${file}: ${reason(error)}.`
    throw new CuratorError(problem('config-invalid', message, { path: file }), { cause: error })
  }
  // such a password would be another one, and nobody would know why it opens nothing
  if (text.includes('\0') || text.includes('\ufffd')) {
    const message = `The passwords of archives cannot be read from ${file}: it is not in UTF-8.`
    throw new CuratorError(problem('config-invalid', message, { path: file }))
  }
  const lines = text.replace(/^\u{feff}/u, '').split(/\r?\n/)
  return [...new Set(lines.filter((line) => line !== ''))]
}
