/** The offline join on real metadata and DATs: how much of what was sold is known. Skipped where that data is not. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withProject } from '../support/project.ts'

const DATA = resolve(import.meta.dirname, '../../../shared/data')
const DATS = resolve(DATA, 'dats/no-intro')

/** What was not sold: the same words as when the bars were set. */
const NOT_SOLD =
  /\((?:[^()]*\b(?:Proto|Beta|Demo|Sample|Unl|Pirate|Aftermarket|Virtual Console|Switch Online|Classic Mini|Collection|Program|Test|Promo|Kiosk|Steam|Evercade|Limited Run|Arcade|Homebrew|Hack)\b[^()]*)\)|\[BIOS\]/i

describe.skipIf(!existsSync(DATS) || !existsSync(resolve(DATA, 'metadata/libretro')))('real metadata', () => {
  it.each([
    ['Nintendo - Nintendo Entertainment System', 'nes', 92, 93],
    ['Nintendo - Super Nintendo Entertainment System', 'snes', 98, 98],
  ])(
    '%s',
    async (dat, slug, genre, publisher) => {
      await withProject(async (project) => {
        project.configure({
          roots: { roms: './roms' },
          dats: { d: resolve(DATS, `${dat}.dat`) },
          metadata: { sources: { libretro: resolve(DATA, 'metadata/libretro') } },
          targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
        })
        project.write('roms/nothing.txt', '')
        await project.build()
        const known = await project.session(({ db }) =>
          db
            .prepare(
              `select r.name, exists (select 1 from release_genre g where g.release_id = r.id),
               exists (select 1 from release_publisher g where g.release_id = r.id)
             from game_release r join platform p on p.id = r.platform_id
               join release_artifact a on a.release_id = r.id where p.slug = ?`,
            )
            .raw()
            .all(slug),
        )
        const sold = (known as [string, number, number][]).filter(([name]) => !NOT_SOLD.test(name))
        const share = (at: 1 | 2) => (100 * sold.filter((row) => row[at] === 1).length) / sold.length
        expect(share(1)).toBeGreaterThanOrEqual(genre)
        expect(share(2)).toBeGreaterThanOrEqual(publisher)
      })
    },
    120_000,
  )
})
