import { describe, expect, it } from 'vitest'
import { dateOf, dateOfSeconds, plainText, playersOf, ratingOf } from '../../src/metadata/values.ts'

describe('values', () => {
  it.each([
    ['1990-11-21T00:00:00-08:00', '1990-11-21'],
    ['19901121T000000', '1990-11-21'],
    ['1990-13-01', '1990'],
    ['1990-11-40', '1990-11'],
    ['1990', '1990'],
    ['0000-00-00', undefined],
    ['12', undefined],
    ['next year', undefined],
  ])('the date %s is %s', (text, date) => expect(dateOf(text)).toBe(date))

  it.each([
    ['1-4', { least: 1, most: 4 }],
    ['2', { least: 1, most: 2 }],
    ['2 - 4', { least: 2, most: 4 }],
    ['4+', { least: 1, most: 4 }],
    ['0', undefined],
    ['many', undefined],
  ])('%s players are %j', (text, players) => expect(playersOf(text)).toEqual(players))

  it('other values', () => {
    expect([ratingOf(19, 20), ratingOf(4.6416873, 5), ratingOf(-1, 5), ratingOf(6, 5)]).toEqual([
      95,
      92.8,
      undefined,
      undefined,
    ])
    expect([dateOfSeconds(659_145_600), dateOfSeconds(1e300), dateOfSeconds(undefined)]).toEqual([
      '1990-11-21',
      undefined,
      undefined,
    ])
    expect(plainText('<p>A &amp; B</p><br/>x &#65; &#x42; &bogus; 1 < 2')).toBe(
      'A & B\n\nx A B &bogus; 1 < 2',
    )
    expect(plainText(' <p> </p> ')).toBeUndefined()
  })
})
