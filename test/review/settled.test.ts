/** Only items that edits touch are asked whether they are settled: the others must not be settled by them. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applied } from '../../src/decisions/apply.ts'
import { NO_DECISIONS } from '../../src/decisions/decisions.ts'
import type { DecisionEdit } from '../../src/decisions/edit.ts'
import type { ReviewItem } from '../../src/review/item.ts'
import { settledBy, touchedBy } from '../../src/review/settled.ts'

const GAMES = ['nes/A', 'nes/B', 'snes/A', 'snes/B', 'gb/A', 'gb/B']

const item = (...names: readonly string[]): ReviewItem => ({
  id: `port:${names.join(' = ')}`,
  kind: 'port',
  subject: 'A',
  key: names.join(' = '),
  settles: names.length,
  isNew: true,
  names,
})

/** Of games on two or three platforms. */
const NAMES = fc
  .tuple(fc.constantFrom('', 'A', 'B'), fc.constantFrom('A', 'B'), fc.constantFrom('A', 'B'))
  .map(([nes, snes, gb]) => [...(nes === '' ? [] : [`nes/${nes}`]), `snes/${snes}`, `gb/${gb}`])

const EDIT = fc.tuple(fc.constantFrom('ports', 'notPorts'), NAMES).map(([kind, names]): DecisionEdit => ({
  kind,
  releases: Object.fromEntries(names.map((name): [string, string] => [name.slice(0, -2), name.slice(-1)])),
}))

it('whatever was decided of ports before', () => {
  const items = GAMES.flatMap((a, i) => GAMES.slice(i + 1).map((b) => item(a, b)))
  fc.assert(
    fc.property(fc.array(EDIT, { maxLength: 5 }), EDIT, (before, edit) => {
      const decided = applied(NO_DECISIONS, before)
      const after = applied(decided, [edit])
      const [was, is] = [settledBy(decided), settledBy(after)]
      const isTouched = touchedBy([edit], after)
      const open = items.filter((one) => !was(one))
      expect(open.filter((one) => isTouched(one) && is(one))).toEqual(open.filter(is))
    }),
  )
})

it('touches no game that no decision joins with those of the edit', () => {
  const edit: DecisionEdit = { kind: 'ports', releases: { nes: 'A', snes: 'A' } }
  const isTouched = touchedBy([edit], applied(NO_DECISIONS, [edit]))
  expect(isTouched(item('nes/A', 'gb/A'))).toBe(true)
  expect(isTouched(item('snes/B', 'gb/A'))).toBe(false)
})

it.each([
  ['snes/Fate/Stay (USA)/igdb', true],
  ['snes/Fate/Stay (USA)/mobygames', true],
  ['snes/Fate/Stay (USA)/hltb', false],
  ['nes/Fate/Stay (USA)/igdb', false],
  ['snes/Stay (USA)/igdb', false],
])('what a source calls a game is settled by an id, and by none: %s', (key, isSettled) => {
  const link = { snes: { 'Fate/Stay (USA)': { igdb: '1', mobygames: null } } }
  const decisions = { ...NO_DECISIONS, metadata: { pin: {}, link } }
  expect(settledBy(decisions)({ ...item(), kind: 'metadata', key })).toBe(isSettled)
})
