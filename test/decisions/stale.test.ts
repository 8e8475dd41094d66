import { expect, it } from 'vitest'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { staleDecisions } from '../../src/decisions/stale.ts'

const SHA1 = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
it('tells decisions that do nothing any more', () => {
  const decisions = parseDecisions(
    `{ "match": { "${SHA1}": null, "${OTHER}": { "platform": "snes", "release": "Gone (USA)" } },
       "platform": { "${SHA1}": "nes", "bin": "nes" }, "dat": { "Gone": "nes", "Here": "nes" },
       "same": [{ "platform": "nes", "releases": ["A", "Gone (USA)"] }],
       "ports": [{ "nes": "A", "snes": "Gone (USA)" }],
       "title": [{ "platform": "nes", "release": "Gone (USA)", "title": "B" }],
       "pin": [{ "platform": "snes", "release": "Gone (USA)" }] }`,
    'x',
  )
  const known = {
    holds: (sha1: string) => sha1 === OTHER,
    lists: (_: string, release: string) => release === 'A',
    nearest: (platform: string, release: string) => (platform === 'nes' ? ` ${release}?` : ''),
    names: (dat: string) => dat === 'Here',
  }
  expect(staleDecisions(decisions, known, '/x').map(({ message }) => message)).toEqual([
    `curation.jsonc decides about ${SHA1}, which no root ever held.`,
    'curation.jsonc names "Gone (USA)", which no DAT of snes lists.',
    'curation.jsonc names "Gone (USA)", which no DAT of nes lists (curation.jsonc, same[0]). Gone (USA)?',
    'curation.jsonc names "Gone (USA)", which no DAT of snes lists (ports).',
    'curation.jsonc names "Gone (USA)", which no DAT of nes lists (title). Gone (USA)?',
    'curation.jsonc names "Gone (USA)", which no DAT of snes lists (pin).',
    `curation.jsonc decides about ${SHA1}, which no root ever held.`,
    'curation.jsonc names the DAT "Gone", which the config names no more.',
  ])
})

it.each([
  ['same', 'same', true],
  ['same', 'different', true],
  ['different', 'different', false],
])('what is gone and in "%s" and "%s" may be shared: %s', (one, other, isShared) => {
  const item = (release: string) => ({ platform: 'nes', releases: [release, 'Gone'] })
  const text =
    one === other ? { [one]: [item('A'), item('B')] } : { [one]: [item('A')], [other]: [item('B')] }
  const known = {
    holds: () => true,
    lists: (_: string, release: string) => release !== 'Gone',
    nearest: () => '',
    names: () => true,
  }
  const stale = staleDecisions(parseDecisions(JSON.stringify(text), 'x'), known, '/x')
  expect(stale.map(({ hint }) => hint?.startsWith('Other decisions name it as well') ?? false)).toEqual([
    isShared,
    isShared,
  ])
})
