/** The rules of a static site: a section for each shelf of games, and one for the page itself, with what it says of all. */
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { digest } from '../../engine/canonical.ts'
import { healthInAll, libraryHealth } from '../../identify/health.ts'
import { platformBySlug } from '../../platforms/lookup.ts'
import { wantsPictures } from '../../targets/pictures/places.ts'
import type { Target } from '../../targets/preset.ts'
import { libraryFile, pageFiles, shelfFiles } from '../../targets/site/site-files.ts'
import { readPageFile } from '../../targets/site/page-bundle.ts'
import type { SiteHealth, SiteLibrary, SiteList, SitePlatform } from '../../targets/site/site-data.ts'
import type { ArtRules } from '../art/art.ts'
import type { DecisionRules } from '../choosing/decisions.ts'
import type { InputRules } from '../inputs.ts'
import { keepLists, type SectionRule } from './sections.ts'
import { asPlaylist, readTarget, splitArg, type SelectionRules } from '../choosing/selection.ts'
import type { World } from '../world.ts'

interface SiteRules {
  /** `target/platform/shelf`: the scripts of some games. */
  readonly site: SectionRule
  /** `target`: the page, and the script with what it says of the whole library. */
  readonly front: SectionRule
  readonly all: readonly Rule[]
}

interface Shown {
  /** The pictures of the games of a shelf, by the argument of its section. */
  readonly art: ArtRules['art']
  /** The platforms that a site shows. */
  played(need: Reader['need'], target: Target): Promise<readonly string[]>
}

export function siteRules(
  { db }: World,
  inputs: InputRules,
  deciding: DecisionRules,
  selection: SelectionRules,
  { art, played }: Shown,
): SiteRules {
  const site: SectionRule = rule({
    kind: 'site',
    version: '1',
    async run({ need, page, keep }, arg) {
      const [rest, shelf] = splitArg(arg)
      const [name, platform] = splitArg(rest)
      const target = await readTarget(need, inputs, name)
      const selected = `${target.policy}/${platform}`
      const clusters = (await page(selection.select, selected, shelf)) ?? []
      const picks = (await page(selection.picks, `${selected}/${shelf}`, 'picks')) ?? []
      const covers = new Map<string, string>()
      const wishes = wantsPictures(target) ? await page(art, arg, 'wishes') : []
      for (const { release, slots } of wishes ?? []) {
        const [has] = slots.flatMap((slot) => slot.has ?? [])
        if (has) covers.set(release, has.path)
      }
      const files = shelfFiles(platform, shelf, picks, clusters, ({ release }) => covers.get(release) ?? '')
      return keepLists(keep, target, { files, problems: [] })
    },
  })

  /** Which script and which look the page has: those of this curator. */
  const pageBundle = rule<string>({
    kind: 'page-bundle',
    version: '1',
    probe: true,
    run: () => digest(readPageFile('page-site.js') + readPageFile('page.css')),
  })

  /** Goes up when files were scanned or DATs read, and never without: whether to count files anew. */
  const lastImport = rule<number>({
    kind: 'last-import',
    version: '1',
    probe: true,
    async run({ need }) {
      await need(inputs.identified, '')
      return db.prepare<[], number>('select coalesce(max(id), 0) from import_log').pluck().get() ?? 0
    },
  })

  const health = rule<SiteHealth>({
    kind: 'health',
    version: '3',
    async run({ need }) {
      await need(inputs.dats, '')
      await need(deciding.decisions, '')
      for (const part of ['matching', 'platformLinks', 'roots']) await need(inputs.slice, part)
      await need(lastImport, '')
      const { missing: _, ...there } = healthInAll(libraryHealth(db))
      return there
    },
  })

  const front: SectionRule = rule({
    kind: 'front',
    version: '1',
    async run({ need, keep }, name) {
      const target = await readTarget(need, inputs, name)
      await need(pageBundle, '')
      const title = target.device.site?.title ?? name
      const library: SiteLibrary = {
        title,
        platforms: await platformsOf(need, target),
        playlists: await listsOf(need, target),
        health: await need(health, ''),
      }
      const page = pageFiles(title, readPageFile('page-site.js'), readPageFile('page.css'))
      return keepLists(keep, target, { files: [...page, libraryFile(library)], problems: [] })
    },
  })

  async function platformsOf(need: Reader['need'], target: Target): Promise<SitePlatform[]> {
    const platforms: SitePlatform[] = []
    for (const slug of await played(need, target)) {
      const selected = `${target.policy}/${slug}`
      const total = { owned: 0, missing: 0, better: 0 }
      const shelves: string[] = []
      for (const shelf of await need(selection.select, selected)) {
        const { owned, missing, better } = await need(selection.picks, `${selected}/${shelf}`)
        if (owned + missing > 0) shelves.push(shelf)
        total.owned += owned
        total.missing += missing
        total.better += better
      }
      const name = platformBySlug(slug)?.name ?? slug
      if (shelves.length > 0) platforms.push({ slug, name, ...total, shelves })
    }
    return platforms
  }

  async function listsOf(need: Reader['need'], target: Target): Promise<SiteList[]> {
    const lists: SiteList[] = []
    for (const name of target.playlists ?? []) {
      const { policy, title } = asPlaylist(await need(inputs.slice, `playlists/${name}`))
      const { games, missing } = await need(selection.list, `${name}/${policy ?? target.policy}`)
      lists.push({
        title: title ?? name,
        missing,
        games: games.map(({ platform, release }) => [platform, release]),
      })
    }
    return lists
  }

  return { site, front, all: [site, pageBundle, lastImport, health, front] }
}
