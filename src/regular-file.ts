/**
 * Files by names that people give. Such a name may be that of a pipe, whose reader waits until somebody writes, or of a
 * device without an end: what is no file is not opened.
 */
import { isUtf8 } from 'node:buffer'
import { openSync, readFileSync, statSync } from 'node:fs'

/** Throws the system's error, or one of the same form for what is no file. */
export function checkRegular(path: string): void {
  const stat = statSync(path)
  if (stat.isFile()) return
  const [code, message] = stat.isDirectory()
    ? ['EISDIR', 'it is a folder']
    : ['ENOTREGULAR', 'it is not a regular file']
  throw Object.assign(new Error(message), { code })
}

/** Throws as `checkRegular` does. */
export function readRegular(path: string): Buffer {
  checkRegular(path)
  return readFileSync(path)
}

/** What is written in it. Throws as `checkRegular` does, and of what is not in UTF-8, such as what PowerShell writes by `>`. */
export function readRegularText(path: string): string {
  const bytes = readRegular(path)
  if (isUtf8(bytes)) return bytes.toString()
  throw Object.assign(new Error('it is not in UTF-8; save it in that encoding'), { code: 'ENOTUTF8' })
}

/** For reading; to be closed. Throws as `checkRegular` does. */
export function openRegular(path: string): number {
  checkRegular(path)
  return openSync(path, 'r')
}
