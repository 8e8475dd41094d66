/** One way to write a letter with an accent, for names that are compared. */

/** Letters that combine with others come after those of the Latin scripts; most names have none. */
const MAY_BE_DECOMPOSED = /[^\0-\u02ff]/

/** An `é` is one character here, also where it was copied from a Mac's files, which have two: nobody can see which. */
export function composed(name: string): string {
  return MAY_BE_DECOMPOSED.test(name) ? name.normalize('NFC') : name
}
