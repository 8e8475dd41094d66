/** What the compiler says of a config, in our words, at its place in the file. */
import { basename, resolve } from 'node:path'
import type { BuildFailure, Location, Message, Note } from 'esbuild'
import { readRegular } from '../../regular-file.ts'
import { problem, type Problem } from '../../errors.ts'
import { codeFrame } from '../places/frame.ts'
import { asWritten } from './home-names.ts'
import { nameHint } from './own-names.ts'
import { OWN_MODULES } from '../own.ts'

/** How a message begins that tells of a file which cannot be read. */
export const UNREAD = 'Cannot read'

/** How one begins of an import that leads nowhere. */
export const UNRESOLVED = 'Could not resolve'

/** One of a module that has no such name. */
export const NO_EXPORT = /^No matching export in "(.+)" for import "(.+)"$/

/** The same as `syntaxProblem`, in the words of the config where it is a name that curator does not export. */
export async function importProblem(message: Message, folder: string): Promise<Problem> {
  const told = syntaxProblem(message, folder)
  const [, module = '', word = ''] = NO_EXPORT.exec(message.text) ?? []
  const own = Object.entries(OWN_MODULES).find(([, file]) => file === resolve(folder, module))
  if (!own || !message.location) return told
  const hint = await nameHint(word)
  const { hint: _, ...rest } = told
  const sentence = `${basename(message.location.file)}: '${own[0]}' exports no \`${word}\`.`
  return { ...rest, message: sentence, ...(hint === undefined ? {} : { hint }) }
}

export function syntaxProblem({ text, location, notes }: Message, folder: string, source?: string): Problem {
  const hint = notes[0] === undefined ? {} : { hint: hintOf(notes[0]) }
  const isUnread = text.startsWith(UNREAD)
  const code = isUnread || text.startsWith(UNRESOLVED) ? 'config-unreadable' : 'config-syntax'
  const sentence = text.replace(/\.?$/, '.')
  if (!location && isUnread) return problem(code, sentence, hint)
  if (!location) return problem(code, `The config cannot be read: ${sentence}`, hint)
  const file = resolve(folder, location.file)
  const place = asWritten({ file, line: location.line, column: columnOf(location) })
  const shown = source ?? textOf(file)
  const frame = shown === undefined ? {} : { frame: codeFrame(shown, place.line, place.column) }
  return problem(code, `${basename(file)}: ${sentence}`, { path: file, at: { ...place, ...frame }, ...hint })
}

/** Such as `The original key "m" is here:`, which goes on with the line itself. */
function hintOf({ text, location }: Note): string {
  return location && text.endsWith(':')
    ? `${text} line ${location.line}, column ${columnOf(location)}.`
    : text
}

/** 1-based, in UTF-16 units: the compiler counts bytes. */
function columnOf({ lineText, column }: Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1
}

function textOf(file: string): string | undefined {
  try {
    return readRegular(file).toString()
  } catch {
    return undefined
  }
}

export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
