/** Titles that look like another, among many that are read group by group: those of a platform, when it is asked for. */
import { nearTitles } from '../identify/titles/nearness/titles.ts'
import { holding } from '../remembering.ts'

interface TitledEntry {
  readonly id: string
  readonly titles: readonly string[]
}

const MOST_NEAR = 20
/** Groups that are held. */
const MOST_HELD = 4

/** Returns ids of a group's entries with such titles, best first. */
export function heldTitles(
  read: (group: string) => readonly TitledEntry[],
): (group: string, title: string) => readonly string[] {
  const titlesOf = holding(MOST_HELD, (group) =>
    nearTitles(
      read(group),
      ({ titles }) => titles,
      ({ id }) => id,
    ),
  )
  return (group, title) => titlesOf(group)(title, MOST_NEAR).map(({ item }) => item.id)
}
