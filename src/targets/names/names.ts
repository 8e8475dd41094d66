/** Makes any text a file or folder name its device can hold: deterministic, and unchanged when done twice. */
import type { NameRules } from '../preset.ts'
import { CHARSETS, DOS_DEVICES, FAT_REPLACEMENTS, FOLDED } from './tables.ts'

/** Stands for a character that has no likeness in the device's charset, and for a name of which nothing is left. */
const STAND_IN = '_'

/** A name and its extension (with dot, or empty). Only a short last part without spaces is an extension. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const extension = /(?<=.)\.[\w~-]{1,12}$/u.exec(name)?.[0] ?? ''
  return { stem: name.slice(0, name.length - extension.length), extension }
}

/** One path part as the device can hold it. The extension of a file survives any shortening. */
export function safeName(name: string, rules: NameRules, kind: 'file' | 'folder' = 'file'): string {
  let safe = name
  // One round can make work for the next: what is cut off or put in front may leave another forbidden name.
  for (let round = 0; round < 5; round++) {
    if (isPlain(safe, rules)) return safe
    const next = safer(safe, rules, kind)
    if (next === safe) return safe
    safe = next
  }
  return safe
}

/** Two paths with equal keys are one place on the device: FAT does not know case, and Macs compare composed forms. */
export function placeKey(path: string, rules: NameRules): string {
  if (rules.alphabet === 'posix') return path
  if (PRINTABLE_ASCII.test(path)) return path.toUpperCase()
  return path.normalize('NFC').replace(/./gsu, upperOfSameLength)
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

/**
 * Control characters are legal on POSIX systems, but a newline in a name breaks every playlist. Soft hyphens, zero-width and
 * direction marks and the like make two names look alike, and some file systems skip just these when they compare.
 */
export const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/** Most names of DATs: nothing in them that any device minds, and too short for any limit. */
const PLAIN_NAME = /^[A-Za-z0-9(['!#$&+,;=@^_`{}~-][A-Za-z0-9 !#$%&'()+,.;=@[\]^_`{}~-]*[A-Za-z0-9)\]'!_~-]$/

function isPlain(name: string, rules: NameRules): boolean {
  return (
    name.length > 12 && // longer than any DOS device and any 8.3 name
    name.length <= Math.min(rules.maxName, rules.maxNameBytes ?? Infinity) &&
    PLAIN_NAME.test(name) &&
    !isTaken(name, rules) &&
    !holdsAvoided(name, rules)
  )
}

function safer(name: string, rules: NameRules, kind: 'file' | 'folder'): string {
  const spelt = spell(name, rules)
  const text = kind === 'file' ? withStem(spelt, name) : spelt
  const { stem, extension } = kind === 'file' ? splitName(text) : { stem: text, extension: '' }
  const visible = named(withoutAvoided(stem, rules), extension, rules)
  const mistaken = kind === 'file' && rules.longNames === true && isShort(visible, extension)
  const safe = fitted(mistaken ? `${visible} -` : visible, extension, rules)
  return isTaken(safe + extension, rules)
    ? fitted(STAND_IN + safe, extension, rules) + extension
    : safe + extension
}

/** A name of which nothing is left is none; without one the extension would lose its dot, and nothing would open it. */
function withStem(text: string, name: string): string {
  const { extension } = splitName(name)
  const isBare = extension !== '' && (text === extension || text === extension.slice(1))
  return isBare ? STAND_IN + extension : text
}

/**
 * Only characters that the file system takes and the device can show. Folding comes before the replacements (a wide
 * colon folds to a colon) and composing comes last (what is taken out may have kept a letter and its accent apart).
 */
function spell(name: string, rules: NameRules): string {
  const text = name.toWellFormed().replace(INVISIBLE, '').normalize('NFC')
  const shown = rules.charset === undefined ? text : fold(text, CHARSETS[rules.charset])
  // Legal on POSIX systems, but Windows would take it for the end of a folder.
  if (rules.alphabet === 'posix') return shown.replace(/[/\\]/g, '-')
  return shown
    .replace(/: |[:/\\|*"<>?]/g, (found) => FAT_REPLACEMENTS.get(found) ?? STAND_IN)
    .replace(/^[. ]+|[. ]+$/g, '')
    .normalize('NFC')
}

function fold(text: string, extra: string): string {
  if (PRINTABLE_ASCII.test(text)) return text
  let folded = ''
  for (const char of text) folded += isShown(char, extra) ? char : likeness(char, extra)
  return folded
}

export function isShown(char: string, extra: string): boolean {
  return char <= '\x7f' || extra.includes(char)
}

function likeness(char: string, extra: string): string {
  const kept = FOLDED[char]
  if (kept !== undefined) return kept
  const bare = char.normalize('NFKD').replace(/\p{M}/gu, '')
  if (bare === '' && char !== '') return /\p{M}/u.test(char) ? '' : STAND_IN
  return Array.from(bare, (part) => (isShown(part, extra) ? part : (FOLDED[part] ?? STAND_IN))).join('')
}

function holdsAvoided(name: string, rules: NameRules): boolean {
  if (rules.avoid === undefined) return false
  const lower = name.toLowerCase()
  return rules.avoid.some((unwanted) => lower.includes(unwanted.toLowerCase()))
}

function withoutAvoided(stem: string, rules: NameRules): string {
  let text = stem
  for (const unwanted of rules.avoid ?? []) {
    const pattern = new RegExp(unwanted.replace(/[^\w]/g, '\\$&'), 'gi')
    text = text.replace(pattern, (found) => STAND_IN + found.slice(1))
  }
  return text
}

/** Never empty, `.` or `..`; on FAT never hidden by a leading dot (trailing ones are gone already). */
function named(stem: string, extension: string, rules: NameRules): string {
  if (rules.alphabet === 'posix') return /^\.{0,2}$/.test(stem + extension) ? STAND_IN + stem : stem
  const visible = stem.replace(/^[. ]+/, '')
  return visible === '' ? STAND_IN : visible
}

/** A name DOS could have written: up to eight characters, a dot, up to three. */
function isShort(stem: string, extension: string): boolean {
  return /^[^ .+,;=[\]]{1,8}$/.test(stem) && extension.length <= 4
}

function fitted(stem: string, extension: string, rules: NameRules): string {
  let short = stem.slice(0, rules.maxName)
  while (short !== '' && isTooLong(short + extension, rules)) short = short.slice(0, -1)
  if (short === stem) return stem
  const whole = short.replace(/[\ud800-\udbff]$/, '')
  const trimmed = rules.alphabet === 'posix' ? whole : whole.replace(/[. ]+$/, '')
  return trimmed === '' ? STAND_IN : trimmed
}

function isTooLong(name: string, rules: NameRules): boolean {
  if (name.length > rules.maxName) return true
  return rules.maxNameBytes !== undefined && Buffer.byteLength(name) > rules.maxNameBytes
}

function isTaken(name: string, rules: NameRules): boolean {
  if (rules.alphabet === 'fat' && DOS_DEVICES.has(beforeFirstDot(name))) return true
  if (rules.taken === undefined) return false
  const lower = name.toLowerCase()
  return rules.taken.some((taken) => taken.length === lower.length && taken.toLowerCase() === lower)
}

function beforeFirstDot(name: string): string {
  const dot = name.indexOf('.')
  return (dot < 0 ? name : name.slice(0, dot)).trimEnd().toLowerCase()
}

/** File systems map letter by letter: `ß` stays `ß` there, while JavaScript would make it two letters. */
function upperOfSameLength(char: string): string {
  const upper = char.toUpperCase()
  return upper.length === char.length ? upper : char
}
