/** The rule of games above platforms: which games of the catalog are one, and what playlists see of that. */
import type { Games } from '../../catalog/concepts.ts'
import { prepareOnce } from '../../catalog/sqlite.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import type { DecisionRules } from './decisions.ts'
import type { MetadataRules } from '../metadata.ts'
import type { Grouped } from './regroup.ts'
import type { World } from '../world.ts'

/** `platform/release` → its game, of those that are on several platforms. */
export type Concepts = Readonly<Record<string, string>>

interface ConceptRules {
  readonly concepts: Rule<Concepts>
  readonly all: readonly Rule[]
}

interface Below {
  readonly platforms: Rule<readonly string[]>
  readonly releases: Rule<Grouped>
  readonly metadata: MetadataRules
}

export function conceptRules({ db }: World, deciding: DecisionRules, below: Below): ConceptRules {
  const decided = rule<{ readonly same: readonly Games[]; readonly different: readonly Games[] }>({
    kind: 'ports',
    version: '3',
    async run({ need }) {
      const { ports, notPorts, grouping } = await need(deciding.decisions, '')
      const onOne = Object.entries(grouping).flatMap(([platform, all]) =>
        all
          .filter(({ verdict }) => verdict === 'different')
          .map(({ releases }) => releases.map((release): [string, string] => [platform, release])),
      )
      return {
        same: ports.map((port) => Object.entries(port)),
        different: [...notPorts.map((port) => Object.entries(port)), ...onOne],
      }
    },
  })

  const concepts = rule<Concepts>({
    kind: 'concepts',
    version: '4',
    async run({ need }) {
      const { same, different } = await need(decided, '')
      const hasMetadata = await need(below.metadata.any, '')
      const isKnown = prepareOnce(
        db,
        'select exists (select 1 from atomic_game_unit where concept_id is not null)',
      ).pluck()
      // most libraries: nothing could join platforms, or did before
      if (same.length === 0 && !hasMetadata && isKnown.get() === 0) return {}
      for (const platform of await need(below.platforms, '')) {
        await need(below.releases, platform)
        if (hasMetadata) await need(below.metadata.facts, platform)
      }
      const { releasesOfConcepts, syncConcepts } = await import('../../catalog/concepts.ts')
      syncConcepts(db, same, different)
      return releasesOfConcepts(db)
    },
  })

  return { concepts, all: [decided, concepts] }
}
