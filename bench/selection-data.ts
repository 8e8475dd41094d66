/** What Retool keeps of real systems, and the policies that wish for the same. For the benches beside this. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyClass } from '../src/select/grouping/kinds.ts'
import type { Policy } from '../src/select/policy.ts'

/** Beside the checkout; where it is not, there is nothing to compare. */
export const DATA = join(import.meta.dirname, '..', '..', 'shared', 'data')

export interface System {
  /** Below `dats/`, without extension; clone lists and expectations are named after its last part. */
  readonly dat: string
  readonly group: 'No-Intro' | 'Redump'
  /** A DAT that names parents. */
  readonly parentDat?: string
}

export const SYSTEMS: Readonly<Record<string, System>> = {
  n64: {
    dat: 'no-intro/Nintendo - Nintendo 64',
    group: 'No-Intro',
    parentDat: 'no-intro-pc/Nintendo - Nintendo 64 (BigEndian) (Private)',
  },
  snes: {
    dat: 'no-intro/Nintendo - Super Nintendo Entertainment System',
    group: 'No-Intro',
    parentDat: 'no-intro-pc/Nintendo - Super Nintendo Entertainment System (Private)',
  },
  sms: {
    dat: 'no-intro/Sega - Master System - Mark III',
    group: 'No-Intro',
    parentDat: 'no-intro-pc/Sega - Master System - Mark III',
  },
  psx: { dat: 'redump/Sony - PlayStation', group: 'Redump' },
}

const CLEAN: readonly PolicyClass[] = [
  'aftermarket',
  'audio',
  'bad',
  'bios',
  'bonus',
  'demo',
  'educational',
  'manual',
  'mia',
  'multimedia',
  'pirate',
  'preproduction',
  'program',
  'promo',
  'unlicensed',
  'video',
]

/**
 * A config over these systems with a policy for each configuration. No root exists, and there is no target: with
 * `catalog` the choice rests on DATs and clone lists alone.
 */
export function romsetConfig(systems: readonly string[]): object {
  const dats = systems.map((slug): [string, object] => [
    slug,
    { path: join(DATA, 'dats', `${SYSTEMS[slug]?.dat}.dat`) },
  ])
  const policies = Object.entries(configurations()).map(([name, policy]): [string, Policy] => [
    name,
    { ...policy, availability: 'catalog' },
  ])
  return {
    roots: { none: './nowhere' },
    dats: Object.fromEntries(dats),
    cloneLists: join(DATA, 'clonelists'),
    policies: Object.fromEntries(policies),
    targets: {},
  }
}

/** How many releases each of two keeps, and both. */
export interface Agreement {
  readonly kept: number
  readonly theirs: number
  readonly both: number
}

export function agreement(ours: ReadonlySet<string>, theirs: ReadonlySet<string>): Agreement {
  return { kept: ours.size, theirs: theirs.size, both: [...theirs].filter((name) => ours.has(name)).length }
}

export function sum(all: readonly Agreement[]): Agreement {
  const total = (of: keyof Agreement): number => all.reduce((n, one) => n + one[of], 0)
  return { kept: total('kept'), theirs: total('theirs'), both: total('both') }
}

/** What Retool keeps of a system, by the name of its DAT. */
export function theirsOf(config: string, name: string): ReadonlySet<string> {
  const lines = read(`selection/expected/${config}/${name}.txt`).split('\n')
  return new Set(lines.filter((line) => line !== ''))
}

export const HEAD = 'configuration  system  precision  recall  kept  theirs  ours only  theirs only'

export function row(config: string, system: string, { kept, theirs, both }: Agreement): string {
  const share = (of: number): string => `${((100 * both) / Math.max(1, of)).toFixed(2)} %`
  const cells = [share(kept), share(theirs), kept, theirs, kept - both, theirs - both]
  const widths = [10, 8, 6, 7, 10, 12]
  return `${config.padEnd(14)} ${system.padEnd(6)} ${cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0)).join(' ')}`
}

/** What `cfg-*.yaml` say, as policies. */
export function configurations(): Readonly<Record<string, Policy>> {
  const usa = regionsOf('usa')
  return {
    default: { regions: usa },
    europe: { regions: regionsOf('europe') },
    japan: { regions: regionsOf('japan') },
    oldest: { regions: usa, revision: 'oldest' },
    clean: { regions: usa, exclude: CLEAN },
    en: { regions: regionsOf('en'), only: { languages: ['En'] } },
  }
}

function regionsOf(config: string): string[] {
  const [, section = ''] = read(`selection/cfg-${config}.yaml`).split('region order:\n')
  return Array.from((section.split('\n\n')[0] ?? '').matchAll(/^- (.+)$/gm), ([, region = '']) => region)
}

/** A file of the data folder. */
export function read(path: string): string {
  return readFileSync(join(DATA, path), 'utf8')
}
