/**
 * Titles that clone lists put into two games. The first list counts, and in it the first game; whoever keeps the lists
 * wants to know. What filters put elsewhere is none: a title may be another game in another region.
 */
import { problem, type Problem } from '../../errors.ts'
import type { CloneList } from './clone-list.ts'
import { plainName } from './find.ts'

/** One for each list that contradicts itself or another. `lists`: in the order in which they count. */
export function contradictionsOf(lists: readonly CloneList[]): readonly Problem[] {
  const known = new Map<string, Statement>()
  return lists.flatMap((list) => {
    const { name, file, entries } = list
    const against: string[] = []
    for (const { role, group, nameType, term, filters } of entries) {
      if (role !== 'title' || group === undefined || filters.length > 0) continue
      const key = JSON.stringify([plainName(name), nameType, term.toLowerCase()])
      const first = known.get(key)
      if (!first) known.set(key, { group, file })
      else if (first.group.toLowerCase() !== group.toLowerCase())
        against.push(inWords(term, { group, file }, first))
    }
    return against.length === 0 ? [] : [contradiction(file, against)]
  })
}

/** Which game a title is put into. */
interface Statement {
  readonly group: string
  readonly file: string
}

function inWords(term: string, { group, file }: Statement, first: Statement): string {
  const where = first.file === file ? '' : ` of ${first.file}`
  return `"${term}" into "${group}", but "${first.group}"${where} has it`
}

const MOST_NAMED = 3

function contradiction(file: string, against: readonly string[]): Problem {
  const named = against.slice(0, MOST_NAMED).join('; ')
  const more = against.length > MOST_NAMED ? `; and ${against.length - MOST_NAMED} more` : ''
  const message = `${file}: puts titles into two games, and the first counts: ${named}${more}.`
  return problem('clone-lists-contradict', message, { path: file })
}
