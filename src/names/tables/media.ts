/** How releases of several media number them. Redump keeps the language of the label, so there are many words. */

/** Words for a numbered medium that all mean `Disc`. */
export const DISC_WORDS = [
  'disc',
  'disk',
  'disco',
  'disque',
  'cd',
  'dvd',
  'umd',
  'lato',
  'seite',
  'teil',
] as const

/** Media that stay under their own name, since a set may have both. */
export const OTHER_MEDIA = [
  'tape',
  'cassette',
  'card',
  'part',
  'side',
  'file',
  'reel',
  'volume',
  'track',
] as const

/** Numbers in words, and letters and Roman numerals that label the media of a set. */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter, i): [string, number] => [letter, i + 1]),
  ...['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'].map((roman, i): [string, number] => [roman, i + 1]),
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((word, i): [string, number] => [
    word,
    i + 1,
  ]),
  ...['uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto'].map((word, i): [string, number] => [
    word,
    i + 1,
  ]),
  ...['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit'].map((word, i): [string, number] => [
    word,
    i + 1,
  ]),
])
