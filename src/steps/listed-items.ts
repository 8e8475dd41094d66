/**
 * The rules of what RetroArch's list of a platform says of the games of one section: with them, the list of thousands of
 * games need not be written anew where one shelf changed.
 */
import { rule, type Reader, type Rule } from '../engine/rule.ts'
import { placedGames } from '../targets/build-tree.ts'
import type { Settlement } from '../targets/contest.ts'
import type { WrittenItems } from '../targets/formats/lpl.ts'
import { writtenItems } from '../targets/lpl-lists.ts'
import { lplOfPlatforms } from '../targets/playlist-files.ts'
import type { InputRules } from './inputs.ts'
import type { PartRules } from './parts.ts'
import { nodeOf, type Made } from './sections.ts'
import { asTarget } from './selection.ts'

/** Of how many games. */
type ItemsRule = Rule<number, ItemPages>
type ItemPages = {
  readonly index: Omit<WrittenItems, 'bytes'>
  readonly bytes: Uint8Array
}

export interface ItemRules {
  /** What the list says of the games of a part. */
  of(page: Reader['page'], part: Pick<Made, 'arg'>): Promise<WrittenItems>
  readonly all: readonly Rule[]
}

export function itemRules(
  inputs: InputRules,
  { part, sets }: PartRules,
  admission: Rule<Settlement>,
): ItemRules {
  const games = { part, sets }

  /** `target/platform/shelf`, or `target/platform` of games that share files. */
  const items: ItemsRule = rule({
    kind: 'items',
    version: '1',
    async run({ need, page, keep }, arg) {
      const [name = '', platform = '', shelf] = arg.split('/')
      const target = asTarget(await need(inputs.slice, `targets/${name}`))
      const form = lplOfPlatforms(target.device)
      if (!form) return 0
      const section = { kind: shelf === undefined ? 'sets' : 'part', arg } as const
      const { refused } = await need(admission, name)
      const all = (await page(games[section.kind], arg, 'games')) ?? []
      const placed = placedGames(platform, all, refused[nodeOf(section)])
      const { bytes, ...index } = writtenItems(form, target, placed, target.path)
      keep('index', index)
      keep('bytes', bytes)
      return placed.length
    },
  })

  return {
    async of(page, { arg }) {
      const index = await page(items, arg, 'index')
      const bytes = await page(items, arg, 'bytes')
      return index && bytes ? { ...index, bytes } : NO_ITEMS
    },
    all: [items],
  }
}

const NO_ITEMS: WrittenItems = { keys: [], lengths: [], bytes: new Uint8Array() }
