/** How explanations are told to a person. */
import { pathBelow } from '../../../disk/real-path.ts'
import type { Lack } from '../../../identify/devices.ts'
import type { Incomplete } from '../../../identify/holdings.ts'
import type { DiscPlace } from '../../../report/files/disc-places.ts'
import type { ContentExplanation, FileExplanation } from '../../../report/explain/file.ts'
import type { OutputExplanation } from '../../../report/explain/output.ts'
import type { ReleaseExplanation } from '../../../report/explain/releases.ts'
import type { Cover, GameExplanation } from '../../../report/explain/explain.ts'
import type { RankedRelease } from '../../../select/selection.ts'
import { amount } from '../../../wording.ts'
import { onOneLine, type Output, type Style } from '../../screen/output.ts'
import { candidateLine, linkLine } from './title-text.ts'

const VERDICTS: Readonly<Record<ReleaseExplanation['verdict'], Style>> = {
  kept: 'green',
  best: 'green',
  wanted: 'yellow',
  missing: 'yellow',
  lost: 'dim',
  covered: 'dim',
  'left out': 'dim',
  'not owned': 'dim',
}

/** How a release is known to be the same game, and what exactly says so. */
const JOINED: Readonly<Record<RankedRelease['joinedBy'], (via: string | undefined) => string>> = {
  alone: () => '',
  decision: (via) => `the same game by your decision${via === undefined ? '' : ` in ${via}`}`,
  'clone-list': (via) => `the same game by ${via === undefined ? 'a clone list' : `the clone list ${via}`}`,
  dat: (via) => `the same game by the DAT${via === undefined ? '' : `, which calls ${via} its parent`}`,
  content: () => 'the same game by its content',
  name: () => 'the same game by its name',
}

export function joinedWords({
  joinedBy,
  joinedVia,
}: Pick<ReleaseExplanation, 'joinedBy' | 'joinedVia'>): string {
  return joinedBy === undefined ? '' : JOINED[joinedBy](joinedVia)
}

function coverWords({ by, because, instead = [] }: Cover, out: Output): string {
  const owned = instead.length === 0 ? '' : `; owned in their place: ${instead.join(', ')}`
  return `${by.join(', ')}  ${out.paint('dim', because + owned)}`
}

/** Of an output that no file holds. A sheet belongs to a game as well, and is made of what the user's says. */
function madeOf({ size, game }: OutputExplanation): string {
  if (!game) return 'from the playlists and games of the config'
  return size === 0
    ? 'because its game has a file of no bytes'
    : 'from the sheet of its game, with the names that files have there'
}

/** `about`: the release that was asked for by its name. */
export function printGame(game: GameExplanation, out: Output, about?: string): void {
  out.print(`${out.paint('bold', game.game)}  ${out.paint('dim', `${game.platform}, policy ${game.policy}`)}`)
  const asked = game.releases.find(({ release }) => release.toLowerCase() === about?.toLowerCase())
  if (asked) out.print(`  ${sentenceOf(asked, game)}`)
  if (game.covered) out.print(`  covered by ${coverWords(game.covered, out)}`)
  if (game.oldestCovered) out.print(`  its oldest is covered by ${coverWords(game.oldestCovered, out)}`)
  const width = Math.max(...game.releases.map(({ release }) => release.length))
  for (const r of game.releases) {
    const because = [r.because, joinedWords(r), calledWords(r), lackWords(r)].filter(Boolean).join('; ')
    out.print(
      `  ${out.paint(VERDICTS[r.verdict], r.verdict.padEnd(9))}  ${r.release.padEnd(width)}  ${out.paint('dim', because)}`.trimEnd(),
    )
  }
  for (const place of game.outputs) out.print(`  → ${place.target}: ${place.path}`)
  for (const target of game.leftOutBy ?? []) out.print(`  - ${target}: left out by its \`games\``)
  for (const { target, because } of game.unwritten ?? []) out.print(`  - ${target}: ${because}`)
  for (const port of game.ports ?? []) out.print(`  = ${port}`)
}

function lackWords({ verdict, owned, incomplete, lacks }: ReleaseExplanation): string {
  if (lacks) return deviceWords(lacks)
  if (incomplete) return partWords(incomplete)
  return owned || verdict === 'not owned' ? '' : 'not owned'
}

function deviceWords({ device, rom }: Lack): string {
  return `cannot run without ${rom} of ${device}`
}

function partWords({ missing, of }: Incomplete): string {
  const [first = ''] = missing
  if (missing.length === 1) return `lacks one of its ${of} files: ${first}`
  return `lacks ${missing.length} of its ${of} files: ${first} and more`
}

/** `called あ (japanese), Ah (english)`. */
function calledWords({ localNames = {} }: ReleaseExplanation): string {
  const names = Object.entries(localNames).map(([language, name]) => `${name} (${language})`)
  return names.length === 0 ? '' : `called ${names.join(', ')}`
}

/** What became of one release, in a sentence. */
function sentenceOf(
  { release, verdict, because, lostTo, coveredBy = [], lacks, incomplete }: ReleaseExplanation,
  { policy }: GameExplanation,
): string {
  const name = `"${release}"`
  if (verdict === 'left out') return `${name} is left out by the rule ${because}.`
  if (verdict === 'covered') return `${name} is covered by ${coveredBy.join(', ')}.`
  const lack = incomplete ? partWords(incomplete) : 'not owned'
  if (verdict === 'wanted') return `${name} is wanted, and ${lacks ? deviceWords(lacks) : lack}.`
  if (verdict === 'missing')
    return `${name} is missing: ${lostTo === undefined ? 'it is the best, and ' : ''}${lack}.`
  if (verdict === 'best') return `${name} is the best. Nothing is built with the policy ${policy}.`
  if (verdict === 'not owned') return `${name} ${incomplete ? lack : 'is not owned'}.`
  const loss = lostTo === undefined ? '' : `"${lostTo}" by ${because}`
  if (verdict === 'lost') return `${name} lost to ${loss}.`
  const but = lacks ? `, and ${deviceWords(lacks)}` : ''
  return loss === '' ? `${name} is kept${but}.` : `${name} is kept, though it lost to ${loss}${but}.`
}

export function printOutput(output: OutputExplanation, out: Output): void {
  const { size, sha1 } = output
  const bytes = size === undefined || sha1 === undefined ? '' : `, ${amount(size)}, sha1 ${sha1}`
  out.print(`${out.paint('bold', output.path)}  ${out.paint('dim', `on ${output.target}${bytes}`)}`)
  out.print(`  is    ${output.label}`)
  if (output.sources.length === 0) out.print(`  made by curator, ${madeOf(output)}`)
  if (!output.members) for (const source of output.sources) out.print(`  from  ${source}`)
  for (const { name, size: held, sources, view } of output.members ?? []) {
    const shape = view === undefined ? '' : `, ${shapeWords(view)}`
    const from = held === 0 ? 'made by curator' : `from ${sources.join(', ') || 'nowhere any more'}`
    out.print(`  holds ${name}  ${out.paint('dim', `${amount(held)}${shape}, ${from}`)}`)
  }
  if (output.view) out.print(`  as    ${shapeWords(output.view)}`)
  if (output.game) printGame(output.game, out)
}

/** `dir`: of the project; files of DATs below it are named from there. */
export function printFile(file: FileExplanation, dir: string, out: Output): void {
  out.print(
    `${out.paint('bold', onOneLine(file.path))}  ${out.paint('dim', `root ${file.root}, ${file.status}, ${amount(file.size)}`)}`,
  )
  if (file.problem) out.print(`  ${out.paint('yellow', file.problem)}`)
  if (file.disc) for (const line of discLines(file.disc)) out.print(`  ${line}`)
  if (file.listed) out.print('  not read in full: this is what its own list says')
  else if (file.contents.length === 0 && !file.problem) out.print('  not read: it is no ROM and no archive')
  for (const content of file.contents) printContent(content, dir, out)
}

function discLines({ game, number, of, file, missing }: DiscPlace): readonly string[] {
  const which = of > 1 && number !== undefined ? `disc ${number} of ${of}: ${game}` : ''
  const track = file === undefined ? '' : `of ${file}`
  const lines = [[which, track].filter(Boolean).join(', '), missing ? `misses ${missing.join(', ')}` : '']
  return lines.filter(Boolean).map(onOneLine)
}

function printContent(content: ContentExplanation, dir: string, out: Output): void {
  const name = content.member === undefined ? 'content' : content.member
  out.print(
    `  ${name}  ${out.paint('dim', `sha1 ${content.sha1 || 'unknown'}, crc32 ${content.crc32}, ${amount(content.size)}`)}`,
  )
  for (const view of content.views)
    out.print(`    ${shapeWords(view.kind)}  ${out.paint('dim', `sha1 ${view.sha1}`)}`)
  for (const line of sayings(content.says)) out.print(`    ${out.paint('dim', line)}`)
  if (content.problem) out.print(`    ${out.paint('yellow', content.problem)}`)
  if (content.matches.length === 0 && !content.problem)
    out.print(`    ${out.paint('dim', 'no DAT lists it')}`)
  for (const match of content.matches) {
    const shape = match.view ? `, ${shapeWords(match.view)}` : ''
    const files = match.datFiles?.map((path) => pathBelow(dir, path) ?? path).join(', ')
    const list = files === undefined ? match.dat : `${match.dat} (${files})`
    const how = `${match.platform}, by ${BY[match.by] ?? match.by}${shape}, in ${list}`
    out.print(`    is ${match.release}  ${out.paint('dim', how)}`)
  }
  if (content.link) out.print(`    ${linkLine(content.link, out)}`)
  for (const candidate of content.candidates) out.print(`    ${candidateLine(candidate, out)}`)
  for (const place of content.outputs) out.print(`    → ${place.target}: ${place.path}`)
}

/** What a match rests on, where its name does not say it. */
const BY: Readonly<Record<string, string>> = { tracks: 'the tracks it names' }

function shapeWords(view: string): string {
  return VIEWS[view] ?? view
}

/** Shapes of a file, in words. */
const VIEWS: Readonly<Record<string, string>> = {
  'no-ines': 'without its iNES header',
  'no-fds': 'without its FDS header',
  'no-smc': 'without its copier header',
  'no-a78': 'without its A78 header',
  'no-lnx': 'without its LNX header',
  'no-pce': 'without its copier header',
  'no-copier': 'without its copier header',
  z64: 'in the byte order of the cartridge (z64)',
  linear: 'with its SMD interleave undone',
  chd: 'as the disc that its CHD header names',
  'chd-raw': 'as the data that its CHD header names',
}

/** Of what a file says of itself, what a person may want to know. Everything is in the JSON. */
const TOLD: readonly (readonly [prefix: string, words: string])[] = [
  ['header.', 'its header says: '],
  ['container.note', ''],
  ['sheet.files', 'its files: '],
]

/** One line a section: `its header says: title SUPER MARIO WORLD, regions USA`. */
function sayings(says: ContentExplanation['says']): readonly string[] {
  return TOLD.flatMap(([prefix, words]) => {
    const found = Object.entries(says).filter(([key]) => key.startsWith(prefix))
    if (found.length === 0) return []
    const texts = found.map(([key, value]) => {
      if (prefix === 'sheet.files') return (JSON.parse(value) as readonly string[]).join(', ')
      return key === prefix ? value : `${key.slice(prefix.length)} ${value}`
    })
    return [`${words}${texts.join(', ')}`]
  })
}
