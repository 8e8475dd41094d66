/** The rule of settings: for each section of games on a target, what packs say that their emulators are to be set to. */
import { digest } from '../../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import { addTo } from '../../groups.ts'
import { calledAlike } from '../../identify/titles/spelling/left-out.ts'
import type { KnownSettings } from '../../metadata/known-settings.ts'
import { byCodeUnit } from '../../order.ts'
import type { Settlement } from '../../targets/names/contest.ts'
import { faultFinder } from '../../targets/faults.ts'
import { placedGames } from '../../targets/placed-games.ts'
import type { Target } from '../../targets/preset.ts'
import { settingsFilesOf } from '../../targets/settings-files.ts'
import type { TreeFile } from '../../targets/tree.ts'
import type { PlacedGame } from '../../targets/written-game.ts'
import type { GameSection } from '../art/art.ts'
import type { InputRules } from '../inputs.ts'
import type { MetadataRules } from '../metadata.ts'
import type { PartRules } from './parts.ts'
import { factsOf, nodeOf, partIn, type Made, type SectionRule } from './sections.ts'
import { readTarget } from '../choosing/selection.ts'
import type { World } from '../world.ts'

interface SettingsRules {
  /** By the argument of the section of games. */
  readonly settings: SectionRule
  /** The sections of settings of a target; none where it wants none. */
  sectionsOf(need: Reader['need'], target: Target, parts: readonly GameSection[]): Promise<Made[]>
  readonly all: readonly Rule[]
}

export function settingsRules(
  { db, now }: World,
  inputs: InputRules,
  metadata: Pick<MetadataRules, 'filesOf'>,
  games: Pick<PartRules, 'part' | 'sets'>,
  admission: Rule<Settlement>,
): SettingsRules {
  /** `platform`: a fingerprint of what packs say; a page: what. */
  const known = rule<string, { readonly all: readonly KnownSettings[] }>({
    kind: 'settings-of',
    version: '1',
    async run({ need, keep }, platform) {
      if ((await need(metadata.filesOf, platform)) === '') return ''
      const { settingsOn } = await import('../../metadata/join/settings.ts')
      const all = settingsOn(db, platform, now())
      keep('all', all)
      return all.length === 0 ? '' : digest(JSON.stringify(all))
    },
  })

  const settings: SectionRule = rule({
    kind: 'settings',
    version: '4',
    async run({ need, page, keep }, arg) {
      const { target: name, platform, section } = partIn(arg)
      const target = await readTarget(need, inputs, name)
      const said = await need(known, platform)
      const files: TreeFile[] = []
      const problems: Problem[] = []
      if (said !== '') {
        const { refused } = await need(admission, name)
        const all = (await page(games[section.kind], arg, 'games')) ?? []
        const of = finder((await page(known, platform, 'all')) ?? [])
        const faultOf = faultFinder(target, [target.device.settings?.path ?? ''])
        for (const game of placedGames(platform, all, refused[nodeOf(section)]))
          for (const file of settingsFilesOf(target, game, of(game))) {
            const fault = faultOf(file)
            if (fault) problems.push(fault)
            else files.push(file)
          }
      }
      const once = new Map(files.map((file) => [file.path, file]))
      const sorted = [...once.values()].sort((a, b) => byCodeUnit(a.path, b.path))
      keep('files', sorted)
      keep('games', [])
      return factsOf(target, sorted, problems)
    },
  })

  return {
    settings,
    async sectionsOf(need, target, parts) {
      if (target.device.settings === undefined) return []
      const made: Made[] = []
      for (const { arg } of parts) made.push({ kind: 'settings', arg, facts: await need(settings, arg) })
      return made
    },
    all: [known, settings],
  }
}

/** Packs name a release, or a game as people call it. */
function finder(all: readonly KnownSettings[]): (game: PlacedGame) => readonly KnownSettings[] {
  const everywhere = all.filter(({ game }) => game === null)
  const byName = new Map<string, KnownSettings[]>()
  const byTitle = new Map<string, KnownSettings[]>()
  for (const one of all) {
    if (one.game === null) continue
    addTo(byName, one.game, one)
    addTo(byTitle, calledAlike(one.game), one)
  }
  return ({ release, title, discs = [] }) => {
    const named = [release, ...discs].flatMap((name) => byName.get(name) ?? [])
    if (named.length > 0) return [...everywhere, ...named]
    const titles = [release.replace(/ [([].*$/, ''), ...(title === undefined ? [] : [title])].map(calledAlike)
    return [...everywhere, ...new Set(titles.flatMap((called) => byTitle.get(called) ?? []))]
  }
}
