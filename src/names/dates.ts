/** Dates as release names write them, brought to ISO as far as they are known: `199` of TOSEC's `199x`. */
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** `1999-08-19` of `19990819`, `08-19-1999`, `08-19-99` or `1999-08-19T101500`; less where less is said; else undefined. */
export function parseDate(text: string): string | undefined {
  const first = text.charCodeAt(0)
  const digit = first >= 48 && first <= 57
  if (!digit && first !== 126) return monthAndYear(text)
  return yearFirst(text) ?? compact(text) ?? monthFirst(text) ?? monthAndYear(text)
}

/** TOSEC's names say it before the publisher, with no space between; nobody else writes so. */
const TOSEC_YEAR = /\(((?:19|20)\d\d)(?:-[\dx]{2}){0,2}\)\(/i

/** The year that a name of TOSEC's says, in lists that have no field for it; undefined where nobody knows it (`19xx`). */
export function tosecYear(name: string): string | undefined {
  return TOSEC_YEAR.exec(name)?.[1]
}

const YEAR_FIRST = /^~?((?:19|20)(?:\d\d|\dx|xx))(?:-(\d\d|xx)(?:-(\d[\dx]|xx))?)?(?:T(\d{6}))?$/i

function yearFirst(text: string): string | undefined {
  const [match, year = '', month, day, time] = YEAR_FIRST.exec(text) ?? []
  if (match === undefined) return undefined
  if (/x/i.test(year)) return month === undefined ? year.replace(/x/gi, '') : undefined
  if (month === undefined || /x/i.test(month)) return year
  if (!isMonth(month)) return undefined
  if (day === undefined || /x/i.test(day)) return `${year}-${month}`
  if (!isDay(day)) return undefined
  return `${year}-${month}-${day}${time === undefined ? '' : `T${time}`}`
}

function compact(text: string): string | undefined {
  const [, year, month, day] = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  if (year === undefined || !isMonth(month) || !isDay(day)) return undefined
  return `${year}-${month}-${day}`
}

function monthFirst(text: string): string | undefined {
  const [, month, day, year] = /^(\d\d)-(\d\d)-((?:19|20)?\d\d)$/.exec(text) ?? []
  if (year === undefined || !isMonth(month) || !isDay(day)) return undefined
  const century = Number(year) >= 70 ? '19' : '20'
  return `${year.length === 4 ? year : century + year}-${month}-${day}`
}

function monthAndYear(text: string): string | undefined {
  const [, before, year, after] = /^(?:([a-z]+), ?)?((?:19|20)\d\d)(?:, ?([a-z]+))?$/i.exec(text) ?? []
  if (year === undefined) return undefined
  const month = MONTHS.indexOf((before ?? after ?? '').toLowerCase()) + 1
  return month === 0 ? undefined : `${year}-${String(month).padStart(2, '0')}`
}

/**
 * Dates in the free forms of GoodTools and MAME: `Dec 12, 1982`, `Fri Feb 13 1998`, `30-12-2002`, `08.11.2002`, and all
 * that `parseDate` reads. Empty for a day without a year (`Oct 2`); undefined for what is no date.
 */
export function looseDate(text: string): string | undefined {
  return dayFirst(text) ?? parseDate(text) ?? dayBeforeMonth(text) ?? monthInWords(text)
}

/** `2006-14-08` */
function dayBeforeMonth(text: string): string | undefined {
  const [, year, day, month] = /^((?:19|20)\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? []
  return year !== undefined && isMonth(month) && isDay(day) ? `${year}-${month}-${day}` : undefined
}

function dayFirst(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d\d)$/.exec(text) ?? []
  if (year === undefined || month === undefined || !isMonth(month) || !isDay(day)) return undefined
  return `${year}-${month.padStart(2, '0')}-${day?.padStart(2, '0')}`
}

const IN_WORDS =
  /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (?:(\d{1,2})(?:st|nd|rd|th)?)?(?:,? ?((?:19|20)\d\d))?(?:, .{1,12})?$/i

function monthInWords(text: string): string | undefined {
  // `9th Nov. 1993` is brought to the other order
  const [match, word = '', day, year] =
    IN_WORDS.exec(text.replace(/^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}\.?),? /i, '$2 $1 ')) ?? []
  if (match === undefined || (day === undefined && year === undefined)) return undefined
  const month = MONTHS.findIndex((name) => name.startsWith(word.toLowerCase())) + 1
  if (month === 0 || (day !== undefined && !isDay(day))) return undefined
  if (year === undefined) return ''
  const date = `${year}-${String(month).padStart(2, '0')}`
  return day === undefined ? date : `${date}-${day.padStart(2, '0')}`
}

function isMonth(text: string | undefined): boolean {
  return text !== undefined && Number(text) >= 1 && Number(text) <= 12
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && Number(text) >= 1 && Number(text) <= 31
}
