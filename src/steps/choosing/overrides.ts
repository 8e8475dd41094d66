/** The rules of wishes that name releases, of policies and of targets: which of them name none. */
import { pathText, type ConfigPath } from '../../config/places/place.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { sourceOf } from '../../config/reading/source.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import { problem, type Problem } from '../../errors.ts'
import { composed } from '../../names/composed.ts'
import { nearestTo } from '../../select/nearest.ts'
import { hasOverrides, unmatchedOverrides, type UnmatchedOverride } from '../../select/overrides.ts'
import { releasesOf } from '../../select/restore.ts'
import type { InputRules } from '../inputs.ts'
import { nearestInWords } from '../devices/section-problems.ts'
import { asPolicy, asTarget, wholeSelection, type SelectionRules } from './selection.ts'
import type { Steps } from '../steps.ts'
import { missesDats, type World } from '../world.ts'

export interface OverrideRules {
  /** `policy`. Needs no ROMs. */
  readonly unmatched: Rule<readonly UnmatchedOverride[]>
  /** `target`: names in its `games` that neither a game nor a release has. */
  readonly unplaced: Rule<readonly UnplacedGame[]>
  readonly all: readonly Rule[]
}

interface UnplacedGame {
  readonly name: string
  readonly nearest: readonly string[]
}

export function overrideRules(inputs: InputRules, selection: SelectionRules): OverrideRules {
  const unmatched: OverrideRules['unmatched'] = rule({
    kind: 'overrides',
    version: '2',
    async run({ need, page }, name) {
      const policy = asPolicy(await need(inputs.slice, `policies/${name}`))
      const names = new Map<string, readonly string[]>()
      for (const platform of await need(selection.platforms, '')) {
        const clusters = await wholeSelection({ need, page }, selection, `${name}/${platform}`)
        if (clusters.length > 0) names.set(platform, releasesOf(clusters))
      }
      return unmatchedOverrides(policy, names)
    },
  })
  const unplaced: OverrideRules['unplaced'] = rule({
    kind: 'unplaced-games',
    version: '3',
    async run({ need, page }, target) {
      const { policy, games = {} } = asTarget(await need(inputs.slice, `targets/${target}`))
      const known = new Set<string>()
      const ofPlatform = new Set<string>()
      const wished = Object.keys(games).map(composed)
      for (const platform of await need(selection.platforms, '')) {
        const clusters = await wholeSelection({ need, page }, selection, `${policy}/${platform}`)
        const own = new Set([...clusters.map(({ game }) => game), ...releasesOf(clusters)].map(composed))
        for (const name of own) known.add(name)
        const before = `${platform}/`
        for (const name of wished)
          if (name.startsWith(before) && own.has(name.slice(before.length))) ofPlatform.add(name)
      }
      const names = wished.filter((name) => !known.has(name) && !ofPlatform.has(name))
      return names.map((name) => ({ name, nearest: nearestTo(name, known) }))
    },
  })
  return { unmatched, unplaced, all: [unmatched, unplaced] }
}

/**
 * Of all policies, or of those named. Told with every build and every lock, until the config is put right; not while a
 * DAT cannot be read. What a policy has from another is told once.
 */
export async function overrideNotes(
  { engine, overriding }: Steps,
  world: World,
  only: readonly string[] = Object.keys(world.config.policies),
): Promise<Problem[]> {
  const notes: Problem[] = []
  const told = new Set<string>()
  for (const name of only) {
    // most policies have none: then nothing is asked for
    if (!hasOverrides(world.config.policies[name] ?? {}) || missesDats(world)) continue
    for (const unmatched of await engine.get(overriding.unmatched, name)) {
      const wish = JSON.stringify([unmatched.path, unmatched.pattern])
      if (told.has(wish)) continue
      told.add(wish)
      notes.push(noteOf(world.config, name, unmatched))
    }
  }
  return notes
}

/** The same for what targets want to be different for single games. */
export async function gameWishNotes(
  { engine, overriding }: Steps,
  world: World,
  targets: readonly string[],
): Promise<Problem[]> {
  const notes: Problem[] = []
  for (const target of targets) {
    if (world.config.targets[target]?.games === undefined || missesDats(world)) continue
    for (const { name, nearest } of await engine.get(overriding.unplaced, target)) {
      const path = pathText(['targets', target, 'games'])
      const message = `\`${path}\` names "${name}", which no game and no release is called.`
      notes.push(problem('override-unmatched', message + nearestInWords(nearest), { path }))
    }
  }
  return notes
}

function noteOf(
  config: ResolvedConfig,
  policy: string,
  { path, pattern, nearest }: UnmatchedOverride,
): Problem {
  const place: ConfigPath = ['policies', policy, ...path]
  const message = `\`${pathText(place)}\` names "${pattern}", which no release is called.`
  const at = sourceOf(config).place(place, 'value')
  return problem('override-unmatched', message + nearestInWords(nearest), {
    path: pathText(place),
    ...(at ? { at } : {}),
  })
}
