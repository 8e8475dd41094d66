/** Several editions of one DAT. */
import { describe, expect, it } from 'vitest'
import { encodeProblem } from '../../src/catalog/kept-problem.ts'
import { severalEditions } from '../../src/dats/releases/editions.ts'
import type { DatFileRow } from '../../src/dats/importing/store.ts'
import { problem } from '../../src/errors.ts'
import { UNSAID } from './support.ts'

function row(path: string, more: Partial<DatFileRow>): DatFileRow {
  const made = {
    dat: 'd',
    dialect: 'plain' as const,
    path,
    platform: 'nes',
    log_id: 1,
    source: 'dat',
    sha1: null,
    games: 1,
    digest: '',
  }
  return { ...UNSAID, ...made, name: 'NES', ...more }
}

const of = (...rows: readonly DatFileRow[]) => severalEditions(rows).map(({ message }) => message)

describe('editions of a DAT', () => {
  it('are told where several are in use', () => {
    expect(of(row('/b.dat', { version: '2026' }), row('/a.dat', { version: '2025' }))).toEqual([
      '"NES" is used in several editions: 2025 (/a.dat), 2026 (/b.dat). ' +
        'What the newest calls otherwise, or has no more, counts as well.',
    ])
  })

  it('are counted where there are many', () => {
    const rows = ['1', '2', '3', '4', '5'].map((version) => row(`/${version}.dat`, { version }))
    expect(of(...rows)[0]).toContain('1 (/1.dat), 2 (/2.dat), 3 (/3.dat), and 2 more.')
  })

  it.each<[string, Partial<DatFileRow>]>([
    ['has another name', { name: 'SNES' }],
    ['is of another platform', { platform: 'snes' }],
    ['has the same version', { version: '2025' }],
    ['states no version', { version: null }],
    ['is not used', { log_id: null }],
    [
      'lists nothing',
      { problem: encodeProblem(problem('dat-empty', '/b.dat: lists no games.', { path: '/b.dat' })) },
    ],
  ])('are not meant where one %s', (_, other) => {
    expect(of(row('/a.dat', { version: '2025' }), row('/b.dat', { version: '2026', ...other }))).toEqual([])
  })
})
