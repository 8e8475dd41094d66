/** Of which platform a content may be, going by everything but its hash. */
import { describe, expect, it } from 'vitest'
import { platformCandidates, type PlatformSigns } from '../../../src/identify/titles/platform-candidates.ts'

const LISTED = new Set(['nes', 'snes', 'satellaview', 'gb', 'gbc', 'gba', 'psx', 'genesis'])
const RULES = { extensions: { bin: 'genesis', dump: null }, links: { gba: ['gbc'] } }

function candidates(signs: Partial<PlatformSigns>): string[] {
  const found = platformCandidates({ roots: [], extensions: [], ...signs }, RULES, LISTED)
  return found.map(({ platform, by, certainty }) => `${platform} ${by} ${certainty}`)
}

describe('platforms of a file', () => {
  it.each<[string, Partial<PlatformSigns>, string[]]>([
    ['nothing tells', {}, []],
    ['an extension of one platform', { extensions: ['nes'] }, ['nes extension 1']],
    ['an extension of two', { extensions: ['sfc'] }, ['satellaview extension 0.95', 'snes extension 0.95']],
    ['a header among them', { extensions: ['sfc'], header: 'snes' }, ['snes header 1']],
    ['the root', { roots: ['snes'], extensions: ['sfc'] }, ['snes root 1']],
    ['the root of an odd file', { roots: ['snes'], extensions: ['xyz'] }, ['snes root 1']],
    ["the user's word on an extension", { extensions: ['bin'] }, ['genesis decision 1']],
    ["the user's word that an extension tells of none", { extensions: ['nes', 'dump'] }, ['nes extension 1']],
    [
      "the user's word on this very file, whatever else speaks",
      { decided: 'gb', roots: ['snes'], extensions: ['bin'], header: 'nes' },
      ['gb decision 1'],
    ],
    ["the user's word that it is of none", { decided: null, roots: ['snes'], extensions: ['bin'] }, []],
    [
      'a root that the extension contradicts',
      { roots: ['snes'], extensions: ['nes'] },
      ['nes extension 0.8', 'snes root 0.8'],
    ],
    [
      'a root that the header contradicts',
      { roots: ['snes'], extensions: ['sfc'], header: 'nes' },
      ['nes header 0.8', 'snes root 0.8'],
    ],
    ['a linked platform', { extensions: ['gba'] }, ['gba extension 1', 'gbc link 0.95']],
    ['two roots that say different things', { roots: ['nes', 'snes'] }, ['nes root 0.95', 'snes root 0.95']],
    ['a platform without DATs', { extensions: ['z64'] }, []],
    ['no key of every object', { extensions: ['constructor'] }, []],
  ])('%s', (_, signs, expected) => {
    expect(candidates(signs)).toEqual(expected)
  })
})
