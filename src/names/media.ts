/** Reads `(Disc 2)`, `(Disque Deux)`, `(Disk 1 of 3 Side B)`. */
import { DISC_WORDS, ORDINALS, OTHER_MEDIA } from './tables/media.ts'

interface Medium {
  /** The one spelling of it: `Disc 2`. */
  readonly label: string
  readonly number?: number
  /** How many the set has. */
  readonly count?: number
}

const NUMBERED = new RegExp(
  `^(${[...DISC_WORDS, ...OTHER_MEDIA].join('|')})[ -]([a-z]{1,7}|\\d{1,3})(?: of (\\d{1,3}))?(?: (side [a-z\\d]))?$`,
  'i',
)
const DISC: ReadonlySet<string> = new Set(DISC_WORDS)

/** Undefined when the tag is about something else. */
export function parseMedium(text: string): Medium | undefined {
  const [match, word = '', ordinal = '', count, side] = NUMBERED.exec(text) ?? []
  if (match === undefined) return undefined
  const medium = word.toLowerCase()
  const isDisc = DISC.has(medium)
  if (!isDisc && medium === 'side') return { label: `Side ${ordinal.toUpperCase()}` }
  const number = /^\d/.test(ordinal) ? Number(ordinal) : ORDINALS.get(ordinal.toLowerCase())
  if (number === undefined) return undefined
  const name = isDisc ? 'Disc' : medium.charAt(0).toUpperCase() + medium.slice(1)
  const label = `${name} ${number}${side === undefined ? '' : ` ${side}`}`
  return count === undefined ? { label, number } : { label, number, count: Number(count) }
}
