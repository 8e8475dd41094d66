/**
 * Which releases a content may be that no DAT knows by its hash, going by its names. Likeness of titles only ranks:
 * to link, a title must have the same match key as the file's, and be the only one that has it; numbers, disc,
 * revision and kind must be the same; and neither header nor platform may speak against it.
 */
import type { ReleaseFacts } from '../../names/facts.ts'
import { byCodeUnit } from '../../order.ts'
import { agreementOf, type Agreement } from './agreement.ts'
import { bestScores, thousandths } from './nearness/best-scores.ts'
import { serialKey } from '../serial-key.ts'
import { factsOfName } from './file-names.ts'
import type { PlatformCandidate, PlatformSign } from './platform-candidates.ts'
import { runsOf } from './nearness/keys.ts'
import { comparisonOf, isWithin } from './nearness/nearness.ts'
import { outlineOf } from './nearness/sieve.ts'
import { similarity } from './nearness/similarity.ts'
import { speltOtherwise } from './spelling/spelt-otherwise.ts'
import type { ListedTitle, TitleIndex } from './title-index.ts'
import { isKeyOfTwo, matchKey, plainTitle } from './spelling/title-key.ts'
import { isNobodysWord, queryOf, type Query } from './title-query.ts'

export interface NamedContent {
  /** All its names, and those of archives that hold nothing else; without folders and extensions. */
  readonly names: readonly string[]
  /** What it says of itself. */
  readonly header?: { readonly titles: readonly string[]; readonly serial?: string }
  /** It is one of so many that titles which are merely alike are not looked for. What links is found all the same. */
  readonly inCrowd?: boolean
}

export interface TitleCandidate {
  /** Slug. */
  readonly platform: string
  readonly release: string
  /** Title of the game. */
  readonly game: string
  /** 0 to 1, in thousandths. */
  readonly score: number
  readonly evidence: TitleEvidence
}

/** How the titles met, from surest to least sure. */
type TitleSign = 'name' | 'title' | 'key' | 'serial' | 'header' | 'part' | 'similar'

export interface TitleEvidence {
  /** The name, or what the header says, that led to it. */
  readonly from: string
  readonly title: TitleSign
  /** How much alike the titles are, 0 to 1, in thousandths. */
  readonly likeness: number
  readonly platform: PlatformSign
  /** What speaks against it, in words. Nothing links while there is something. */
  readonly against: readonly string[]
}

export interface TitleVerdict {
  /** `title`: as sure as a name can be. `automatic`: less sure, and nothing speaks against it. */
  readonly link?: { readonly candidate: TitleCandidate; readonly type: 'title' | 'automatic' }
  /** Best first; the linked one among them. */
  readonly candidates: readonly TitleCandidate[]
}

const SURE = 0.95
const LINKS = 0.85
const MOST_CANDIDATES = 6
const MOST_OF_TITLE = 3
/** Shorter keys (`f1`, `q`) are had by chance. */
const TELLING_KEY = 3
/** Two releases whose scores are closer than this are equally good. */
const LEAD = 0.03

const WEIGHT: Readonly<Record<TitleSign, number>> = {
  name: 1,
  title: 1,
  key: 0.98,
  serial: 0.9,
  header: 0.88,
  part: 0.86,
  similar: 0.94,
}

/**
 * The same for the same content, whatever the order of its names.
 * @param read `factsOfName`, or for many contents what `nameReader` returns
 */
export function titleCandidates(
  content: NamedContent,
  platforms: readonly PlatformCandidate[],
  indexOf: (platform: string) => TitleIndex,
  read: (name: string) => ReleaseFacts = factsOfName,
): TitleVerdict {
  const fields = platforms.map((platform) => ({ platform, index: indexOf(platform.platform) }))
  const names = [...new Set(content.names)].sort(byCodeUnit)
  const asked = names.filter((name) => content.inCrowd !== true || !isNobodysWord(name, fields))
  const found = asked.flatMap((name) => ofName(queryOf(name, read(name)), content, fields))
  const candidates = ranked([...found, ...ofHeader(content, fields)])
  const link = linkOf(candidates)
  return { ...(link ? { link } : {}), candidates: shown(candidates, link?.candidate) }
}

interface Field {
  readonly platform: PlatformCandidate
  readonly index: TitleIndex
}

function ofName(query: Query, content: NamedContent, fields: readonly Field[]): TitleCandidate[] {
  if (query.key === '') return []
  const nearIn = content.inCrowd === true ? () => [] : nearFinder(query)
  // the same key on two platforms, or two titles with it: it tells nothing for sure
  const withKey = fields.flatMap(({ index }) => index.byKey(query.key))
  const sightings = fields.flatMap((field) => {
    const { index } = field
    const titles = new Map<ListedTitle, TitleSign>()
    if (content.inCrowd !== true) for (const title of index.otherwise(query)) titles.set(title, 'part')
    for (const title of nearIn(index))
      titles.set(title, isWithin(query.plain, title.plain) ? 'part' : 'similar')
    for (const title of query.parts.flatMap(index.byPart)) titles.set(title, 'part')
    for (const title of index.byKey(query.key))
      titles.set(title, title.plain === query.plain ? 'title' : 'key')
    return Array.from(titles, ([title, sign]) => sightingOf(query, title, sign, field))
  })
  const best = bestScores(MOST_CANDIDATES, MOST_OF_TITLE)
  return sightings.sort(moreTelling).flatMap((sighting) => {
    if (!isSame(sighting) && thousandths(sighting.most) < best.least()) return []
    const found = judged(query, sighting, doubts(query, sighting, withKey, content))
    best.add(found.map(({ score }) => score))
    return found
  })
}

/** Titles that are near a name, whatever their spelling. Ten times the work of looking for equal ones. */
function nearFinder(query: Query): (index: TitleIndex) => readonly ListedTitle[] {
  const { isNear } = comparisonOf(query)
  const runs = runsOf(query.key)
  const outline = outlineOf(query)
  return (index) => index.near(runs, outline).filter(isNear)
}

/** A title that a name may stand for, before any of its releases is looked at. */
interface Sighting {
  readonly field: Field
  readonly title: ListedTitle
  readonly sign: TitleSign
  readonly likeness: number
  /** No release of it can have a better score. */
  readonly most: number
}

function sightingOf(query: Query, title: ListedTitle, sign: TitleSign, field: Field): Sighting {
  const likeness = similarity(query.plain, title.plain)
  const weight = sign === 'similar' ? WEIGHT.similar * likeness : WEIGHT[sign]
  const numbers = query.numbers === title.numbers ? 1 : 0.9
  return { field, title, sign, likeness, most: weight * numbers * field.platform.certainty }
}

function isSame({ sign }: Sighting): boolean {
  return sign === 'title' || sign === 'key'
}

/** Those first that may link, then the best. */
function moreTelling(a: Sighting, b: Sighting): number {
  return Number(isSame(b)) - Number(isSame(a)) || b.most - a.most
}

/** What speaks against the file being a release of this title at all. */
function doubts(
  query: Query,
  { title, sign, field: { index } }: Sighting,
  withKey: readonly ListedTitle[],
  { header }: NamedContent,
): string[] {
  const { key, numbers, facts } = query
  const isNamed =
    title.releases.includes(facts.name) &&
    withKey.filter(({ releases }) => releases.includes(facts.name)).length === 1
  const saysOther = (header?.titles ?? []).some((said) => {
    const others = index.byKey(matchKey(plainTitle(said)))
    return others.length > 0 && !others.includes(title)
  })
  return [
    ...(sign === 'title' || sign === 'key' ? [] : ['title']),
    ...(numbers === title.numbers ? [] : ['numbers']),
    ...(query.leftOut === title.leftOut ? [] : ['article or marks']),
    ...(sign === 'title' || sign === 'key' ? speltOtherwise(facts.title, title.title) : []),
    // Lolo 2 came out in America and Lolo II in Japan: two games
    ...(sign === 'key' && facts.regions.length === 0 ? ['spelling, without a region'] : []),
    ...(sign === 'key' && isKeyOfTwo(key) ? ['two games are spelt so'] : []),
    ...(withKey.length > 1 && !isNamed ? ['other titles read the same'] : []),
    ...(key.length < TELLING_KEY ? ['too short a title'] : []),
    ...(saysOther ? ['its header names another game'] : []),
  ]
}

function judged(
  query: Query,
  { title, sign, likeness, most, field }: Sighting,
  doubted: readonly string[],
): TitleCandidate[] {
  const { platform, by } = field.platform
  return title.releases.map((release) => {
    const isName = release === query.facts.name
    const { score, differs }: Agreement = isName
      ? { score: 1, differs: [] }
      : agreementOf(query.facts, field.index.factsOf(release))
    return {
      platform,
      release,
      game: title.title,
      score: thousandths(most * score),
      evidence: {
        from: query.from,
        title: isName ? 'name' : sign,
        likeness: thousandths(likeness),
        platform: by,
        against: [...doubted, ...differs],
      },
    }
  })
}

/** What the header says leads to candidates only: it is copied from game to game, and kept by every hack. */
function ofHeader({ header }: NamedContent, fields: readonly Field[]): TitleCandidate[] {
  if (!header) return []
  const candidate = (
    field: Field,
    from: string,
    sign: 'header' | 'serial',
    release: string,
    game: string,
  ) => ({
    platform: field.platform.platform,
    release,
    game,
    score: thousandths(WEIGHT[sign] * field.platform.certainty),
    evidence: {
      from,
      title: sign,
      likeness: 1,
      platform: field.platform.by,
      against: ['only its header says so'],
    },
  })
  return fields.flatMap((field) => [
    ...header.titles.flatMap((said) =>
      field.index
        .byKey(matchKey(plainTitle(said)))
        .flatMap(({ releases, title }) =>
          releases.map((name) => candidate(field, said, 'header', name, title)),
        ),
    ),
    ...field.index
      .bySerial(serialKey(header.serial ?? ''))
      .map((name) => candidate(field, header.serial ?? '', 'serial', name, field.index.factsOf(name).title)),
  ])
}

/** The best of each release, best first. Those with nothing against them come before all others of their score. */
function ranked(candidates: readonly TitleCandidate[]): TitleCandidate[] {
  const best = new Map<string, TitleCandidate>()
  for (const candidate of candidates.toSorted(compare)) {
    const key = `${candidate.platform}/${candidate.release}`
    if (!best.has(key)) best.set(key, candidate)
  }
  return [...best.values()]
}

function compare(a: TitleCandidate, b: TitleCandidate): number {
  return (
    b.score - a.score ||
    a.evidence.against.length - b.evidence.against.length ||
    byCodeUnit(a.platform, b.platform) ||
    byCodeUnit(a.release, b.release) ||
    byCodeUnit(a.evidence.from, b.evidence.from)
  )
}

/** The one candidate that nothing speaks against, when it leads clearly over the others of that kind. */
function linkOf(candidates: readonly TitleCandidate[]): TitleVerdict['link'] {
  const clean = candidates.filter(({ score, evidence }) => evidence.against.length === 0 && score >= LINKS)
  const [best, next] = clean
  if (!best || (next && best.score - next.score < LEAD)) return undefined
  // two names of one content that lead to two games contradict each other
  if (clean.some(({ game, platform }) => game !== best.game || platform !== best.platform)) return undefined
  return { candidate: best, type: best.score >= SURE ? 'title' : 'automatic' }
}

function shown(candidates: readonly TitleCandidate[], linked: TitleCandidate | undefined): TitleCandidate[] {
  const ofTitle = new Map<string, number>()
  const list = candidates.filter((candidate) => {
    const key = `${candidate.platform}/${candidate.game}`
    const before = ofTitle.get(key) ?? 0
    ofTitle.set(key, before + 1)
    return before < MOST_OF_TITLE
  })
  const few = list.slice(0, MOST_CANDIDATES)
  return linked && !few.includes(linked) ? [linked, ...few.slice(1)] : few
}
