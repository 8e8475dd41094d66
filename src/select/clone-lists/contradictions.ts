/**
 * What clone lists say of the releases of a platform and cannot be true: titles that are one game by one list and two by
 * another, and releases that a list puts into two games. The first counts, until the user decides.
 */
import { problem, type Problem } from '../../errors.ts'
import { groupBy } from '../../groups.ts'
import { count, listed } from '../../wording.ts'
import type { GroupingDecision } from '../decisions.ts'
import { preferencesOf } from '../criteria/preferences.ts'
import type { Release } from '../selection.ts'
import { disputesIn, doublingsIn, type Dispute, type Doubling } from './agreement.ts'
import { claimsOn, type Claim } from './claims.ts'
import type { CloneList } from './clone-list.ts'

/** In which lines of a file these places are, `variants[3].titles[0]`; none of what is not found. */
export type LinesOf = (file: string, places: readonly string[]) => readonly number[]

/** @param lists of one platform, in the order in which they count */
export function contradictionsOf(
  releases: readonly Release[],
  lists: readonly CloneList[],
  decisions: readonly GroupingDecision[],
  linesOf: LinesOf,
): readonly Problem[] {
  const claims = claimsOn(releases, lists, preferencesOf({}), new Map())
  const disputes = disputesIn(claims).filter((dispute) => !isDecided(dispute.releases, decisions))
  const doublings = doublingsIn(claims).filter(({ releases: title }) => !isDecided([title], decisions))
  const byFile = groupBy(doublings, ({ first }) => first.list.file)
  return [
    ...disputeErrors(disputes, linesOf),
    ...Array.from(byFile, ([file, ofFile]) => doublingNote(file, ofFile, linesOf)),
  ]
}

/** By a decision, whichever it is, that names a release of each title. */
function isDecided(titles: readonly (readonly string[])[], decisions: readonly GroupingDecision[]): boolean {
  return decisions.some(({ releases }) => {
    const named = new Set(releases)
    return titles.every((names) => names.some((name) => named.has(name)))
  })
}

/** More of them are counted only: such lists were not made for each other. */
const MOST_ERRORS = 20

function disputeErrors(disputes: readonly Dispute[], linesOf: LinesOf): Problem[] {
  return disputes.slice(0, MOST_ERRORS).map(({ releases: [here, there], same, different, counts }, i) => {
    const more = i === MOST_ERRORS - 1 ? disputes.length - MOST_ERRORS : 0
    const message =
      `"${here[0]}" and "${there[0]}" are one game by ${saying(same, linesOf)}, but different ones by ` +
      `${saying(different, linesOf)}. ${counts.file} counts${more > 0 ? `; and so in ${count(more)} more cases` : ''}.`
    return problem('clone-lists-contradict', message, { path: different[0].list.file })
  })
}

const MOST_NAMED = 3

function doublingNote(file: string, doublings: readonly Doubling[], linesOf: LinesOf): Problem {
  const named = doublings
    .slice(0, MOST_NAMED)
    .map(({ releases, first, other }) => `"${releases[0]}" by ${placed([first, other], linesOf)}`)
  const rest = doublings.length > MOST_NAMED ? `; and ${count(doublings.length - MOST_NAMED)} more` : ''
  const message = `${file}: puts releases into two games, and the first counts: ${named.join('; ')}${rest}.`
  return problem('clone-list-doubles', message, { path: file })
}

/** `lists/a.json, lines 4 and 9 ("One" and "Two")`. */
function saying(claims: readonly [Claim, Claim], linesOf: LinesOf): string {
  return `${claims[0].list.file}, ${placed(claims, linesOf)}`
}

function placed(claims: readonly [Claim, Claim], linesOf: LinesOf): string {
  const games = listed([...new Set(claims.map(({ entry }) => `"${entry.group}"`))])
  const places = claims.map(({ entry }) => entry.place)
  const lines = [...new Set(linesOf(claims[0].list.file, places))]
  return lines.length === 0 ? games : `${lines.length > 1 ? 'lines' : 'line'} ${listed(lines)} (${games})`
}
