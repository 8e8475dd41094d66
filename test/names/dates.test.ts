/** Dates as people write them into names. */
import { expect, it } from 'vitest'
import { looseDate } from '../../src/names/dates.ts'

it.each([
  ['Dec 12, 1982', '1982-12-12'],
  ['Fri Feb 13 1998', '1998-02-13'],
  ['9th Nov. 1993', '1993-11-09'],
  ['30-12-2002', '2002-12-30'],
  ['08.11.2002', '2002-11-08'],
  ['1/2/1999', '1999-02-01'],
  ['2006-14-08', '2006-08-14'],
  ['Oct 2', ''],
  // no such day, no such month
  ['Dec 32, 1982', undefined],
  ['Smarch 13, 1982', undefined],
  ['32-12-2002', undefined],
  ['30-13-2002', undefined],
  ['2006-14-13', undefined],
  ['2006-32-08', undefined],
  ['2006-14-00', undefined],
  ['2006-00-14', undefined],
])('%s is read as %s', (text, date) => {
  expect(looseDate(text)).toBe(date)
})
