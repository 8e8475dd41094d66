/** The rules of a target's games: what each platform contributes, by shelves, or as a whole where games share files. */
import { machineLists } from '../../dats/machines.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { isZip, withOwnZips } from '../../identify/own-zips.ts'
import { withSerials } from '../../identify/serials.ts'
import { resolveSets } from '../../identify/sets.ts'
import { platformBySlug } from '../../platforms/lookup.ts'
import type { Pick } from '../../select/pick.ts'
import { buildSets } from '../../targets/arcade.ts'
import { gameWishes } from '../../targets/game-wishes.ts'
import { joinParts } from '../../targets/parts/join.ts'
import { buildPart } from '../../targets/parts/part.ts'
import type { Target } from '../../targets/preset.ts'
import type { InputRules } from '../inputs.ts'
import { keptNameRule } from './kept-names.ts'
import { launchedSets } from './launched-sets.ts'
import { mraRule } from './mra.ts'
import { keepPart, type SectionRule } from './sections.ts'
import { asPolicy, readTarget, splitArg, type SelectionRules } from '../choosing/selection.ts'
import type { World } from '../world.ts'

/** A node that holds files of a platform on a target. */
interface PartNode {
  readonly kind: 'part' | 'sets'
  readonly arg: string
}

export interface PartRules {
  readonly part: SectionRule
  readonly sets: SectionRule
  /** All nodes that together hold what the platform contributes to the target. */
  nodesOf(need: Reader['need'], name: string, target: Target, platform: string): Promise<readonly PartNode[]>
  readonly all: readonly Rule[]
}

export function partRules(world: World, inputs: InputRules, selection: SelectionRules): PartRules {
  const { config, db } = world
  const kept = keptNameRule(config, db)
  const mra = mraRule(world)

  /** `target/platform/shelf`: the files of some games on that target. */
  const part: SectionRule = rule({
    kind: 'part',
    version: '16',
    async run({ need, page, keep }, arg) {
      const [rest, shelf] = splitArg(arg)
      const [name, platform] = splitArg(rest)
      const target = await readTarget(need, inputs, name)
      const picks = await page(selection.picks, `${target.policy}/${platform}/${shelf}`, 'picks')
      const built = buildPart(target, platform, picks ?? [], {
        target: name,
        names: await need(kept, name),
      })
      // whether an archive can serve as it is, no pick tells
      if (built.files.some(isZip)) await page(selection.holdings, platform, shelf)
      const files = withOwnZips(db, built.files)
      if (!listsSerials(target, platform)) return keepPart(keep, target, { ...built, files })
      await need(inputs.datsOf, platform) // the picks stay when only a number becomes another
      return keepPart(keep, target, {
        ...built,
        files,
        games: withSerials(db, platform, built.files, built.games),
      })
    },
  })

  /** Platforms with lists of machines, whose games share files over all shelves. */
  const hasMachines = rule<boolean>({
    kind: 'machines',
    version: '1',
    async run({ need }, platform) {
      await need(inputs.datsOf, platform)
      return platformBySlug(platform)?.kind === 'arcade' && machineLists(db, platform).length > 0
    },
  })

  /** `target/platform`: the sets of all its machines, and the games of other DATs. */
  const sets: SectionRule = rule({
    kind: 'sets',
    version: '11',
    async run({ need, page, keep }, arg) {
      const [name, platform] = splitArg(arg)
      const target = await readTarget(need, inputs, name)
      const { dats, roots } = asPolicy(await need(inputs.slice, `policies/${target.policy}`))
      await need(inputs.datsOf, platform)
      await need(selection.holdings, platform) // of BIOS sets and devices, which are no games
      const scope = {
        layout: target.device.arcade ?? 'split',
        ...(dats ? { dats } : {}),
        ...(roots ? { roots } : {}),
      }
      const launched = await need(mra, name)
      if (launched) {
        const made = launchedSets(db, target, platform, launched, scope)
        return keepPart(keep, target, { ...made, files: withOwnZips(db, made.files) })
      }
      const wishes = gameWishes(target)
      const picks: Pick[] = []
      const cores = new Map<string, string>()
      for (const shelf of await shelvesOf(need, target, platform)) {
        const some = (await page(selection.picks, `${target.policy}/${platform}/${shelf}`, 'picks')) ?? []
        for (const pick of some) {
          if (pick.files.length === 0) continue
          const { exclude, core } = wishes.of(pick) ?? {}
          if (exclude === true) continue
          picks.push(pick)
          if (core !== undefined) cores.set(pick.release, core)
        }
      }
      const names = picks.map(({ release }) => release)
      const library = resolveSets(db, platform, names, scope)
      const others = new Set(library.others)
      const unlisted = picks.filter(({ release }) => others.has(release))
      const rest = buildPart(target, platform, unlisted, { target: name, names: await need(kept, name) })
      const both = joinParts(buildSets(target, platform, library, cores), rest)
      return keepPart(keep, target, { ...both, files: withOwnZips(db, both.files) })
    },
  })

  function shelvesOf(need: Reader['need'], { policy }: Target, platform: string): Promise<readonly string[]> {
    return need(selection.select, `${policy}/${platform}`)
  }

  return {
    part,
    sets,
    async nodesOf(need, name, target, platform) {
      if (await need(hasMachines, platform)) return [{ kind: 'sets', arg: `${name}/${platform}` }]
      const shelves = await shelvesOf(need, target, platform)
      return shelves.map((shelf) => ({ kind: 'part', arg: `${name}/${platform}/${shelf}` }))
    },
    all: [kept, mra, part, hasMachines, sets],
  }
}

function listsSerials({ device: { playlistFiles } }: Target, platform: string): boolean {
  return playlistFiles?.kind === 'lpl' && playlistFiles.serials?.includes(platform) === true
}
