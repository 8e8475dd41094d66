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

function isMonth(text: string | undefined): boolean {
  return text !== undefined && Number(text) >= 1 && Number(text) <= 12
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && Number(text) >= 1 && Number(text) <= 31
}
