/**
 * Which games of a target have their saves in one place. Only parts with such games are read, and where no other part met
 * them, those are not read again.
 */
import { digest } from '../../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import type { Settlement } from '../../targets/names/contest.ts'
import { inOrder, isIn, placesAmong, readNumbers, repeated } from '../../targets/parts/footprint.ts'
import { placedGames } from '../../targets/placed-games.ts'
import type { Target } from '../../targets/preset.ts'
import { sharedSaves, type SavedGame } from '../../targets/saves/shared.ts'
import type { InputRules } from '../inputs.ts'
import { nodeOf, type MadePart, type SectionKind, type SectionRule } from './sections.ts'
import { readTarget } from '../choosing/selection.ts'

/** `target`: a note for each game whose saves another has already. */
export function sharedSaveRule(
  inputs: InputRules,
  ruleOf: (kind: SectionKind) => SectionRule,
  admission: Rule<Settlement>,
  readParts: (need: Reader['need'], name: string, target: Target) => Promise<readonly MadePart[]>,
): Rule<readonly Problem[]> {
  return rule({
    kind: 'shared-saves',
    version: '1',
    async run({ need, page, before, note }, name) {
      const target = await readTarget(need, inputs, name)
      if ((target.device.saves ?? []).length === 0) return []
      const parts = (await readParts(need, name, target)).filter(({ facts }) => facts.saves !== undefined)
      const { refused } = await need(admission, name)
      const basis = digest(JSON.stringify([target.device, refused]))
      const known = before?.note ? (JSON.parse(before.note) as Note) : undefined
      const shared = known?.basis === basis && isStill(known, parts) ? known : await look()
      const noted: Note = { ...shared, basis, parts: parts.map((part) => [nodeOf(part), gamesOf(part)]) }
      note(JSON.stringify(noted))
      return shared.problems

      async function look(): Promise<Pick<Note, 'involved' | 'problems'>> {
        const all = parts.map(numbersOf)
        const twice = repeated(inOrder(all))
        const involved = parts.filter((_, i) => all[i]?.some((one) => isIn(twice, one)))
        const games: SavedGame[] = []
        for (const part of involved) {
          const numbers = numbersOf(part)
          const own = (await page(ruleOf(part.kind), part.arg, 'games')) ?? []
          const here = own.filter((_, i) => isIn(twice, numbers[i] ?? NaN))
          games.push(...placedGames(part.platform, here, refused[nodeOf(part)]))
        }
        return { involved: involved.map(nodeOf), problems: sharedSaves(target, games) }
      }
    },
  })
}

/** What was found the last time. */
interface Note {
  /** A fingerprint of the device, and of the files that are not let in. */
  readonly basis: string
  readonly parts: readonly (readonly [node: string, games: string])[]
  /** Nodes with games that share. */
  readonly involved: readonly string[]
  readonly problems: readonly Problem[]
}

/** Whether what changed since has no save that another game has, and had none. */
function isStill({ parts: before, involved }: Note, parts: readonly MadePart[]): boolean {
  const games = new Map(before)
  const isSame = (part: MadePart): boolean => games.get(nodeOf(part)) === gamesOf(part)
  const same = parts.filter(isSame)
  const changed = parts.filter((part) => !isSame(part))
  const nodes = new Set(same.map(nodeOf))
  if (involved.some((node) => !nodes.has(node))) return false
  const fresh = inOrder(changed.map(numbersOf))
  if (repeated(fresh).length > 0) return false
  const areas = new Set(changed.flatMap(({ facts: { saves } }) => saves?.areas ?? []))
  const near = same.filter(({ facts: { saves } }) => saves?.areas.some((area) => areas.has(area)))
  const numbers = near.map(({ facts: { saves } }) => saves?.numbers ?? '')
  return placesAmong(numbers, fresh).size === 0
}

function numbersOf({ facts: { saves } }: MadePart): Float64Array {
  return readNumbers(saves?.numbers ?? '')
}

function gamesOf({ facts: { saves } }: MadePart): string {
  return saves?.games ?? ''
}
