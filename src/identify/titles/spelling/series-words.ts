/** The words that series are told by: titles of one begin with it (`Kirby Super Star`), or end with it (`Advance Wars`). */

const SHORTEST = 4
/** Numbers are short and tell much: `1080 Snowboarding`. */
const NUMBER_NAME = /^\d{3,4}$/

/** Words that very many titles begin with. */
const COMMON_STARTS: ReadonlySet<string> = new Set([
  'battle',
  'black',
  'classic',
  'dark',
  'disney',
  'dragon',
  'final',
  'game',
  'great',
  'king',
  'little',
  'magic',
  'magical',
  'mega',
  'power',
  'real',
  'simple',
  'space',
  'star',
  'street',
  'super',
  'time',
  'ultimate',
  'virtua',
  'virtual',
  'world',
])

/** Words that very many titles end with: of more than 25 among 30,000, all but `wars`, which is what a series is called. */
const COMMON_ENDS: ReadonlySet<string> = new Set([
  'adventure',
  'attack',
  'ball',
  'baseball',
  'battle',
  'boxing',
  'challenge',
  'collection',
  'daibouken',
  'densetsu',
  'disc',
  'dragon',
  'edition',
  'fighter',
  'football',
  'force',
  'game',
  'games',
  'golf',
  'land',
  'mahjong',
  'master',
  'monogatari',
  'party',
  'quest',
  'race',
  'racer',
  'racing',
  'revenge',
  'soccer',
  'special',
  'story',
  'tennis',
  'world',
])

/** The first word of a plain form, if it may be the name of a series: the same for `Kirby's Adventure` and `Kirby Super Star`. */
export function nameOf(plain: string): string | undefined {
  const end = plain.indexOf(' ')
  const first = end < 0 ? plain : plain.slice(0, end)
  if (NUMBER_NAME.test(first)) return first
  const name = first.length > SHORTEST && first.endsWith('s') ? first.slice(0, -1) : first
  return name.length < SHORTEST || COMMON_STARTS.has(name) ? undefined : name
}

export function isNumberName(name: string): boolean {
  return NUMBER_NAME.test(name)
}

/** The last of several words, if it may be what a series is called: `wars`. */
export function endOf(plain: string): string | undefined {
  const before = plain.lastIndexOf(' ')
  const last = plain.slice(before + 1)
  return before < 0 || last.length < SHORTEST || /^\p{N}/u.test(last) || COMMON_ENDS.has(last)
    ? undefined
    : last
}
