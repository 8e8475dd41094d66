/** Against what Retool keeps of real systems, through the whole program. `npx jiti bench/romsets.ts` has all systems. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  agreement,
  configurations,
  DATA,
  romsetConfig,
  SYSTEMS,
  theirsOf,
} from '../../../bench/selection-data.ts'
import type { ShownRomset } from '../../../src/report/romsets.ts'
import { emptyProject } from '../support.ts'

const SLUGS = ['n64', 'sms']

describe.skipIf(!existsSync(DATA))('romsets show, on real DATs with their clone lists', () => {
  it('keeps what Retool keeps', { timeout: 120_000 }, async () => {
    const project = emptyProject('real-romsets')
    project.write('curator.config.json', JSON.stringify(romsetConfig(SLUGS)))
    for (const name of Object.keys(configurations())) {
      const { stdout } = await project.run(['romsets', 'show', name, '--json'])
      const { platforms } = JSON.parse(stdout) as ShownRomset
      for (const slug of SLUGS) {
        const theirs = theirsOf(name, SYSTEMS[slug]?.dat.split('/')[1] ?? '')
        const { kept, both } = agreement(new Set(platforms[slug]?.kept), theirs)
        const least = name === 'oldest' ? 0.985 : 0.998
        expect([name, slug, Math.min(both / kept, both / theirs.size) >= least]).toEqual([name, slug, true])
      }
    }
  })
})
