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

/** What an entry says that is about the release itself. */
const OWN = `select 1 from metadata_link l join metadata_entry e on e.id = l.entry_id where l.release_id = r.id`

const SYSTEMS = [
  ['Nintendo - Nintendo Entertainment System', 'nes', 92, 93, 96, 97],
  ['Nintendo - Super Nintendo Entertainment System', 'snes', 98, 98, 97, 97],
] as const

const KNOWN = `
  select r.name, exists (select 1 from release_genre g where g.release_id = r.id),
    exists (select 1 from release_publisher g where g.release_id = r.id),
    exists (${OWN} and json_extract(e.fields, '$.genres[0]') is not null),
    exists (${OWN} and json_extract(e.fields, '$.publishers[0]') is not null)
  from game_release r join platform p on p.id = r.platform_id
    join release_block a on a.release_id = r.id where p.slug = ?`

describe.skipIf(!existsSync(DATS) || !existsSync(resolve(DATA, 'metadata/libretro')))('real metadata', () => {
  it('of NES and SNES: what was sold is known', { timeout: 120_000 }, async () => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { d: { path: SYSTEMS.map(([dat]) => resolve(DATS, `${dat}.dat`)) } },
        metadata: { sources: { libretro: resolve(DATA, 'metadata/libretro') } },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
      project.write('roms/nothing.txt', '')
      await project.build()
      for (const [, slug, genre, publisher, ownGenre, ownPublisher] of SYSTEMS) {
        const known = await project.session(({ db }) => db.prepare(KNOWN).raw().all(slug))
        const sold = (known as [string, number, number, number, number][]).filter(
          ([name]) => !NOT_SOLD.test(name),
        )
        const share = (at: 1 | 2 | 3 | 4) => (100 * sold.filter((row) => row[at] === 1).length) / sold.length
        const shares = ([1, 2, 3, 4] as const).map((at) => `${share(at).toFixed(1)} %`)
        process.stdout.write(
          `${slug}, ${sold.length} releases that were sold: genre ${shares[0]}, publisher ${shares[1]}; ` +
            `by entries of their own alone: ${shares[2]}, ${shares[3]}\n`,
        )
        // what another release of the game says is passed on to it, and adds to what is said of itself
        expect(share(1)).toBeGreaterThanOrEqual(share(3))
        expect(share(3)).toBeGreaterThanOrEqual(ownGenre)
        expect(share(4)).toBeGreaterThanOrEqual(ownPublisher)
        expect(share(1)).toBeGreaterThanOrEqual(genre)
        expect(share(2)).toBeGreaterThanOrEqual(publisher)
      }
    })
  })
})
