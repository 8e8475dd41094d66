/**
 * Against what Retool keeps with its clone lists. `npx jiti bench/selection.ts --list` names every difference.
 *
 * Without clone lists games under several titles stay apart, so we keep more; what Retool keeps, though, we should
 * nearly always keep too.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCloneList } from '../../src/select/clone-lists/read.ts'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import { keptOf } from '../../src/select/kept.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import { releases } from './releases.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)

const SYSTEMS: readonly { readonly dat: string; readonly name: string; readonly group: string }[] = [
  { dat: 'no-intro', name: 'Nintendo - Nintendo 64', group: 'No-Intro' },
  { dat: 'no-intro', name: 'Nintendo - Super Nintendo Entertainment System', group: 'No-Intro' },
  { dat: 'no-intro', name: 'Sega - Master System - Mark III', group: 'No-Intro' },
  { dat: 'redump', name: 'Sony - PlayStation', group: 'Redump' },
]

interface Configuration {
  readonly config: string
  readonly policy?: Policy
  /** The least share of what is kept that must agree, both ways. */
  readonly least?: number
  readonly except?: string
}

const USA: Configuration = { config: 'usa' }

const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  default: USA,
  europe: { config: 'europe' },
  japan: { config: 'japan' },
  oldest: { ...USA, policy: { revision: 'oldest' }, least: 0.985 },
  clean: {
    ...USA,
    policy: {
      exclude: [
          'aftermarket', 'audio', 'bad', 'bios', 'bonus', 'demo', 'educational', 'manual', 'mia', 'multimedia', 'pirate', 'preproduction',
          'program', 'promo', 'unlicensed', 'video',
        ], // prettier-ignore
    },
  },
  // which Japanese PlayStation games are in English Retool knows from databases that are not here
  en: { config: 'en', policy: { only: { languages: ['En'] } }, except: 'Sony - PlayStation' },
}

function read(path: string): string {
  return readFileSync(new URL(path, DATA), 'utf8')
}

function releaseNames(dat: string): string[] {
  const stems = Array.from(read(dat).matchAll(/rom \( name "((?:[^"\\]|\\.)*)"/g), ([, rom = '']) =>
    rom.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/ \(Track [^)]*\)$/, ''),
  )
  return [...new Set(stems)]
}

function regionsOf(config: string): string[] {
  const [, section = ''] = read(`selection/cfg-${config}.yaml`).split('region order:\n')
  return Array.from((section.split('\n\n')[0] ?? '').matchAll(/^- (.+)$/gm), ([, region = '']) => region)
}

function agreement(
  { dat, name }: (typeof SYSTEMS)[number],
  configuration: string,
  policy: Policy,
  cloneLists: readonly CloneList[],
): { ours: number; theirs: number; both: number } {
  const clusters = select(releases(...releaseNames(`dats/${dat}/${name}.dat`)), policy, {
    platform: 'any',
    cloneLists,
  })
  const ours = new Set(clusters.flatMap((cluster) => keptOf(cluster, policy).map((release) => release.name)))
  const theirs = read(`selection/expected/${configuration}/${name}.txt`)
    .split('\n')
    .filter((line) => line !== '')
  return { ours: ours.size, theirs: theirs.length, both: theirs.filter((line) => ours.has(line)).length }
}

describe.skipIf(!existsSync(DATA))('real selections (needs ../shared/data)', () => {
  describe.each(Object.entries(CONFIGURATIONS))(
    '%s',
    (configuration, { config, policy, least = 0.998, except }) => {
      it.each(SYSTEMS.filter(({ name }) => name !== except))('$name: keeps what Retool keeps', (system) => {
        const { list, problems } = readCloneList(
          read(`clonelists/${system.name} (${system.group}).json`),
          `${system.name}.json`,
        )
        expect(problems).toEqual([])
        const full: Policy = { regions: regionsOf(config), ...policy }
        const { ours, theirs, both } = agreement(system, configuration, full, [list])
        expect(both / theirs).toBeGreaterThan(least)
        expect(both / ours).toBeGreaterThan(least)
      })
    },
  )

  // games of two regions that have one title and are not one game are told apart by lists alone: see docs/decisions.md
  it.each([
    ['default', 0.998, 0.825],
    ['europe', 0.998, 0.825],
    ['japan', 0.999, 0.825],
    ['oldest', 0.997, 0.825],
    ['clean', 0.997, 0.809],
    ['en', 0.998, 0.89],
  ])('%s: keeps it without clone lists too', (configuration, recall, precision) => {
    const { config, policy, except } = CONFIGURATIONS[configuration] ?? USA
    const results = SYSTEMS.filter(({ name }) => name !== except).map((system) =>
      agreement(system, configuration, { regions: regionsOf(config), ...policy }, []),
    )
    const sum = (key: 'ours' | 'theirs' | 'both') => results.reduce((all, result) => all + result[key], 0)
    expect(sum('both') / sum('theirs')).toBeGreaterThan(recall)
    expect(sum('both') / sum('ours')).toBeGreaterThan(precision)
  })
})
