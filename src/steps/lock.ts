/** The rules behind `curator.lock`: the winners of every policy, and the text of the file. */
import type { ResolvedConfig } from '../config/resolved.ts'
import { rule, type Rule } from '../engine/rule.ts'
import { addTo } from '../groups.ts'
import type { LockedDat, LockedGames } from '../lock/data.ts'
import { keptGame, lockKept } from '../lock/games.ts'
import { writeLock } from '../lock/write.ts'
import { byCodeUnit } from '../order.ts'
import { policyFor } from '../select/policy.ts'
import type { InputRules } from './inputs.ts'
import { asPolicy, splitArg, fromSelection, type SelectionRules } from './choosing/selection.ts'

export interface LockRules {
  /** `policy/platform`: each game with the releases that are kept of it, best first. */
  readonly winners: Rule<Winners>
  /** The text curator.lock should have. Needs no ROMs, so CI can compute it. */
  readonly lock: Rule<string>
  readonly all: readonly Rule[]
}

type Winners = readonly (readonly [game: string, releases: readonly string[]])[]

export function lockRules(inputs: InputRules, selection: SelectionRules): LockRules {
  /** `policy/platform`: the winners alone, so that the lock does not read whole selections. */
  const winners = rule<Winners>({
    kind: 'winners',
    version: '3',
    async run({ need, page }, arg) {
      const [name, platform] = splitArg(arg)
      const policy = policyFor(asPolicy(await need(inputs.slice, `policies/${name}`)), platform)
      const kept = await fromSelection({ need, page }, selection, arg, (cluster) => keptGame(cluster, policy))
      kept.sort((a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(a.winner, b.winner))
      return [...lockKept(kept)]
    },
  })

  const lock = rule<string>({
    kind: 'lock',
    version: '2',
    async run({ need }) {
      // first of all: of a policy that is no more, winners need not be asked for
      const names = Object.keys((await need(inputs.slice, 'policies')) as ResolvedConfig['policies']).sort()
      const { files } = await need(inputs.dats, '')
      const dats = new Map<string, LockedDat[]>()
      for (const { dat, ...file } of files) addTo(dats, dat, file)
      const policies = new Map(names.map((policy) => [policy, new Map<string, LockedGames>()]))
      // by platform: what was read of one for a policy is there for the next
      for (const platform of await need(selection.platforms, '')) {
        for (const [policy, platforms] of policies) {
          const games = await need(winners, `${policy}/${platform}`)
          if (games.length > 0) platforms.set(platform, new Map(games))
        }
      }
      return writeLock({ dats, policies })
    },
  })

  return { winners, lock, all: [winners, lock] }
}
