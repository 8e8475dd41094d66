/** The rule of clone lists that contradict each other: what of it the user has to decide. */
import { lineColumn } from '../../config/places/place.ts'
import { loadReleases } from '../../dats/releases/releases.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import { readRegular } from '../../regular-file.ts'
import { remembering } from '../../remembering.ts'
import type { LinesOf } from '../../select/clone-lists/contradictions.ts'
import type { Steps } from '../steps.ts'
import { missesDats, type World } from '../world.ts'
import type { CloneListRules } from './clone-lists.ts'
import type { DecisionRules } from './decisions.ts'
import type { SelectionRules } from './selection.ts'

export interface ContradictionRules {
  /** `platform`. Needs no ROMs. */
  readonly contradictions: Rule<readonly Problem[]>
  readonly all: readonly Rule[]
}

export function contradictionRules(
  { db }: World,
  cloning: CloneListRules,
  deciding: DecisionRules,
  selection: SelectionRules,
): ContradictionRules {
  const contradictions: ContradictionRules['contradictions'] = rule({
    kind: 'clone-list-contradictions',
    version: '1',
    async run({ need }, platform) {
      await need(cloning.files, '') // lines may be others where nothing else is
      await need(selection.releases, platform)
      const decisions = await need(deciding.grouping, platform)
      const lists = await cloning.listsOf(platform)
      if (!lists.some(({ entries }) => entries.some(({ group }) => group !== undefined))) return []
      const { contradictionsOf } = await import('../../select/clone-lists/contradictions.ts')
      return contradictionsOf(loadReleases(db, platform), lists, decisions, await lineFinder())
    },
  })
  return { contradictions, all: [contradictions] }
}

async function lineFinder(): Promise<LinesOf> {
  const { findNodeAtLocation, parseTree } = await import('jsonc-parser')
  // lists are long, and each may be spoken of many times
  const parsed = remembering(Infinity, (file) => {
    const text = textOf(file)
    return { text, root: parseTree(text) }
  })
  return (file, places) => {
    const { text, root } = parsed(file)
    return places.flatMap((place) => {
      const path = place.match(/[^.[\]]+/g)?.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
      const node = root && findNodeAtLocation(root, path ?? [])
      return node ? [lineColumn(text, node.offset).line] : []
    })
  }
}

/** '' of a file that went since it was read as a list. */
function textOf(file: string): string {
  try {
    return readRegular(file).toString()
  } catch {
    return ''
  }
}

/**
 * Of all platforms, or of those named. Told with every build and every lock, until it is decided; not while a DAT cannot be
 * read, nor where no policy counts clone lists.
 */
export async function contradictionProblems(
  { engine, selection, contradicting }: Steps,
  world: World,
  only?: readonly string[],
): Promise<Problem[]> {
  const { cloneLists, policies } = world.config
  const areCounted = Object.values(policies).some(({ groupBy }) => groupBy?.includes('clone-list') ?? true)
  if (cloneLists.length === 0 || !areCounted || missesDats(world)) return []
  const problems: Problem[] = []
  for (const platform of only ?? (await engine.get(selection.platforms, '')))
    problems.push(...(await engine.get(contradicting.contradictions, platform)))
  return problems
}
