/** Finds titles that are short for another one or are said like it, which few letters in common may tell. */
import { addTo } from '../../../groups.ts'
import { lazy } from '../../../lazy.ts'
import { cutForm, isCutShort } from '../spelling/cut-short.ts'
import { initialsOf, isShortFor, shortForms, type Named } from '../spelling/initials.ts'
import { numberless, saidForm } from '../spelling/spoken.ts'
import { titleParts } from '../spelling/title-key.ts'

export function isCalledOtherwise(a: Named, b: Named): boolean {
  if (isShortFor(a, b) || isCutShort(a.plain, b.plain)) return true
  const said = saidForm(a.plain)
  if (said !== '' && said === saidForm(b.plain)) return true
  const others = new Set(numberlessForms(b))
  return numberlessForms(a).some((form) => others.has(form))
}

/** Of a title that begins with a number, and of what stands before its subtitle: `1942`, `1943 - The Battle of Midway`. */
function numberlessForms({ title, plain }: Named): readonly string[] {
  const [main = plain] = titleParts(title, plain)
  return [...new Set([plain, main])].flatMap((part) => numberless(saidForm(part)) ?? [])
}

/** Finds the things whose titles are another way to write a title. */
export function otherwiseCalled<T>(
  things: readonly T[],
  nameOf: (thing: T) => Named,
): (named: Named) => readonly T[] {
  const shorts = lazy(() => grouped(({ plain }) => shortForms(plain)))
  const longs = lazy(() => grouped(initialsOf))
  const cut = lazy(() => grouped(({ plain }) => [cutForm(plain)]))
  const said = lazy(() => grouped(({ plain }) => [saidForm(plain)]))
  const numbered = lazy(() => grouped(numberlessForms))
  return (named) => {
    const { plain } = named
    return [
      ...shortForms(plain).flatMap((short) => of(longs(), short)),
      ...initialsOf(named).flatMap((initials) => of(shorts(), initials)),
      ...of(cut(), cutForm(plain)).filter((thing) => isCutShort(plain, nameOf(thing).plain)),
      ...of(said(), saidForm(plain)),
      ...numberlessForms(named).flatMap((form) => of(numbered(), form)),
    ]
  }

  function grouped(formsOf: (named: Named) => readonly string[]): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, T[]>()
    for (const thing of things) for (const form of formsOf(nameOf(thing))) addTo(groups, form, thing)
    return groups
  }
}

/** Nothing has an empty form in common. */
function of<T>(groups: ReadonlyMap<string, readonly T[]>, form: string): readonly T[] {
  return form === '' ? [] : (groups.get(form) ?? [])
}
