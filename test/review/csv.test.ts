/** The queue as a table, and back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, filledIds, readCsv } from '../../src/review/csv.ts'
import type { ReviewItem } from '../../src/review/item.ts'
import { parseVerdict } from '../../src/review/verdict.ts'

const item = (id: string, subject: string): ReviewItem => ({
  id,
  kind: 'candidate',
  platform: 'snes',
  subject,
  key: id,
  settles: 2,
  detail: 'Game (USA) (91 %)',
  isNew: true,
  names: ['Game (USA)'],
})

describe('export', () => {
  it('has a line an item, and an empty column for decisions', () => {
    expect(csvOf([item('candidate:a', 'roms/Game, The "best".sfc'), item('candidate:b', '=cmd.sfc')])).toBe(
      [
        'decision,kind,platform,settles,subject,detail,names,id',
        ',candidate,snes,2,"roms/Game, The ""best"".sfc",Game (USA) (91 %),Game (USA),candidate:a',
        ",candidate,snes,2,'=cmd.sfc,Game (USA) (91 %),Game (USA),candidate:b",
        '',
      ].join('\n'),
    )
  })
})

describe('import', () => {
  it.each([
    ['commas', 'id,decision\ncandidate:a,accept 2\ncandidate:b,\n', 2],
    ['semicolons, BOM and CRLF', '\uFEFFdecision;id\r\nskip;candidate:b\r\n"accept 2";"candidate:a"\r\n', 3],
    ['what spreadsheets write large', 'id,decision\ncandidate:a,Accept 2\ncandidate:b,Skip\n', 2],
    ['tabs and other columns', 'x\tid\tsubject\tdecision\n\tcandidate:a\t"a\nb"\taccept 2', 2],
    ['empty lines and cells of several', 'id,decision\n\n"a\r\nb\rc",\n\ncandidate:a,accept 2', 7],
  ])('reads %s', (_, text, line) => {
    const verdict = { do: 'accept', choice: 2 }
    expect(readCsv(text, 'q.csv')).toEqual([{ id: 'candidate:a', verdict, line }])
  })

  it('tells every row that is wrong, with its line', () => {
    expect(() => readCsv('id,decision\n"a\nb",acept\nc,rename\n', 'q.csv')).toThrow(
      'q.csv, line 2: "acept" is no decision: it is accept, accept 2, refuse, merge, split, rename <title>, platform <slug> or platform <slug> all.',
    )
    expect(() => readCsv('id,decision\n"a\nb",acept\nc,rename\n', 'q.csv')).toThrow('q.csv, line 4: "rename"')
    expect(() => readCsv('id,decision\na,rename Pok\ufffdmon\n', 'q.csv')).toThrow(
      'q.csv, line 2: "rename Pok\ufffdmon" is not in UTF-8. Save the table as "CSV UTF-8".',
    )
    expect(() => readCsv('a,b\n', 'q.csv')).toThrow('has no columns "id" and "decision" in its first line.')
  })

  it.each([
    ['decision,id\naccept 2,a\n,b\n skip ,c\nacept,d\n', ['a', 'd']],
    ['id,decision\na,refuse\nb,\n', ['a']],
    ['id,subject\na,refuse\n', []],
    ['', []],
  ])('knows which rows say something, right or wrong: %j', (text, ids) => {
    expect(filledIds(text)).toEqual(ids)
  })

  it('gives back the ids that were exported, whatever they are called', () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('aZ"\',;\t=\n\r é|')), minLength: 1 })
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), (names) => {
        const ids = names.map((one) => `candidate:${one}.`)
        const lines = ids.map((id) => csvOf([item(id, id)]).replace(/^[^\n]*\n/, 'refuse'))
        const text = `decision,kind,platform,settles,subject,detail,names,id\n${lines.join('')}`
        expect(readCsv(text, 'q').map(({ id }) => id)).toEqual(ids)
      }),
    )
  })
})

it.each([
  ['accept', { do: 'accept' }],
  [' accept 3 ', { do: 'accept', choice: 3 }],
  ['refuse', { do: 'refuse' }],
  ['Refuse', { do: 'refuse' }],
  ['Rename FF VI', { do: 'rename', title: 'FF VI' }],
  ['rename Final Fantasy VI', { do: 'rename', title: 'Final Fantasy VI' }],
  ['platform genesis', { do: 'platform', platform: 'genesis' }],
  ['platform genesis all', { do: 'platform', platform: 'genesis', all: true }],
])('%j is a verdict', (text, verdict) => {
  expect(parseVerdict(text)).toEqual(verdict)
})

it.each(['', 'accept 0', 'accept x', 'refuse it', 'merge 2', 'platform', 'platform a b c', 'rename'])(
  '%j is none',
  (text) => {
    expect(() => parseVerdict(text)).toThrow('is no decision')
  },
)
