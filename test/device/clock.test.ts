import { expect, test } from 'vitest'
import { sameTime } from '../../src/targets/device/look/clock.ts'

const AT = 1_700_000_000_000
const HOUR = 3_600_000

test.each([
  ['equal times', AT + 0.123, AT + 0.123, true],
  ['a fine time that differs at all', AT + 0.123, AT + 0.124, false],
  ['coarse times within two seconds', AT, AT + 2000, true],
  ['coarse times farther apart', AT, AT + 2010, false],
  ['a fine time read back coarse', AT + 1234.567, AT, true],
  ['an hour later, as in summer', AT, AT + HOUR, true],
  ['five and a half hours earlier, as in another zone', AT, AT - 5.5 * HOUR, true],
  ['a quarter hour and a grid step', AT, AT + 900_000 - 2000, true],
  ['no whole quarter hour', AT, AT + 907_000, false],
  ['the farthest zones', AT, AT + 26 * HOUR, true],
  ['the farthest zones and a grid step', AT, AT + 26 * HOUR + 2000, true],
  ['farther than that', AT, AT + 26 * HOUR + 2010, false],
  ['farther than any zone', AT, AT + 26.25 * HOUR, false],
  ['an hour later on a disk with fine times', AT + 0.5, AT + HOUR + 0.5, false],
])('%s', (_case, recorded, seen, same) => {
  expect(sameTime(recorded, seen)).toBe(same)
  expect(sameTime(seen, recorded)).toBe(same)
})
