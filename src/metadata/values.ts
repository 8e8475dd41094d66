/** Dates, players, ages and texts of providers, in the one form that `MetadataFields` has for each. */
import { byCodeUnit } from '../order.ts'
import type { Players } from './game.ts'

const OLDEST = 1940
const NEWEST = 2100
const MOST_PLAYERS = 1000

/** `1990-11-21`, `1990-11`, `1990`, `19901121T000000`; what stands behind the date is not looked at. */
export function dateOf(value: string | undefined): string | undefined {
  const read = /^(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?(?!\d)/.exec(value?.trim() ?? '')
  if (!read) return undefined
  const [, year = '', month = '', day = ''] = read
  if (Number(year) < OLDEST || Number(year) > NEWEST) return undefined
  if (month === '' || Number(month) < 1 || Number(month) > 12) return year
  if (day === '' || Number(day) < 1 || Number(day) > 31) return `${year}-${month}`
  return `${year}-${month}-${day}`
}

/** Of seconds since the epoch, as the day it is in UTC. */
export function dateOfSeconds(value: number | undefined): string | undefined {
  if (value === undefined || Math.abs(value) > 8.64e12) return undefined
  return dateOf(new Date(value * 1000).toISOString())
}

export function earliest(dates: readonly (string | undefined)[]): string | undefined {
  return dates.filter((date) => date !== undefined).sort(byCodeUnit)[0]
}

export function yearOf(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Number(date.slice(0, 4))
}

/** `2`, `1-4`, `1 - 4`, `4+`. */
export function playersOf(value: string | undefined): Players | undefined {
  const read = /^(\d{1,4})(?:\s*[-\u2013]\s*(\d{1,4}))?\+?$/.exec(value?.trim() ?? '')
  if (!read) return undefined
  const first = Number(read[1])
  const most = read[2] === undefined ? first : Number(read[2])
  if (most < 1 || most > MOST_PLAYERS) return undefined
  return { least: read[2] === undefined ? 1 : Math.max(1, Math.min(first, most)), most }
}

/** One may always play alone. Undefined for what no game has. */
export function playersUpTo(most: number | undefined): Players | undefined {
  return most !== undefined && most >= 1 && most <= MOST_PLAYERS ? { least: 1, most } : undefined
}

/** `E - Everyone`, `M - Mature 17+`, `Not Rated`: with the board that says so, where it is one of its ratings. */
export function esrbRatings(said: string | undefined): readonly string[] {
  const code = /^(E10\+|EC|E|T|M|AO|RP)(?: -|$)/.exec(said ?? '')?.[1]
  return code === undefined ? [] : [`ESRB ${code}`]
}

/** From 0 to 100, to a tenth. */
export function ratingOf(value: number | undefined, best: number): number | undefined {
  if (value === undefined || value < 0 || value > best) return undefined
  return Math.round((value / best) * 1000) / 10
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const LAST_CODE = 0x10ffff

/** Without HTML: paragraphs become lines, entities what they mean. */
export function plainText(html: string | undefined): string | undefined {
  if (html === undefined) return undefined
  const plain = html
    .replace(/\r\n?/g, '\n')
    .replace(/<(?:br|\/p|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (entity, decimal, hex, name) => {
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      if (name === undefined) return code > 0 && code <= LAST_CODE ? String.fromCodePoint(code) : entity
      return ENTITIES[String(name).toLowerCase()] ?? entity
    })
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain === '' ? undefined : plain
}
