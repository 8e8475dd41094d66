/**
 * Finds where a config path is written in a TypeScript, JavaScript or JSON file, by following its keys through the text.
 *
 * It knows object and list literals, calls whose first argument is one of these (`mister({ … })`), and names declared in
 * the same file by `const`. Where the config is computed in any other way, it stops at the last place it is sure of.
 */
import { lineColumn, type ConfigPath, type LineColumn } from './place.ts'

/** `key`: where the last key of the path stands. `value`: where its value begins. */
export function locate(text: string, path: ConfigPath, part: 'key' | 'value'): LineColumn | undefined {
  const start = rootValue(text)
  if (start === undefined) return undefined
  let place: Member = { key: start, value: start }
  for (const step of path) {
    const below =
      typeof step === 'number' ? elementOf(text, place.value, step) : memberOf(text, place.value, step)
    if (!below) return lineColumn(text, place.key)
    place = below
  }
  return lineColumn(text, part === 'key' ? place.key : place.value)
}

/** A part of a config, and from where to where its value is written. */
interface Written {
  readonly name: string
  readonly from: number
  readonly to: number
  /** What has to stand before another value in its place: of `{ card }` it is `card:`. */
  readonly before: string
}

/**
 * The member in whose value the offset lies, of the object that stands there in the config. `above`: its keys from the top.
 * A name that was declared by `const` has what it was declared as for its value.
 */
export function memberAround(text: string, above: readonly string[], offset: number): Written | undefined {
  const open = objectAt(text, above)
  if (open === undefined) return undefined
  for (const item of items(text, open)) {
    const named = keyAt(text, item)
    if (!named) continue
    const colon = skipBlank(text, named.end)
    const isShort = text[colon] !== ':'
    const from = isShort ? item : skipBlank(text, colon + 1)
    const value = {
      name: named.name,
      from,
      to: endOfItem(text, from),
      before: isShort ? `${named.name}:` : '',
    }
    for (const written of [value, ...declared(text, value)])
      if (written.from <= offset && offset < written.to) return written
  }
  return undefined
}

/** The `const` in whose value the offset lies, if it is one name's alone. */
export function constAround(text: string, offset: number): Written | undefined {
  for (let i = 0; i < text.length && i < offset; i = next(text, i)) {
    const keyword = matchAt(CONST, text, i)
    const name = keyword === undefined ? undefined : matchAt(NAME, text, i + keyword.length)
    if (keyword === undefined || name === undefined) continue
    const equals = skipType(text, i + keyword.length + name.length)
    if (text[equals] !== '=' || text[equals + 1] === '>') continue
    const from = skipBlank(text, equals + 1)
    const to = endOf(text, from, END_OF_CONST)
    if (from <= offset && offset < to) return { name, from, to, before: '' }
  }
  return undefined
}

/** Where a value is written that is only a name. */
function declared(text: string, { name, from, to }: Written): readonly Written[] {
  const word = matchAt(NAME, text, from)
  const begin = word === text.slice(from, to).trim() ? declarationOf(text, word) : undefined
  return begin === undefined ? [] : [{ name, from: begin, to: endOf(text, begin, END_OF_CONST), before: '' }]
}

function objectAt(text: string, above: readonly string[]): number | undefined {
  let at = rootValue(text)
  for (const key of above) at = at === undefined ? undefined : memberOf(text, at, key)?.value
  return at === undefined ? undefined : literalAt(text, at, '{')
}

interface Member {
  readonly key: number
  readonly value: number
}

/** `const` declarations that lead to each other are followed this far. */
const MOST_NAMES = 10

const CONST = /\bconst\s+/y
const END_OF_CONST = ',;\n'
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy
const DEFAULT_EXPORT = /\bexport\s+default\b|\bmodule\.exports\s*=/y

function rootValue(text: string): number | undefined {
  const begin = skipBlank(text, 0)
  if (text[begin] === '{') return begin
  for (let i = 0; i < text.length; i = next(text, i)) {
    const found = matchAt(DEFAULT_EXPORT, text, i)
    if (found !== undefined) return skipBlank(text, i + found.length)
  }
  return undefined
}

function memberOf(text: string, from: number, name: string): Member | undefined {
  const open = literalAt(text, from, '{')
  if (open === undefined) return undefined
  let found: Member | undefined
  for (const item of items(text, open)) {
    const key = keyAt(text, item)
    if (key?.name !== name) continue
    const colon = skipBlank(text, key.end)
    // `{ roots }`: the key is the value too
    found = { key: item, value: text[colon] === ':' ? skipBlank(text, colon + 1) : item }
  }
  return found
}

function elementOf(text: string, from: number, index: number): Member | undefined {
  const open = literalAt(text, from, '[')
  if (open === undefined) return undefined
  let count = 0
  for (const item of items(text, open)) {
    if (text.startsWith('...', item)) return undefined
    if (count++ === index) return { key: item, value: item }
  }
  return undefined
}

/** Where the literal begins that a value stands for: the value itself, the first argument of a call, or a `const`. */
function literalAt(text: string, from: number, opener: '{' | '['): number | undefined {
  let at = from
  for (let followed = 0; followed < MOST_NAMES; followed++) {
    while (text[at] === '(') at = skipBlank(text, at + 1)
    if (text[at] === opener) return at
    const name = matchAt(NAME, text, at)
    if (name === undefined) return undefined
    const after = skipBlank(text, at + name.length)
    const target = text[after] === '(' ? skipBlank(text, after + 1) : declarationOf(text, name)
    if (target === undefined) return undefined
    at = target
  }
  return undefined
}

function declarationOf(text: string, name: string): number | undefined {
  for (let i = 0; i < text.length; i = next(text, i)) {
    const keyword = matchAt(CONST, text, i)
    if (keyword === undefined) continue
    const start = i + keyword.length
    if (matchAt(NAME, text, start) !== name) continue
    const equals = text.indexOf('=', start)
    return equals < 0 ? undefined : skipBlank(text, equals + 1)
  }
  return undefined
}

/** Where the type of a name ends that is being declared, or where it would begin. */
function skipType(text: string, from: number): number {
  const at = skipBlank(text, from)
  return text[at] === ':' ? endOf(text, at + 1, '=;\n') : at
}

/** Where each member of an object or list literal begins. */
function* items(text: string, open: number): Generator<number> {
  let at = skipBlank(text, open + 1)
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    yield at
    at = endOfItem(text, at)
    if (text[at] !== ',') return
    at = skipBlank(text, at + 1)
  }
}

function keyAt(text: string, at: number): { name: string; end: number } | undefined {
  const quote = text[at]
  if (quote === '"' || quote === "'") {
    const end = next(text, at)
    return { name: unquoted(text.slice(at + 1, end - 1)), end }
  }
  const name = matchAt(NAME, text, at) ?? matchAt(/\d+/y, text, at)
  return name === undefined ? undefined : { name, end: at + name.length }
}

function unquoted(inner: string): string {
  return inner.replace(/\\u([\da-f]{4})|\\(.)/gi, (_, code: string | undefined, char: string) =>
    code === undefined ? char : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The comma or closing bracket after an item. */
function endOfItem(text: string, from: number): number {
  return endOf(text, from, ',}])')
}

/** Whether a bracket is open at the offset that was not at `from`. */
export function isEnclosed(text: string, from: number, offset: number): boolean {
  return openBrackets(text, from, offset) > 0
}

/** Whether as many brackets are closed as were opened. */
export function isClosed(text: string, from: number, to: number): boolean {
  return openBrackets(text, from, to) === 0
}

function openBrackets(text: string, from: number, to: number): number {
  let depth = 0
  for (let i = from; i < to; i = next(text, i)) depth += depthOf(text.charAt(i))
  return depth
}

/** The first of `stops` that is in no bracket, string or comment of its own. */
function endOf(text: string, from: number, stops: string): number {
  let depth = 0
  for (let i = from; i < text.length; i = next(text, i)) {
    const char = text.charAt(i)
    if (depth === 0 && stops.includes(char)) return i
    depth += depthOf(char)
  }
  return text.length
}

/** By how much deeper in brackets one is behind it. */
function depthOf(char: string): number {
  return '{[('.includes(char) ? 1 : '}])'.includes(char) ? -1 : 0
}

/** The offset after one character, or after the whole string, template or comment that begins here. */
function next(text: string, i: number): number {
  const char = text[i]
  if (char === '"' || char === "'") return endOfQuoted(text, i)
  if (char === '`') return endOfTemplate(text, i)
  if (char === '/' && text[i + 1] === '/') return endOr(text.indexOf('\n', i), text)
  if (char === '/' && text[i + 1] === '*') return endOr(text.indexOf('*/', i + 2), text, 2)
  return i + 1
}

function endOfQuoted(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === text[open] || text[i] === '\n') return i + 1
  }
  return text.length
}

function endOfTemplate(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '`') return i + 1
    else if (text[i] === '$' && text[i + 1] === '{') i = endOf(text, i + 2, '}')
  }
  return text.length
}

function skipBlank(text: string, from: number): number {
  let i = from
  while (i < text.length) {
    if (/\s/.test(text.charAt(i))) i++
    else if (text.startsWith('//', i) || text.startsWith('/*', i)) i = next(text, i)
    else return i
  }
  return i
}

function endOr(found: number, text: string, length = 0): number {
  return found < 0 ? text.length : found + length
}

function matchAt(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at
  return sticky.exec(text)?.[0]
}
