/** One number of a source for several games, as for Final Fantasy III and VI: what it joins, and what it only asks. */
import { describe, expect, it } from 'vitest'
import { syncConcepts } from '../../src/catalog/concepts.ts'
import type { ReviewItem } from '../../src/review/item.ts'
import { openReview } from '../../src/review/review.ts'
import type { Verdict } from '../../src/review/verdict.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { held } from './support.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'
const GBA = 'Nintendo - Game Boy Advance'
const NOW = Date.parse('2026-01-02')

const OTHER = 'Final Fantasy VI (Japan)'
const PORT = 'Final Fantasy VI Advance (USA)'
const KEY = 'snes/mobygames 6066'

function set(project: TestProject, sources: object): void {
  const snes = ['Final Fantasy III (USA)', OTHER, 'Quiet Desert (USA)']
  project.write(
    'dats/snes.dat',
    logiqxDat(
      SNES,
      snes.map((name) => ({ name: `${name}.sfc`, bytes: name })),
    ),
  )
  project.write('dats/gba.dat', logiqxDat(GBA, [{ name: `${PORT}.gba`, bytes: PORT }]))
  for (const name of [...snes, PORT]) project.write(`roms/${name}.rom`, name)
  const platforms = [15, 12].map((one) => ({ platform_id: one, platform_name: '' }))
  const alternate = ['Final Fantasy VI', 'Final Fantasy VI Advance'].map((title) => ({ title }))
  const game = { game_id: 6066, title: 'Final Fantasy III', alternate_titles: alternate, platforms }
  project.write('moby.json', JSON.stringify({ games: [game] }))
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    metadata: { sources: { ...sources } },
    policies: { best: { keep: 1, regions: ['USA', 'Japan'] } },
    targets: { plain: { preset: 'folder', path: './out', policy: 'best' } },
  })
}

/** What a person says when the source may tell of these two. */
const LINKS = `"metadata": { "link": { "snes": { "${OTHER}": { "moby": "6066" } }, "gba": { "${PORT}": { "moby": "6066" } } } }`

const queue = (project: TestProject): Promise<readonly ReviewItem[]> =>
  project.session(async ({ db }) =>
    (await openReview(held(db), project.dir, () => NOW)).items({ kinds: ['clone-group'] }),
  )

/** Titles of the games that are one with others. */
const joined = (project: TestProject): Promise<unknown[]> =>
  project.session(({ db }) =>
    db
      .prepare('select title from atomic_game_unit where concept_id is not null order by title')
      .pluck()
      .all(),
  )

async function decide(project: TestProject, verdict: Verdict): Promise<void> {
  await project.session(async ({ db }) => {
    const review = await openReview(held(db), project.dir, () => NOW)
    const item = review.item(`clone-group:${KEY}`)
    if (!item) throw new Error('nothing is asked')
    await review.decide(item, verdict)
  })
  await project.build()
}

describe('a number that games of one platform share', () => {
  it('takes nothing from the game that has it by its title, joins them, and asks whether they are one', async () => {
    await withProject(async (project) => {
      set(project, { moby: { kind: 'mobygames', path: './moby.json' } })
      await project.build()
      expect(await joined(project)).toEqual([])
      project.write('curation.jsonc', `{ ${LINKS} }`)
      await project.build()
      const told = await project.session(({ db }) =>
        db
          .prepare(
            'select r.name, l.via from metadata_link l join game_release r on r.id = l.release_id order by 1',
          )
          .raw()
          .all(),
      )
      expect(told).toEqual([
        ['Final Fantasy III (USA)', 'exact'],
        [OTHER, 'decision'],
        [PORT, 'decision'],
      ])
      expect(await joined(project)).toEqual([
        'Final Fantasy III',
        'Final Fantasy VI',
        'Final Fantasy VI Advance',
      ])
      expect((await queue(project)).map(({ key, subject, names }) => [key, subject, names])).toEqual([
        [KEY, 'Final Fantasy III / Final Fantasy VI (mobygames 6066)', ['Final Fantasy III (USA)', OTHER]],
      ])

      await decide(project, { do: 'rename', title: 'Final Fantasy VI' })
      expect(await queue(project)).toEqual([])
      expect(await joined(project)).toEqual(['Final Fantasy VI', 'Final Fantasy VI Advance'])
      expect(Object.keys(project.files('out')).filter((path) => path.startsWith('snes'))).toEqual([
        'snes/Final Fantasy III (USA).sfc',
        'snes/Quiet Desert (USA).sfc',
      ])
    })
  })

  it('joins nothing that is decided to be different', async () => {
    await withProject(async (project) => {
      set(project, { moby: { kind: 'mobygames', path: './moby.json' } })
      project.write('curation.jsonc', `{ ${LINKS} }`)
      await project.build()
      await decide(project, { do: 'split' })
      expect(await queue(project)).toEqual([])
      expect(await joined(project)).toEqual([])
    })
  })

  it('is one of a table as well, but joins no platforms', async () => {
    await withProject(async (project) => {
      set(project, { mine: './mine.csv' })
      const rows = [
        `snes,Final Fantasy III (USA),7`,
        `snes,${OTHER},7`,
        `gba,${PORT},7`,
        'snes,Quiet Desert (USA),8',
      ]
      project.write('mine.csv', `platform,name,id,genre\n${rows.map((row) => `${row},RPG\n`).join('')}`)
      await project.build()
      expect((await queue(project)).map(({ key, settles }) => [key, settles])).toEqual([['snes/csv 7', 2]])
      expect(await joined(project)).toEqual([])
    })
  })

  it('joins platforms where providers gave it when they were asked, if they number games', async () => {
    await withProject(async (project) => {
      set(project, {})
      await project.build()
      const concepts = await project.session(({ db }) => {
        const log = db.prepare(
          "insert into import_log (source, started_at, status) values (?, 0, 'completed') returning id",
        )
        const entry = db.prepare(
          `insert into metadata_entry (log_id, platform_id, ref, fields)
           select ?, platform_id, '358', '{}' from game_release where name = ? returning id`,
        )
        const link = db.prepare(
          "insert into metadata_link (release_id, entry_id, via) select id, ?, 'name' from game_release where name = ?",
        )
        const count = db.prepare('select count(*) from atomic_game_unit where concept_id is not null')
        return ['thegamesdb', 'igdb'].map((provider) => {
          for (const name of [OTHER, PORT]) {
            const run = log.pluck().get(`metadata:fetch:${provider}`)
            link.run(entry.pluck().get(run, name), name)
          }
          syncConcepts(db, [], [])
          return count.pluck().get()
        })
      })
      expect(concepts).toEqual([0, 2])
    })
  })
})

it('what was said of games of a platform goes with its last DAT', async () => {
  await withProject(async (project) => {
    set(project, { moby: { kind: 'mobygames', path: './moby.json' } })
    project.write('curation.jsonc', `{ ${LINKS} }`)
    await project.build()
    const platforms = () =>
      project.session(({ db }) =>
        db
          .prepare(
            `select distinct p.slug from platform p join atomic_game_unit u on u.platform_id = p.id
               join atomic_core_metadata c on c.atomic_id = u.id order by 1`,
          )
          .pluck()
          .all(),
      )
    expect(await platforms()).toEqual(['gba', 'snes'])
    project.remove('dats/gba.dat')
    await project.build()
    expect(await platforms()).toEqual(['snes'])
  })
})
