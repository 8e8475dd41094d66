/**
 * Against what Retool keeps with its clone lists. Without clone lists games under several titles stay apart, so we keep
 * more; what Retool keeps, though, we should nearly always keep too.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/select/policy.ts'
import { selectNames, winners } from './releases.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)

const SYSTEMS = [
  'no-intro/Nintendo - Nintendo 64',
  'no-intro/Nintendo - Super Nintendo Entertainment System',
  'no-intro/Sega - Master System - Mark III',
  'redump/Sony - PlayStation',
]

const ENGLISH = ['Canada', 'Australia', 'New Zealand', 'Singapore', 'Ireland']

const POLICIES: Readonly<Record<string, Policy>> = {
  default: {},
  oldest: { revision: 'oldest' },
  europe: { regions: ['Europe', 'UK', 'World', 'USA', ...ENGLISH] },
  japan: { regions: ['Japan', 'World', 'Asia', 'USA', 'Canada', 'Europe'] },
}

function releaseNames(system: string): string[] {
  const text = readFileSync(new URL(`dats/${system}.dat`, DATA), 'utf8')
  const stems = Array.from(text.matchAll(/rom \( name "((?:[^"\\]|\\.)*)"/g), ([, rom = '']) =>
    rom.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/ \(Track [^)]*\)$/, ''),
  )
  return [...new Set(stems)]
}

describe.skipIf(!existsSync(DATA))('real selections (needs ../shared/data)', () => {
  it.each(Object.keys(POLICIES))('%s: keeps what Retool keeps', (configuration) => {
    let expected = 0
    let kept = 0
    let both = 0
    for (const system of SYSTEMS) {
      const file = `selection/expected/${configuration}/${system.split('/')[1]}.txt`
      const theirs = readFileSync(new URL(file, DATA), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
      const ours = new Set(winners(selectNames(releaseNames(system), POLICIES[configuration])))
      expected += theirs.length
      kept += ours.size
      both += theirs.filter((name) => ours.has(name)).length
    }
    expect(both / expected).toBeGreaterThan(0.996)
    expect(both / kept).toBeGreaterThan(0.82)
  })
})
