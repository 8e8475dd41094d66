/**
 * Which disc of its game a file is, by its name: `(Disc 2)`, `(Disk B)`, `(CD2)`, `[CD 1 of 3]`, `Game CD2`.
 */
import { parseMedium } from '../../names/media.ts'

interface DiscName {
  /** From 1. */
  readonly number: number
  /** The name without the number, for finding the other discs. */
  readonly game: string
}

/** Names longer than any file system has are not looked at. */
const LONGEST = 1024

/** @param name without folder and extension. Undefined when it names no disc */
export function discOfName(name: string): DiscName | undefined {
  if (name.length > LONGEST) return undefined
  for (const match of name.matchAll(/\s*[([]([^()[\]]{2,40})[)\]]/g)) {
    const number = numberOf(match[1] ?? '')
    if (number !== undefined) return { number, game: without(name, match.index, match[0].length) }
  }
  // at the end, without brackets; "Disc" alone may be part of a title, so only digits count
  const [end = '', text = ''] = /[\s_-]+((?:dis[ck]|cd|dvd|gd)[ _-]?\d{1,2})$/i.exec(name) ?? []
  const number = numberOf(text)
  return number === undefined ? undefined : { number, game: name.slice(0, name.length - end.length).trim() }
}

/** The words and numbers of `names/`, and the short forms that people use: `CD2`, `DVD 1`. */
function numberOf(text: string): number | undefined {
  const [, word, rest] = /^(dis[ck]|cd|dvd|gd)[ _-]*(\d.*|[a-h])$/i.exec(text.trim()) ?? []
  const spelt = word === undefined ? text.trim() : `Disc ${rest}`
  const medium = parseMedium(spelt.replaceAll('_', ' '))
  return medium?.label.startsWith('Disc ') && (medium.number ?? 0) > 0 ? medium.number : undefined
}

function without(name: string, at: number, length: number): string {
  return `${name.slice(0, at)}${name.slice(at + length)}`.trim()
}
