/**
 * The rules of a target's lists: of all games of a platform, and of the playlists it shows. RetroArch's lists of platforms
 * are put together of what they say of the games of each part, so that thousands of games need not be listed anew where
 * one shelf changed.
 */
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import type { Settlement } from '../../targets/names/contest.ts'
import type { WrittenItems } from '../../targets/formats/lpl.ts'
import { writtenItems } from '../../targets/lists/lpl.ts'
import { placedGames } from '../../targets/placed-games.ts'
import {
  buildPlaylists,
  databaseList,
  joinedList,
  listedDatabases,
  lplOfPlatforms,
  type ListFiles,
  type PlaylistPicks,
} from '../../targets/lists/playlist-files.ts'
import type { Target } from '../../targets/preset.ts'
import type { TreeFile } from '../../targets/tree.ts'
import type { PlacedGame } from '../../targets/written-game.ts'
import type { ArtRules } from '../art/art.ts'
import type { InputRules } from '../inputs.ts'
import type { PartRules } from './parts.ts'
import { keepLists, nodeOf, partIn, type Made, type SectionRule } from './sections.ts'
import { asPlaylist, readTarget, splitArg, type SelectionRules } from '../choosing/selection.ts'
import { unknownTitle } from './section-problems.ts'

interface ListSections {
  readonly listing: SectionRule
  readonly lists: SectionRule
  sectionsOf(need: Reader['need'], name: string, target: Target): Promise<readonly Made[]>
  /** The files of a `listing`, with the bytes of those that are put together. */
  joined(reader: Reader, arg: string, files: readonly TreeFile[]): Promise<readonly TreeFile[]>
  readonly all: readonly Rule[]
}

/** Of how many games; their items, and where each begins. */
type ItemsRule = Rule<number, { readonly index: Omit<WrittenItems, 'bytes'>; readonly bytes: Uint8Array }>

interface Beside {
  readonly admission: Rule<Settlement>
  readonly picturesOf: ArtRules['listed']
  /** The platforms that a target plays. */
  played(need: Reader['need'], target: Target): Promise<readonly string[]>
}

export function listSections(
  inputs: InputRules,
  selection: SelectionRules,
  contributions: PartRules,
  { admission, picturesOf, played }: Beside,
): ListSections {
  const { part, sets } = contributions
  const ruleOf = { part, sets }

  /** `target/platform/shelf`, or `target/platform` of games that share files. */
  const items: ItemsRule = rule({
    kind: 'items',
    version: '2',
    async run({ need, page, keep }, arg) {
      const { target: name, platform, section } = partIn(arg)
      const target = await readTarget(need, inputs, name)
      const form = lplOfPlatforms(target.device)
      if (!form) return 0
      const { refused } = await need(admission, name)
      const all = (await page(ruleOf[section.kind], arg, 'games')) ?? []
      const placed = placedGames(platform, all, refused[nodeOf(section)])
      const { bytes, ...index } = writtenItems(form, target, placed, target.path)
      keep('index', index)
      keep('bytes', bytes)
      return placed.length
    },
  })

  /** `target/platform`: the list of all games of the platform, and of those that share its name on the device. */
  const listing: SectionRule = rule({
    kind: 'listing',
    version: '9',
    async run({ need, page, keep }, arg) {
      const target = await readTarget(need, inputs, splitArg(arg)[0])
      const made = await listOf({ need, page }, target, arg)
      for (const { origin, sha1 } of made.files)
        if ('bytes' in origin) justMade.set(sha1, new WeakRef(origin.bytes))
      return keepLists(keep, target, made)
    },
  })

  /** By their SHA-1: a device that is written now has its lists from here, unless memory is wanted for something else. */
  const justMade = new Map<string, WeakRef<Uint8Array>>()

  async function listOf({ need, page }: Reader, target: Target, arg: string): Promise<ListFiles> {
    const [name, first] = splitArg(arg)
    const lpl = lplOfPlatforms(target.device)
    const platforms = await played(need, target)
    for (const [database, sharing] of listedDatabases(target, platforms)) {
      if (sharing[0] !== first) continue
      if (lpl) {
        const written = await readItems({ need, page }, name, target, sharing)
        return joinedList(lpl, target, database, written, target.path)
      }
      const games = await readGames({ need, page }, name, target, sharing, picturesOf)
      return databaseList(target, database, games, target.path)
    }
    return { files: [], problems: [] }
  }

  /** `target`: the playlists it shows. */
  const lists: SectionRule = rule({
    kind: 'lists',
    version: '5',
    async run({ need, page, keep }, name) {
      const target = await readTarget(need, inputs, name)
      const playlists: PlaylistPicks[] = []
      const unresolved: Problem[] = []
      for (const list of target.playlists ?? []) {
        const { policy, title } = asPlaylist(await need(inputs.slice, `playlists/${list}`))
        const { games, unresolved: unknown } = await need(
          selection.list,
          `${list}/${policy ?? target.policy}`,
        )
        playlists.push({ name: list, title: title ?? list, picks: games })
        unresolved.push(...unknown.map((item) => unknownTitle(list, item)))
      }
      const wanted = new Set(playlists.flatMap(({ picks }) => picks.map(({ platform }) => platform)))
      const platforms = (await played(need, target)).filter((platform) => wanted.has(platform))
      const games = await readGames({ need, page }, name, target, platforms)
      const { files, problems } = buildPlaylists(target, games, playlists, target.path)
      return keepLists(keep, target, { files, problems: [...problems, ...unresolved] })
    },
  })

  async function readGames(
    { need, page }: Reader,
    name: string,
    target: Target,
    platforms: readonly string[],
    shownIn?: ArtRules['listed'],
  ): Promise<PlacedGame[]> {
    const { refused } = await need(admission, name)
    const all: PlacedGame[] = []
    for (const platform of platforms) {
      for (const { kind, arg } of await contributions.nodesOf(need, name, target, platform)) {
        const games = (await page(ruleOf[kind], arg, 'games')) ?? []
        const shown = await shownIn?.(page, target, arg)
        for (const game of placedGames(platform, games, refused[nodeOf({ kind, arg })])) {
          const listed = shown?.get(game.path) ?? []
          all.push(listed.length > 0 ? { ...game, pictures: listed } : game)
        }
      }
    }
    return all
  }

  async function readItems(
    { need, page }: Reader,
    name: string,
    target: Target,
    platforms: readonly string[],
  ): Promise<WrittenItems[]> {
    const written: WrittenItems[] = []
    for (const platform of platforms) {
      for (const node of await contributions.nodesOf(need, name, target, platform))
        written.push(await itemsOf(page, node))
    }
    return written
  }

  async function itemsOf(page: Reader['page'], { arg }: Pick<Made, 'arg'>): Promise<WrittenItems> {
    const index = await page(items, arg, 'index')
    const bytes = await page(items, arg, 'bytes')
    return index && bytes ? { ...index, bytes } : NO_ITEMS
  }

  return {
    listing,
    lists,
    async sectionsOf(need, name, target) {
      const made: Made[] = []
      for (const [first = ''] of listedDatabases(target, await played(need, target)).values()) {
        const arg = `${name}/${first}`
        made.push({ kind: 'listing', arg, facts: await need(listing, arg) })
      }
      if ((target.playlists ?? []).length > 0)
        made.push({ kind: 'lists', arg: name, facts: await need(lists, name) })
      return made
    },
    async joined({ need, page }, arg, files) {
      const bytes = files.map(({ sha1 }) => justMade.get(sha1)?.deref())
      if (files.some(({ origin }, i) => 'joined' in origin && !bytes[i])) {
        const target = await readTarget(need, inputs, splitArg(arg)[0])
        const made = await listOf({ need, page }, target, arg)
        return files.map((file) => made.files.find(({ sha1 }) => sha1 === file.sha1) ?? file)
      }
      return files.map((file, i) => (bytes[i] ? { ...file, origin: { bytes: bytes[i] } } : file))
    },
    all: [items, listing, lists],
  }
}

const NO_ITEMS: WrittenItems = { keys: [], lengths: [], bytes: new Uint8Array() }
