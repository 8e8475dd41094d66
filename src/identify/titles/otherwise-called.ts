/** Finds titles that are short for another one or are said like it, which few letters in common may tell. */
import { addTo } from '../../groups.ts'
import { lazy } from '../../lazy.ts'
import { initialsOf, isShortFor, shortForm } from './initials.ts'
import { areSaidAlike, saidForm } from './spoken.ts'

/** Of two plain forms. */
export function isCalledOtherwise(a: string, b: string): boolean {
  return isShortFor(a, b) || areSaidAlike(a, b)
}

/** Finds the things whose titles are another way to write a plain form. */
export function otherwiseCalled<T>(
  things: readonly T[],
  plainOf: (thing: T) => string,
): (plain: string) => readonly T[] {
  const some = (form: string | undefined): readonly string[] =>
    form === undefined || form === '' ? [] : [form]
  const shorts = lazy(() => grouped((plain) => some(shortForm(plain))))
  const longs = lazy(() => grouped(initialsOf))
  const said = lazy(() => grouped((plain) => some(saidForm(plain))))
  return (plain) => [
    ...some(shortForm(plain)).flatMap((form) => longs().get(form) ?? []),
    ...initialsOf(plain).flatMap((initials) => shorts().get(initials) ?? []),
    ...some(saidForm(plain)).flatMap((form) => said().get(form) ?? []),
  ]

  function grouped(formsOf: (plain: string) => readonly string[]): ReadonlyMap<string, readonly T[]> {
    const groups = new Map<string, T[]>()
    for (const thing of things) for (const form of formsOf(plainOf(thing))) addTo(groups, form, thing)
    return groups
  }
}
