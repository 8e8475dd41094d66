/**
 * Reads lists of games as people keep them: a title a line, CSV, m3u, or SMDB (rows of hashes with a path, whose file name
 * may begin with a rank). https://github.com/frederic-mahe/Hardware-Target-Game-Database
 */
import { csvRows } from '../metadata/local/csv-rows.ts'
import { platformBySlug, platformCalled } from '../platforms/lookup.ts'

/** A game of a list, by all that the list says of it. */
export interface ListEntry {
  /** As the list has it, for people. */
  readonly shown: string
  /** What it may be called, the most literal first. */
  readonly titles: readonly string[]
  /** Slug; what the list says, where no platform is called so. */
  readonly platform?: string
  /** Lower case. */
  readonly sha1?: string
  readonly crc32?: number
  readonly serial?: string
}

const MOST_ENTRIES = 20_000

/** In the order of the list; a column `rank` makes another. */
export function parseListFile(name: string, text: string): readonly ListEntry[] {
  const plain = text.replace(/^\ufeff/, '')
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const spell = spellingsIn(plain)
  const read = isSmdb(plain)
    ? smdbEntries(plain, spell)
    : extension === 'csv' || extension === 'tsv'
      ? csvEntries(plain, spell)
      : extension.startsWith('m3u')
        ? pathEntries(plain, spell)
        : lineEntries(plain, spell)
  return read.filter(({ titles }) => titles.length > 0).slice(0, MOST_ENTRIES)
}

function isSmdb(text: string): boolean {
  return /^\s*[0-9a-f]{64}\t[^\t\n]+\t[0-9a-f]{40}\t/i.test(text)
}

function smdbEntries(text: string, spell: Spell): ListEntry[] {
  return linesOf(text).flatMap((line): ListEntry[] => {
    const [, path = '', sha1 = '', , crc = ''] = line.split('\t')
    if (path === '') return []
    return [{ ...ofPath(path, spell), ...hashes(sha1, crc) }]
  })
}

function pathEntries(text: string, spell: Spell): ListEntry[] {
  return linesOf(text).flatMap((line) => (line.startsWith('#') ? [] : [ofPath(line, spell)]))
}

/** The folder may be called like a platform: `snes`, `Nintendo - Super Nintendo Entertainment System`. */
function ofPath(path: string, spell: Spell): ListEntry {
  const parts = plainPath(path).replaceAll('\\', '/').split('/')
  const stem = (parts.at(-1) ?? '').replace(/\.[^.\s]{1,5}$/, '')
  const [platform] = parts.slice(0, -1).toReversed().flatMap(platformOfFolder)
  return {
    shown: stem,
    titles: spell(stem),
    ...(platform === undefined ? {} : { platform }),
  }
}

/** Players of music write addresses into such lists: `file:///roms/nes/Mega%20Man.nes`. */
function plainPath(path: string): string {
  if (!/^[a-z]{2,}:\/\//i.test(path)) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function platformOfFolder(name: string): readonly string[] {
  const slug = name.includes(' - ') ? platformCalled(name) : platformBySlug(name.toLowerCase())?.slug
  return slug === undefined ? [] : [slug]
}

function lineEntries(text: string, spell: Spell): ListEntry[] {
  return linesOf(text).flatMap((line): ListEntry[] => {
    const shown = line.replace(/^[-*•]\s+/, '')
    return line.startsWith('#') || shown === '' ? [] : [{ shown, titles: spell(shown) }]
  })
}

function csvEntries(text: string, spell: Spell): ListEntry[] {
  const [head = [], ...rows] = csvRows(text)
  const names = head.map((name) => name.trim().toLowerCase())
  const column = (...called: string[]) => names.findIndex((name) => called.includes(name))
  const title = column('title', 'name', 'game', 'release')
  if (title < 0) return [head, ...rows].flatMap(([first = '']) => lineEntries(first, spell))
  const at = {
    platform: column('platform', 'system'),
    rank: column('rank', 'position', '#'),
    sha1: column('sha1'),
    crc: column('crc', 'crc32'),
    serial: column('serial'),
  }
  const ranked = rows.flatMap((row, i) => {
    const cell = (index: number) => (row[index] ?? '').trim()
    const shown = cell(title)
    const platform = cell(at.platform)
    const serial = cell(at.serial)
    if (shown === '') return []
    const rank = /^\d{1,6}$/.test(cell(at.rank)) ? Number(cell(at.rank)) : i
    const entry: ListEntry = {
      shown,
      titles: spell(shown),
      // one that nobody knows is no reason to take a game of another
      ...(platform === '' ? {} : { platform: platformCalled(platform) ?? platform }),
      ...(serial === '' ? {} : { serial }),
      ...hashes(cell(at.sha1), cell(at.crc)),
    }
    return [{ rank, entry }]
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry)
}

function hashes(sha1: string, crc: string): Pick<ListEntry, 'sha1' | 'crc32'> {
  return {
    ...(/^[0-9a-f]{40}$/i.test(sha1) ? { sha1: sha1.toLowerCase() } : {}),
    ...(/^[0-9a-f]{1,8}$/i.test(crc) ? { crc32: Number.parseInt(crc, 16) } : {}),
  }
}

/** What an entry may be called, the most literal first. */
type Spell = (text: string) => readonly string[]

/** As it stands, without a rank before it (`12. `, `012 - `, `012 `), and without what stands in brackets behind it. */
function spellingsIn(list: string): Spell {
  const bare = (title: string) => title.replace(/\s*[([][^]*$/, '')
  const isRank = (text: string) => !AGENT.test(text) || BESIDE_AGENT.test(list)
  return (text) => {
    const unranked = isRank(text) ? text.replace(RANK, '') : text
    return [...new Set([text, unranked, bare(text), bare(unranked)])].filter((title) => title !== '')
  }
}

/**
 * A number that nothing parts from the title is one where it is filled with zeros. What a hyphen parts from it is none where
 * it may be a year: 1943 - The Battle of Midway.
 */
const RANK = /^(?:\d{1,4}[.)]|\d{1,3}\s-|0\d{1,3}(?:\s-)?)\s+/
/** 007 is an agent, where the list does not count to it. */
const AGENT = /^007\s/
const BESIDE_AGENT = /(?:^|[\t\n\r/\\"])\s*00[68][.)\s]/

function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
