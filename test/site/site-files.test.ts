/** The files of a static site: scripts of data, and a page that holds no text but escaped ones. */
import vm from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pick } from '../../src/select/pick.ts'
import type { Cluster } from '../../src/select/selection.ts'
import type { TreeFile } from '../../src/targets/tree.ts'
import { libraryFile, pageFiles, shelfFiles } from '../../src/targets/site/site-files.ts'

const content = { sha1: 'a'.repeat(40), size: 1000, crc32: 0xab }
const OWNED: Pick = {
  platform: 'nes',
  game: 'Alpha',
  release: 'Alpha (Europe)',
  wanted: 'Alpha (USA)',
  regions: ['Europe'],
  languages: ['En', 'De'],
  year: 1990,
  files: [{ name: 'Alpha (Europe).nes', content, views: [], extension: 'nes' }],
}
const MISSING: Pick = { ...OWNED, game: 'Beta', release: 'Beta (USA)', files: [], year: 1991 }
const ALPHA: Cluster = {
  game: 'Alpha',
  ranked: [
    { name: 'Alpha (USA)', joinedBy: 'dat' },
    {
      name: 'Alpha (Europe)',
      joinedBy: 'dat',
      lostTo: { criterion: 'region', winner: 'USA (1st)', loser: 'Europe (2nd)' },
    },
  ],
  excluded: [{ name: 'Alpha (Beta)', rule: 'exclude: beta' }],
}

function textOf({ origin }: TreeFile): string {
  return 'text' in origin ? origin.text : ''
}

/** What a script hands over, as a browser would run it. */
function received(file: TreeFile): readonly unknown[] {
  const calls: unknown[] = []
  const take = (...values: readonly unknown[]): void => {
    calls.push(...values)
  }
  vm.runInNewContext(textOf(file), { curator: { rows: take, details: take, library: take } })
  return JSON.parse(JSON.stringify(calls)) as unknown[]
}

describe('a shelf', () => {
  it('is a script of rows and one of details', () => {
    const { wanted: _, ...missing } = MISSING
    const [rows, details] = shelfFiles('nes', '0', [OWNED, missing], [ALPHA])
    expect([rows!.path, details!.path]).toEqual(['data/nes-0.js', 'data/nes-0-more.js'])
    expect(received(rows!)).toEqual([
      'nes',
      '0',
      [
        ['Alpha', 'Alpha (Europe)', 2, 'Europe', 1990, 1000, ''],
        ['Beta', 'Beta (USA)', 0, 'Europe', 1991, 0, ''],
      ],
    ])
    expect(received(details!)).toEqual([
      'nes',
      '0',
      [
        {
          wanted: 'Alpha (USA)',
          languages: ['En', 'De'],
          files: [['Alpha (Europe).nes', 1000, '000000ab']],
          releases: [
            ['Alpha (USA)', 'wanted', ''],
            ['Alpha (Europe)', 'kept', 'region: USA (1st) before Europe (2nd)'],
            ['Alpha (Beta)', 'left out', 'exclude: beta'],
          ],
        },
        { languages: ['En', 'De'], files: [], releases: [] },
      ],
    ])
  })

  it('names the picture of a game where there is one', () => {
    const [rows] = shelfFiles('nes', '0', [OWNED], [], () => 'covers/alpha.png')
    expect(received(rows!)).toEqual([
      'nes',
      '0',
      [['Alpha', 'Alpha (Europe)', 2, 'Europe', 1990, 1000, 'covers/alpha.png']],
    ])
  })

  it('has no file without games', () => {
    expect(shelfFiles('nes', '0', [], [])).toEqual([])
  })

  it('brings every text as it is, and no markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (game) => {
        const hostile = `${game}</script><script>alert(1)</script>\u2028__proto__`
        const [rows] = shelfFiles('nes', '0', [{ ...OWNED, game: hostile }], [])
        expect(textOf(rows!)).not.toContain('<')
        const [, , list] = received(rows!) as [string, string, [[string]]]
        expect(list[0][0]).toBe(JSON.parse(JSON.stringify(hostile)))
      }),
      { numRuns: 30 },
    )
  })
})

describe('the page', () => {
  it('holds its title as text, and loads nothing from elsewhere', () => {
    const [page, style, script] = pageFiles(`<b>"Games" & 'more'</b>`, 'SCRIPT', 'STYLE')
    expect([page!.path, style!.path, script!.path]).toEqual(['index.html', 'page.css', 'page.js'])
    expect(textOf(page!)).toContain(
      '<title>&lt;b&gt;&quot;Games&quot; &amp; &#39;more&#39;&lt;/b&gt;</title>',
    )
    expect(textOf(page!)).not.toMatch(/https?:|\/\//)
    expect([textOf(style!), textOf(script!)]).toEqual(['STYLE', 'SCRIPT'])
  })

  it('is told of the library by a script', () => {
    const health = { verified: 1, probable: 2, unmatched: 3, locked: 5, unopened: 6, damaged: 4 }
    const library = { title: 'Games', platforms: [], playlists: [], health }
    expect(received(libraryFile(library))).toEqual([library])
  })
})
