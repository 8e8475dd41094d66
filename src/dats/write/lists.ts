/** The lists of what is had and missing, in the three forms they are asked for: a DAT, text, data for JSON. */
import { count, hexCrc, plural } from '../../wording.ts'
import type { DatGame, DatHeader } from '../dat.ts'
import {
  countGames,
  gamesIn,
  type GameCounts,
  type GameState,
  type ListKind,
  type ListedDat,
  type ListedGame,
  type ListedRom,
  type RomState,
} from './listed.ts'
import { writeLogiqx } from './logiqx.ts'

/**
 * A DAT of what is missing (a fixdat) or of what is had, which any ROM manager reads. A fixdat asks for what can be
 * found: it leaves out what was never dumped, what is missing in action, and what is had.
 * What a game can do without it asks for, marked, only along with what the game lacks.
 */
export function* writeListDat(listed: ListedDat, kind: ListKind): Generator<string> {
  const states: readonly RomState[] = kind === 'have' ? ['have'] : ['missing', 'optional']
  const games = gamesIn(listed, kind).flatMap((game): DatGame[] => {
    const roms = game.roms.filter((rom) => states.includes(rom.state))
    return roms.length === 0 ? [] : [{ ...game, roms }]
  })
  yield* writeLogiqx(headerOf(listed.header, kind), games)
}

/** The name stays, so that the list is known as one of the same platform. */
function headerOf(header: DatHeader, kind: ListKind): DatHeader {
  return { ...header, description: `${header.description ?? header.name} (${kind})`, author: 'curator' }
}

const MARKS: Readonly<Partial<Record<GameState, string>>> = {
  named: ' [by name]',
  mia: ' [MIA]',
  nodump: ' [nodump]',
  empty: ' [empty]',
  incomplete: ' [incomplete]',
}

/**
 * A heading that counts, then a line a game; below what is incomplete, a line a ROM that is missing, and below what is
 * missing, one for each ROM that cannot be looked for.
 */
export function* writeListText(listed: ListedDat, kind: ListKind): Generator<string> {
  yield `# ${titleOf(listed.header)}: ${countsInWords(countGames(listed))}\n`
  for (const game of gamesIn(listed, kind)) {
    yield `${oneLine(game.name)}${MARKS[game.state] ?? ''}\n`
    const isPart = game.state === 'incomplete' || (kind === 'have' && game.state === 'mia')
    for (const { name, state } of game.roms) {
      const isVain = game.state === 'missing' && VAIN.includes(state)
      if (state !== 'have' && (isPart || isVain)) yield `\t${oneLine(name)} [${WORDS[state]}]\n`
    }
  }
}

/** Nobody needs to look for such a ROM. */
const VAIN: readonly RomState[] = ['mia', 'nodump', 'empty']

const WORDS = {
  missing: 'missing',
  optional: 'optional',
  mia: 'MIA',
  nodump: 'nodump',
  empty: 'empty',
} as const

function titleOf({ name, version }: DatHeader): string {
  return oneLine(version === undefined ? name : `${name} (${version})`)
}

function countsInWords({ games, have, named, incomplete, missing, mia, nodump, empty }: GameCounts): string {
  const more = [
    `${count(have)} had`,
    ...(named > 0 ? [`${count(named)} by name`] : []),
    `${count(missing)} missing`,
    ...(incomplete > 0 ? [`${count(incomplete)} incomplete`] : []),
    ...(mia > 0 ? [`${count(mia)} MIA`] : []),
    ...(nodump > 0 ? [`${count(nodump)} never dumped`] : []),
    ...(empty > 0 ? [`${count(empty)} empty`] : []),
  ]
  return `${plural(games, 'game')}, ${more.join(', ')}`
}

/** A name of a DAT may hold anything, but a line is a game. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

export interface ListDocument extends GameCounts {
  readonly dat: string
  readonly name: string
  readonly version?: string
  readonly list: readonly {
    readonly name: string
    readonly state: GameState
    readonly roms: readonly RomDocument[]
  }[]
}

interface RomDocument {
  readonly name: string
  readonly state: ListedRom['state']
  readonly size?: number
  readonly crc32?: string
  readonly md5?: string
  readonly sha1?: string
  readonly sha256?: string
}

/** What `--format json` prints of a DAT. Hashes are lower-case hex. */
export function listDocument(listed: ListedDat, kind: ListKind): ListDocument {
  const { name, version } = listed.header
  return {
    dat: listed.dat,
    name,
    ...(version === undefined ? {} : { version }),
    ...countGames(listed),
    list: gamesIn(listed, kind).map(({ name: game, state, roms }: ListedGame) => ({
      name: game,
      state,
      roms: roms.map(romDocument),
    })),
  }
}

function romDocument({ name, state, size, crc32, md5, sha1, sha256 }: ListedRom): RomDocument {
  return {
    name,
    state,
    ...(size === undefined ? {} : { size }),
    ...(crc32 === undefined ? {} : { crc32: hexCrc(crc32) }),
    ...(md5 === undefined ? {} : { md5 }),
    ...(sha1 === undefined ? {} : { sha1 }),
    ...(sha256 === undefined ? {} : { sha256 }),
  }
}
