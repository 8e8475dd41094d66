/** How `curator metadata` shows what providers say: every line names who said it. */
import { problem, type Problem } from '../../../errors.ts'
import type { Identification } from '../../../metadata/client.ts'
import type { Artwork, Fact, GameMetadata, GameResult, SearchResult } from '../../../metadata/game.ts'
import type { Outcome } from '../../../metadata/outcome.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import { byCodeUnit } from '../../../order.ts'
import { count, day, duration, plural } from '../../../wording.ts'
import type { Subject } from './subject.ts'
import type { Output } from '../../screen/output.ts'
import { table } from '../../screen/table.ts'

const LONGEST = 160
const MOST_SUGGESTIONS = 10

export function foundLines(
  { word, platform }: Subject,
  { match, suggestions, outcomes }: Identification,
  unasked: readonly string[],
  out: Output,
): readonly string[] {
  const head = out.paint('bold', platform === undefined ? word : `${word} (${platform})`)
  const troubles = [...outcomes.flatMap(troubleOf), ...unasked].map((line) => out.paint('dim', `  ${line}`))
  if (match) return [head, `  ${titleOf(match)}`, ...factLines(match.game), ...troubles]
  const shown = suggestions.slice(0, MOST_SUGGESTIONS)
  const more = suggestions.length - shown.length
  const why =
    platform === undefined
      ? 'Nothing is sure without a platform: name one with `--platform`. Called so:'
      : 'Nobody is sure. It may be:'
  return [
    head,
    ...(shown.length > 0 ? [`  ${why}`, ...indented(table(shown.map(suggestionRow)))] : []),
    ...(more > 0 ? [`    … and ${count(more)} more (--json lists all)`] : []),
    ...troubles,
  ]
}

/** `Rocket Turtle: igdb 4711, by hash+filename (hasheous)`. */
function titleOf({ game, label, via, by }: NonNullable<Identification['match']>): string {
  const how = label.startsWith('hash') || label === via ? label : `${label}, ${VIA[via]}`
  const who = by === game.provider ? '' : `, known to ${by}`
  return plainLine(`${game.title ?? 'no title'}: ${game.provider} ${game.id}, by ${how}${who}`)
}

const VIA = {
  hash: 'the hash',
  serial: 'the serial',
  id: 'the id in the name',
  exact: 'the same title',
  key: 'the same title but for small words',
} as const

function factLines({ ids, metadata, artwork, attribution }: GameResult): readonly string[] {
  const other = Object.entries(ids).sort(([a], [b]) => byCodeUnit(a, b))
  const said = Object.entries(metadata as Readonly<Record<string, GameMetadata[keyof GameMetadata]>>)
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([name, fact]) => (fact ? [[name, valueInWords(fact.value), sourceOf(fact)]] : []))
  const rows = [
    ...(other.length > 0 ? [['ids', other.map((pair) => pair.join(' ')).join(', '), '']] : []),
    ...said,
    ...(artwork.length > 0 ? [['pictures', picturesInWords(artwork), '']] : []),
    ...(attribution === undefined ? [] : [['attribution', attribution, '']]),
  ]
  return indented(table(rows.map((row) => row.map(plainLine))))
}

/** `igdb 4711, 2026-08-31`: who said it, in which entry, and when. */
function sourceOf({ provider, id, at }: Fact<unknown>): string {
  return `[${provider} ${id}, ${day(at)}]`
}

export function valueInWords(value: NonNullable<GameMetadata[keyof GameMetadata]>['value']): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(Math.round(value * 10) / 10)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if ('least' in value)
    return value.least === value.most ? String(value.most) : `${value.least} to ${value.most}`
  if (Array.isArray(value)) return value.join(', ')
  return Object.entries(value)
    .map(([what, seconds]) => `${what} ${duration(Number(seconds) * 1000)}`)
    .join(', ')
}

/** `box 1, snap 3`. */
function picturesInWords(artwork: readonly Artwork[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of artwork) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map((pair) => pair.join(' ')).join(', ')
}

function suggestionRow({ provider, id, title, platforms = [], year }: SearchResult): readonly string[] {
  const when = year === undefined ? '' : String(year)
  return [title, when, platforms.join(', '), `${provider} ${id}`].map(plainLine)
}

/** Who could not be asked. That keys are missing is said by `sources`; in a dry run nobody is asked. */
function troubleOf(outcome: Outcome): readonly string[] {
  if (outcome.kind !== 'unavailable') return []
  const { provider, reason, message } = outcome
  return reason === 'unconfigured' || reason === 'dry-run' ? [] : [plainLine(`${provider}: ${message}`)]
}

/** A dry run cannot know the answers, and a fetch does not ask for what another provider found. */
const IF_KNOWN = 'Where one does, the others are not asked, and its facts may take one request more.'

/** `3 requests (hasheous 1, igdb 2), 1 answer from the cache (igdb 1)`. */
export function askedLine(traffic: Readonly<Record<string, Traffic>>, isDry: boolean): string {
  const told = (what: 'asked' | 'wouldAsk' | 'fromCache', words: (sum: number) => string): string => {
    const each = Object.entries(traffic).filter(([, counts]) => counts[what] > 0)
    const who = each.map(([name, counts]) => `${name} ${count(counts[what])}`).join(', ')
    return `${words(each.reduce((sum, [, counts]) => sum + counts[what], 0))}${who === '' ? '' : ` (${who})`}`
  }
  const asked = told(isDry ? 'wouldAsk' : 'asked', (sum) => plural(sum, 'request'))
  const requests = `${asked}, ${told('fromCache', (sum) => `${plural(sum, 'answer')} from the cache`)}`
  return isDry ? `Would take ${requests}, if nobody knew the games. ${IF_KNOWN}` : requests
}

/** Who could not be asked, and what that leaves open. A later fetch asks again: nothing of it is kept. */
export function unansweredProblems(traffic: Readonly<Record<string, Traffic>>): readonly Problem[] {
  return Object.entries(traffic).flatMap(([name, { unanswered }]) => {
    if (!unanswered) return []
    const { message, questions } = unanswered
    const left = `${plural(questions, 'question')} without an answer`
    return problem('metadata-not-fetched', plainLine(`${name}: ${message.replace(/\.$/, '')}; ${left}.`))
  })
}

/** What a provider wrote, on one line, without what moves a terminal's cursor. */
export function plainLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

function indented(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => `    ${line}`)
}
