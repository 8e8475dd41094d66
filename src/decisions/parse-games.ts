/** Reads what `curation.jsonc` says of games: which releases are one, what it is called, and which of them is the best. */
import type { Node } from 'jsonc-parser'
import type { GroupingDecision } from '../select/decisions.ts'
import { byPlatform } from './by-platform.ts'
import { CURATION_FILE, type Decisions } from './decisions.ts'
import { knownPlatform, list, members, nameOf, part, textList, texts, type TextReader } from './reader.ts'

export function readGames(
  root: Node,
  reader: TextReader,
): Pick<Decisions, 'grouping' | 'ports' | 'notPorts' | 'title' | 'pin'> {
  const groupings = [...grouping(root, 'same', reader), ...grouping(root, 'different', reader)]
  return {
    grouping: byPlatform(groupings, ({ verdict, releases, source }) => ({ verdict, releases, source })),
    ports: list(root, 'ports', reader, (item) => readPort('ports', item, reader)),
    notPorts: list(root, 'notPorts', reader, (item) => readPort('notPorts', item, reader)),
    title: titles(list(root, 'title', reader, (item) => readTitle(item, reader))),
    pin: byPlatform(
      list(root, 'pin', reader, (item) => readPin(item, reader)),
      ({ release }) => release,
    ),
  }
}

type OfPlatform<T> = T & { readonly platform: string }

function grouping(
  root: Node,
  verdict: GroupingDecision['verdict'],
  reader: TextReader,
): OfPlatform<GroupingDecision>[] {
  return list(root, verdict, reader, (item, i) => {
    const { platform } = texts(item, ['platform', 'releases'], `an item of "${verdict}"`, reader)
    const what = `two or more names of releases in each item of "${verdict}"`
    const releases = textList(part(item, 'releases'), 2, what, reader)
    if (platform === undefined || !releases || !knownPlatform(platform, item, reader)) return undefined
    const twice = verdict === 'different' && releases.find((name, at) => releases.indexOf(name) < at)
    if (twice) {
      reader.tell(item.offset, `names "${twice}" twice in an item of "different"`)
      return undefined
    }
    // by its place in the list, not by its line: a comment above it decides nothing
    return { platform, verdict, releases, source: `${CURATION_FILE}, ${verdict}[${i}]` }
  })
}

function readPort(
  key: 'ports' | 'notPorts',
  item: Node,
  reader: TextReader,
): Readonly<Record<string, string>> | undefined {
  const before = reader.problems.length
  const pairs = members(item, `an item of "${key}"`, reader).flatMap(
    ([platform, node]): [string, string][] => {
      if (node.type !== 'string' || node.value === '')
        reader.tell(node.offset, `must have the name of a release for ${platform} in an item of "${key}"`)
      else if (knownPlatform(platform, node, reader)) return [[platform, nameOf(node.value)]]
      return []
    },
  )
  if (reader.problems.length > before) return undefined
  if (pairs.length >= 2) return Object.fromEntries(pairs)
  reader.tell(item.offset, `must have releases of two or more platforms in each item of "${key}"`)
  return undefined
}

interface Title {
  readonly platform: string
  readonly release: string
  readonly title: string
}

function readTitle(item: Node, reader: TextReader): Title | undefined {
  const { platform, release, title } = texts(
    item,
    ['platform', 'release', 'title'],
    'an item of "title"',
    reader,
  )
  if (platform === undefined || release === undefined || title === undefined) return undefined
  return knownPlatform(platform, item, reader) ? { platform, release, title } : undefined
}

/** Of two titles of one release the last counts. */
function titles(all: readonly Title[]): Decisions['title'] {
  const pairs = byPlatform(all, ({ release, title }): [string, string] => [release, title])
  return Object.fromEntries(Object.entries(pairs).map(([slug, some]) => [slug, Object.fromEntries(some)]))
}

function readPin(
  item: Node,
  reader: TextReader,
): { readonly platform: string; readonly release: string } | undefined {
  const { platform, release } = texts(item, ['platform', 'release'], 'an item of "pin"', reader)
  if (platform === undefined || release === undefined) return undefined
  return knownPlatform(platform, item, reader) ? { platform, release } : undefined
}
