/** Titles that look like another, among many that are read group by group: those of a platform, when it is asked for. */
import { nearTitles, type NearTitles } from '../identify/titles/near-titles.ts'

export interface TitledEntry {
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
  const held = new Map<string, NearTitles<TitledEntry>>()
  return (group, title) => {
    const near =
      held.get(group) ??
      nearTitles(
        read(group),
        ({ titles }) => titles,
        ({ id }) => id,
      )
    held.delete(group)
    held.set(group, near)
    const [oldest] = held.keys()
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest)
    return near(title, MOST_NEAR).map(({ item }) => item.id)
  }
}
