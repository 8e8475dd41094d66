/** Words of a question that fit no game at all: more often a slip than a wish, and the list would be empty in silence. */
import type { CompanyResolver } from '../companies/resolve.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import type { GameFacts } from '../metadata/facts.ts'
import { nearestTo } from '../select/nearest.ts'
import type { PlaylistQuery } from './playlist.ts'
import { hasWord, within } from './query.ts'
import type { UnresolvedTitle } from './resolve.ts'

interface Condition {
  /** As people call it. */
  readonly name: string
  readonly words: (query: PlaylistQuery) => readonly string[]
  /** What is known of a game. */
  readonly values: (facts: GameFacts) => readonly string[]
  readonly fits: (word: string, value: string, companies: CompanyResolver) => boolean
}

const isWord = (word: string, value: string): boolean => hasWord(value, plainTitle(word))
const isCompany = (word: string, value: string, companies: CompanyResolver): boolean =>
  companies(word)?.form === value
const isSame = (word: string, value: string): boolean => word === value

const CONDITIONS: readonly Condition[] = [
  { name: 'genre', words: ({ genre = [] }) => genre, values: ({ genres = [] }) => genres, fits: isWord },
  {
    name: 'franchise',
    words: ({ franchise = [] }) => franchise,
    values: ({ franchises = [] }) => franchises,
    fits: isWord,
  },
  {
    name: 'developer',
    words: ({ developer = [] }) => developer,
    values: ({ developers = [] }) => developers,
    fits: isCompany,
  },
  {
    name: 'publisher',
    words: ({ publisher = [] }) => publisher,
    values: ({ publishers = [] }) => publishers,
    fits: isCompany,
  },
  {
    name: 'device',
    words: ({ runsOn }) => (runsOn ? [runsOn.device] : []),
    values: ({ runsOn = {} }) => Object.keys(runsOn),
    fits: isSame,
  },
  {
    name: 'emulator',
    words: ({ compatible }) => (compatible ? [compatible.emulator] : []),
    values: ({ compatible = {} }) => Object.keys(compatible).filter((key) => !key.includes(' ')),
    fits: isSame,
  },
]

export function unknownWords(
  query: PlaylistQuery,
  facts: readonly GameFacts[],
  companies: CompanyResolver,
): readonly UnresolvedTitle[] {
  if (facts.length === 0) return []
  const queries = within(query)
  return CONDITIONS.flatMap(({ name, words, values, fits }) =>
    [...new Set(queries.flatMap(words))].flatMap((word): UnresolvedTitle[] => {
      if (facts.some((known) => values(known).some((value) => fits(word, value, companies)))) return []
      const all = new Set(facts.flatMap((known) => values(known)))
      return [{ title: word, asked: name, nearest: nearestTo(word, all) }]
    }),
  )
}
