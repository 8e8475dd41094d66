/** The rule of games above platforms: which games of the catalog are one, and what playlists see of that. */
import { prepareOnce } from '../../catalog/sqlite.ts'
import type { Decisions } from '../../decisions/decisions.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import type { DecisionRules } from './decisions.ts'
import type { MetadataRules } from '../metadata.ts'
import type { Grouped } from './regroup.ts'
import type { World } from '../world.ts'

/** `platform/release` → its game, of those that are on several platforms. */
export type Concepts = Readonly<Record<string, string>>

export interface ConceptRules {
  readonly concepts: Rule<Concepts>
  readonly all: readonly Rule[]
}

interface Below {
  readonly platforms: Rule<readonly string[]>
  readonly releases: Rule<Grouped>
  readonly metadata: MetadataRules
}

export function conceptRules({ db }: World, deciding: DecisionRules, below: Below): ConceptRules {
  const decided = rule<Pick<Decisions, 'ports' | 'notPorts'>>({
    kind: 'ports',
    version: '2',
    async run({ need }) {
      const { ports, notPorts } = await need(deciding.decisions, '')
      return { ports, notPorts }
    },
  })

  const concepts = rule<Concepts>({
    kind: 'concepts',
    version: '3',
    async run({ need }) {
      const { ports, notPorts } = await need(decided, '')
      const hasMetadata = await need(below.metadata.any, '')
      const isKnown = prepareOnce(
        db,
        'select exists (select 1 from atomic_game_unit where concept_id is not null)',
      ).pluck()
      // most libraries: nothing could join platforms, or did before
      if (ports.length === 0 && !hasMetadata && isKnown.get() === 0) return {}
      for (const platform of await need(below.platforms, '')) {
        await need(below.releases, platform)
        if (hasMetadata) await need(below.metadata.facts, platform)
      }
      const mayNumber = prepareOnce(
        db,
        "select exists (select 1 from metadata_file where kind = 'mobygames')",
      ).pluck()
      if (ports.length === 0 && isKnown.get() === 0 && mayNumber.get() === 0) return {}
      const { releasesOfConcepts, syncConcepts } = await import('../../catalog/concepts.ts')
      syncConcepts(db, ports, notPorts)
      return releasesOfConcepts(db)
    },
  })

  return { concepts, all: [decided, concepts] }
}
