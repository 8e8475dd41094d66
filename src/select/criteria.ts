/** What makes one release of a game better than another, most important first. */
import { isProduction, PREPRODUCTION, speaks, tagOf, type Candidate } from './candidate.ts'
import { editions, hasTag, noTag, notClass, numbered, presence, trait, versioned } from './criterion-forms.ts'
import type { Criterion, RankContext } from './criterion.ts'
import { list, ordinal } from './words.ts'

const STANDARDS = ['NTSC', 'PAL', 'PAL 60Hz', 'MPAL', 'SECAM']

/** The total order, most important first. */
export const CRITERIA: readonly Criterion[] = [
  trait('production', isProduction, 'finished', preproductionWords),
  trait('dump', notClass('bad'), 'good dump', 'bad dump'),
  trait('original', notClass('hack', 'translation'), 'original', 'hacked'),
  trait('pirate', notClass('pirate'), 'not pirated', 'pirate'),
  {
    id: 'language',
    best: 'low',
    key: (c, { topLanguage }) => (topLanguage === undefined || speaks(c, topLanguage) ? 0 : 1),
    words: (c, { topLanguage = '' }) => (speaks(c, topLanguage) ? `has ${topLanguage}` : `no ${topLanguage}`),
  },
  trait('modern', noTag('modern'), 'original', (c) => tagOf(c, 'modern')?.text ?? ''),
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
  trait('licensed', notClass('unlicensed'), 'licensed', 'unlicensed'),
  trait('aftermarket', notClass('aftermarket'), 'of its time', 'aftermarket'),
  trait('verified', hasTag('verified'), 'verified dump', 'not verified'),
  { ...trait('budget', hasTag('budget'), 'budget edition', 'no budget edition'), byAge: true },
  versioned('version', 'version', 'version', 'v'),
  versioned('revision', 'revision', 'revision', 'Rev '),
  versioned('firmware', 'firmware', 'firmware', 'FW'),
  numbered('beta', 'beta'),
  numbered('alpha', 'alpha'),
  numbered('proto', 'prototype'),
  versioned('ring', 'ring code', 'ring', ''),
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
    key: ({ facts }) =>
      presence(STANDARDS.flatMap((name, i) => (standardsOf(facts.videoStandard).includes(name) ? [i] : []))),
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
    words: (c) => list(c.facts.regions, 'no region'),
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
    id: 'alternate-number',
    best: 'high',
    key: ({ facts }) => facts.alt,
    words: ({ facts }) => `Alt ${facts.alt}`,
  },
  // says nothing about quality: only there so that the same release wins everywhere
  { id: 'name', best: 'high', key: (c) => c.release.name, words: (c) => c.release.name },
]

export const DEFAULT_ORDER: readonly string[] = CRITERIA.map(({ id }) => id)

function regionWords({ facts, regionRanks: [rank] }: Candidate, { preferences }: RankContext): string {
  if (rank === undefined) return 'no region'
  const region =
    facts.regions.find((name) => preferences.regionRank.get(name) === rank) ?? facts.regions[0] ?? ''
  return `${region} (${rank < preferences.regionsNamed ? ordinal(rank + 1) : 'not in your list'})`
}

function preproductionWords({ classes }: Candidate): string {
  return PREPRODUCTION.filter((name) => classes.includes(name)).join(', ')
}

function serialWords(candidate: Candidate): string {
  return tagOf(candidate, 'serial')?.text ?? 'no serial'
}

function standardsOf(text: string | undefined): readonly string[] {
  return text === 'NTSC-PAL' || text === 'PAL-NTSC' ? ['NTSC', 'PAL'] : text === undefined ? [] : [text]
}
