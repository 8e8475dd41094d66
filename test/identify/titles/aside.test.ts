/** Links by name that a thread comes to while other work is done: the same as at once, or none yet. */
import { describe, expect, it, vi } from 'vitest'
import type { Db } from '../../../src/catalog/sqlite.ts'
import { identify } from '../../../src/identify/match.ts'
import { linkAside } from '../../../src/identify/titles/spelling/aside.ts'
import { linkTitles } from '../../../src/identify/titles/link-titles.ts'
import { isUnread, titlesDue } from '../../../src/identify/titles/rules.ts'
import { gameOf, romOf, shelf } from '../support.ts'
import { RULES } from './rules.ts'

/** What stands in the place of the thread's code. */
const instead = vi.hoisted((): { url?: URL } => ({}))
vi.mock(import('../../../src/workers.ts'), async (original) => {
  const real = await original()
  return { ...real, workerUrl: (name) => instead.url ?? real.workerUrl(name) }
})

const NEWS = ['Kid', 'Kid 2', 'Kidd', 'Castle', 'Castle of Kids', 'The Castle']

/** Many files that no DAT lists, some of them by names that link and some by names that suggest. */
function crowded(extra: readonly string[] = []) {
  const s = shelf()
  const titles = NEWS.flatMap((title) => ['(USA)', '(Europe)'].map((region) => `Lantern ${title} ${region}`))
  s.dat(
    'no-intro',
    'gba',
    titles.map((title) => gameOf(title, romOf(`${title}.gba`, title))),
  )
  for (let n = 0; n < 70; n++)
    s.file(`${n}/Lantern ${NEWS[n % NEWS.length]} ${n % 4 === 0 ? '(USA)' : n}.gba`, `${n}`)
  for (const path of extra) s.file(path, path)
  return s
}

const rows = (db: Db): unknown[] => [
  ...db.prepare('select * from title_link order by rom_file_id').all(),
  ...db.prepare('select * from ingestion_candidate order by rom_file_id, position').all(),
  ...db.prepare("select notes from import_log where source = 'title_matching'").all(),
]

function atOnce(db: Db): unknown[] {
  identify(db, (touch) => linkTitles(db, RULES, 1000, touch))
  return rows(db)
}

/** What ends it, if it was begun. */
function begun(db: Db, rules = RULES): (() => Promise<void>) | undefined {
  let end: (() => Promise<void>) | undefined
  identify(db, () => (end = linkAside(db, rules, 1000)))
  return end
}

describe('names that are read aside', () => {
  it('link and suggest what they do at once, and are not due again', async () => {
    const expected = atOnce(crowded().db)
    const { db } = crowded()
    const end = begun(db)
    expect(rows(db)).toEqual([])
    await end?.()
    expect(rows(db)).toEqual(expected)
    expect(rows(db).length).toBeGreaterThan(70)
    expect(titlesDue(db, RULES)).toBe(false)
    const before = identify(db)
    expect(identify(db)).toEqual(before)
  })

  it('were never read where nobody came to the end of it', () => {
    const expected = atOnce(crowded().db)
    const { db } = crowded()
    expect(begun(db)).toBeDefined()
    expect(isUnread(db)).toBe(true)
    expect(titlesDue(db, RULES)).toBe(true)
    expect(atOnce(db)).toEqual(expected)
  })

  it('are read without the thread where that ends early', async () => {
    const expected = atOnce(crowded().db)
    instead.url = new URL('broken-thread.mjs', import.meta.url)
    const { db } = crowded()
    const end = begun(db)
    delete instead.url
    expect(end).toBeDefined()
    await end?.()
    expect(rows(db)).toEqual(expected)
  })

  it('are read at once where a name may make something owned, or there are few', () => {
    expect(begun(crowded(['Lantern Kid (USA).chd']).db)).toBeUndefined()
    expect(begun(crowded().db, { ...RULES, owned: 'always' })).toBeUndefined()
    expect(begun(crowded().db, { ...RULES, owned: 'never' })).toBeDefined()
    const s = shelf()
    s.dat('no-intro', 'gba', [gameOf('Lantern Kid (USA)', romOf('Lantern Kid (USA).gba', 'kid'))])
    s.file('Lantern Kid (USA).gba', 'another dump')
    expect(begun(s.db)).toBeUndefined()
  })
})
