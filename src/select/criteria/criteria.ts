/** What makes one release of a game better than another, most important first. */
import { isProduction, isSuperset, priorityOf, speaks, tagOf, type Candidate } from './candidate.ts'
import {
  changed,
  editionRanks,
  editions,
  hasTag,
  noTag,
  notClass,
  numbered,
  presence,
  textsOf,
  trait,
  versioned,
} from './forms.ts'
import type { Tag } from '../../names/facts.ts'
import { canonicalRegion } from '../../names/regions.ts'
import { plural } from '../../wording.ts'
import { namedAfter, titleShare, type Criterion, type RankContext } from './criterion.ts'
import { kindOf, PREPRODUCTION } from '../grouping/kinds.ts'
import { placeIn, type Preferences } from './preferences.ts'
import { list, ordinal } from '../words.ts'

/** The total order, most important first. */
export const CRITERIA: readonly Criterion[] = [
  {
    id: 'pin',
    best: 'low',
    key: ({ release }, { preferences }) => placeIn(preferences.pins, release.name),
    words: ({ release }, { preferences }) => placeWords('pin', placeIn(preferences.pins, release.name)),
  },
  trait(
    'kind',
    ({ release }) => kindOf(release) === 'game',
    'a game',
    ({ release }) => kindOf(release),
  ),
  trait('production', isProduction, 'finished', preproductionWords),
  {
    id: 'dump',
    best: 'low',
    key: ({ classes }) => (classes.includes('nodump') ? 2 : classes.includes('bad') ? 1 : 0),
    words: ({ classes }) =>
      classes.includes('nodump') ? 'no dump' : classes.includes('bad') ? 'bad dump' : 'good dump',
  },
  changed('original', 'original', 'hacked'),
  trait('pirate', notClass('pirate'), 'not pirated', 'pirate'),
  {
    id: 'language',
    best: 'low',
    key: (c, { topLanguage }) => (topLanguage === undefined || speaks(c, topLanguage) ? 0 : 1),
    words: (c, { topLanguage = '' }) => (speaks(c, topLanguage) ? `has ${topLanguage}` : `no ${topLanguage}`),
  },
  { ...trait('superset', isSuperset, 'has more in it', 'has less in it'), byAge: true },
  {
    id: 'superset-priority',
    best: 'low',
    key: (c) => (isSuperset(c) ? priorityOf(c) : 0),
    words: (c) => (isSuperset(c) ? `${ordinal(priorityOf(c))} in the clone list` : 'no superset'),
  },
  {
    id: 'modern',
    best: 'low',
    key: (c, { preferences }) => (tagOf(c, 'modern') ? preferences.modern : 0),
    words: (c) => tagOf(c, 'modern')?.text ?? 'original',
  },
  {
    id: 'region',
    best: 'low',
    key: (c) => c.regionRanks[0] ?? Infinity,
    words: regionWords,
  },
  {
    id: 'best-language',
    best: 'low',
    key: (c) => c.languageRanks[0] ?? Infinity,
    words: (c, { preferences }) =>
      preferences.languages[c.languageRanks[0] ?? Infinity] ?? 'no known language',
  },
  {
    id: 'priority',
    best: 'low',
    key: (c, { preferences }) => [preferences.oldest && c.release.listing?.oldest ? 0 : 1, priorityOf(c)],
    words: (c, { preferences }) =>
      `${preferences.oldest && c.release.listing?.oldest ? 'the oldest, ' : ''}${ordinal(priorityOf(c))} in the clone list`,
  },
  {
    id: 'preferred',
    best: 'low',
    key: ({ release }, { preferences }) => placeIn(preferences.preferred, release.name),
    words: ({ release }, { preferences }) =>
      placeWords('prefer', placeIn(preferences.preferred, release.name)),
  },
  {
    id: 'avoided',
    best: 'low',
    key: ({ release }, { preferences }) => (placeIn(preferences.avoided, release.name) < Infinity ? 1 : 0),
    words: ({ release }, { preferences }) => placeWords('avoid', placeIn(preferences.avoided, release.name)),
  },
  {
    id: 'modern-edition',
    best: 'high',
    key: (c, { preferences }) => modernKey(editionRanks(c, 'modern'), preferences.modern),
    words: (c) => list(textsOf(c, 'modern'), 'original'),
  },
  trait('licensed', notClass('unlicensed'), 'licensed', 'unlicensed'),
  trait('aftermarket', notClass('aftermarket'), 'of its time', 'aftermarket'),
  {
    id: 'add-on-hardware',
    best: 'low',
    key: (c) => presence(ADD_ON_HARDWARE.flatMap((pattern, i) => (hardwareOf(c, pattern) ? [i] : []))),
    words: (c) =>
      list(
        ADD_ON_HARDWARE.flatMap((pattern) => hardwareOf(c, pattern)?.text ?? []),
        'no add-on hardware',
      ),
  },
  trait('verified', hasTag('verified'), 'verified dump', 'not verified'),
  { ...trait('budget', hasTag('budget'), 'budget edition', 'no budget edition'), byAge: true },
  versioned('version', 'version', 'version', 'v'),
  versioned('revision', 'revision', 'revision', 'Rev '),
  versioned('firmware', 'firmware', 'firmware', 'FW'),
  numbered('beta', 'beta'),
  numbered('alpha', 'alpha'),
  numbered('proto', 'prototype'),
  {
    id: 'ring',
    best: 'high',
    byAge: true,
    key: (c) => ringKey(tagOf(c, 'ring')),
    words: (c) => tagOf(c, 'ring')?.text ?? 'no ring code',
  },
  {
    id: 'serial',
    best: 'high',
    byAge: true,
    key: (c) => tagOf(c, 'serial')?.text ?? '',
    words: serialWords,
  },
  {
    id: 'standard',
    best: 'low',
    key: ({ facts }, { preferences: { videoStandards } }) =>
      presence(
        videoStandards.flatMap((name, i) => (standardsOf(facts.videoStandard).includes(name) ? [i] : [])),
      ),
    words: ({ facts }) => facts.videoStandard ?? 'no video standard',
  },
  {
    id: 'language-coverage',
    best: 'low',
    key: (c) => presence(c.languageRanks),
    words: (c) => list(c.languages, 'no language'),
  },
  {
    id: 'language-count',
    best: 'high',
    key: (c) => c.languages.length,
    words: (c) => `${c.languages.length} (${list(c.languages, 'none')})`,
  },
  {
    id: 'region-coverage',
    best: 'low',
    key: (c) => presence(c.regionRanks),
    words: (c) => list(c.regions, 'no region'),
  },
  trait('alternate', (c) => c.facts.alt === 0, 'main dump', 'alternate dump'),
  trait('oem', noTag('oem'), 'sold by itself', 'OEM'),
  trait('resale', noTag('not-for-resale'), 'for sale', 'not for resale'),
  trait('covermount', noTag('covermount'), 'for sale', 'covermount'),
  trait('rerelease', noTag('rerelease'), 'first release', 'rerelease'),
  {
    id: 'edc',
    best: 'low',
    key: (c) => (tagOf(c, 'edc') ? 0 : tagOf(c, 'no-edc') ? 2 : 1),
    words: (c) => tagOf(c, 'edc')?.text ?? tagOf(c, 'no-edc')?.text ?? 'EDC not stated',
  },
  editions('promoted', 'promote', 'low', 'no better edition'),
  editions('demoted', 'demote', 'high', 'ordinary edition'),
  {
    id: 'date',
    best: 'high',
    byAge: true,
    key: ({ facts }) => facts.date ?? '',
    words: ({ facts }) => facts.date ?? 'no date',
  },
  versioned('build', 'build', 'build', 'Build '),
  {
    id: 'made-in',
    best: 'low',
    key: (c, { preferences }) => (isMadeAtHome(c, preferences) ? 0 : 1),
    words: (c, { preferences }) => {
      const made = tagOf(c, 'made-in')?.text
      if (made === undefined) return 'no place of making'
      return isMadeAtHome(c, preferences) ? made : `${made}, for another region`
    },
  },
  {
    id: 'alternate-number',
    best: 'high',
    key: ({ facts }) => facts.alt,
    words: ({ facts }) => `Alt ${facts.alt}`,
  },
  trait('parent', ({ release }) => release.cloneOf.length === 0, 'parent in the DAT', 'clone in the DAT'),
  {
    id: 'title',
    best: 'high',
    key: titleShare,
    words: (c, context) => `the title of ${plural(titleShare(c, context), 'release')}`,
  },
  // who makes a set of another one takes its name and puts something behind it: `mslug`, `mslugb`
  { id: 'set', best: 'high', key: namedAfter, words: setWords },
  {
    id: 'variant',
    best: 'low',
    key: ({ facts }) => facts.variants ?? 0,
    words: ({ facts: { variants = 0 } }) =>
      variants === 0 ? 'the plain name' : `${variants} ${variants === 1 ? 'word' : 'words'} of a variant`,
  },
  // says nothing about quality: only there so that the same release wins everywhere
  { id: 'name', best: 'high', key: (c) => c.release.name, words: (c) => c.release.name },
]

export const DEFAULT_ORDER: readonly string[] = CRITERIA.map(({ id }) => id)

/** Of two re-releases the one that stands later in the table, or where they are preferred the earlier one. */
function modernKey(ranks: readonly number[], modern: Preferences['modern']): readonly number[] {
  if (modern === 0) return []
  return presence(ranks).map((rank) => rank * modern)
}

/** Of several pressings (`1M, 3M`) the last one counts. */
function ringKey(tag: Tag | undefined): readonly number[] {
  if (!tag) return [0]
  return [1, Math.max(0, ...(tag.text.match(/\d+/g) ?? []).map(Number))]
}

/** Versions for more than the machine alone, best first. */
const ADD_ON_HARDWARE: readonly RegExp[] = [/^(?:Sega |Mega-)CD 32X$/i, /^FM Towns Marty/i]

function hardwareOf({ facts }: Candidate, pattern: RegExp): Tag | undefined {
  return facts.tags.find(({ text }) => pattern.test(text))
}

/** Whether it says that it was made in the region it is for. */
function isMadeAtHome({ facts, regionRanks: [rank] }: Candidate, { regionRank }: Preferences): boolean {
  return facts.tags.some(
    ({ kind, value = '' }) =>
      kind === 'made-in' && rank !== undefined && regionRank.get(canonicalRegion(value) ?? value) === rank,
  )
}

/** What stands at a place of a policy's list. */
function placeWords(field: 'pin' | 'prefer' | 'avoid', place: number): string {
  return place === Infinity
    ? `not in ${field}`
    : field === 'avoid'
      ? 'in avoid'
      : `${ordinal(place + 1)} in ${field}`
}

function regionWords({ regions, regionRanks: [rank] }: Candidate, { preferences }: RankContext): string {
  if (rank === undefined) return 'no region'
  const region = regions.find((name) => preferences.regionRank.get(name) === rank) ?? regions[0] ?? ''
  return `${region} (${preferences.regionsNamed.has(region) ? ordinal(rank + 1) : 'not in your list'})`
}

function preproductionWords({ facts: { classes } }: Candidate): string {
  return classes.filter((name) => PREPRODUCTION.includes(name)).join(', ')
}

function serialWords(candidate: Candidate): string {
  return tagOf(candidate, 'serial')?.text ?? 'no serial'
}

function setWords(candidate: Candidate, context: RankContext): string {
  const { set } = candidate.release
  if (set === undefined) return 'no set'
  return `${set} (${namedAfter(candidate, context) || 'none'} named after it)`
}

function standardsOf(text: string | undefined): readonly string[] {
  return text === 'NTSC-PAL' || text === 'PAL-NTSC' ? ['NTSC', 'PAL'] : text === undefined ? [] : [text]
}
