/**
 * Marks that lists leave away, and that tell titles apart all the same: Zero 2' is not Zero 2'', and 5<3 is not 5>3. Where an
 * apostrophe stands in a word tells nothing: many write Yar's Revenge for Yars' Revenge.
 */
import { LONGEST_TITLE } from './title-key.ts'

const MARKED = /['\u2019\u2018`\u00b4\u2032"\u2033<>]/

/** Of two titles that are the same without marks. */
export function haveOtherMarks(one: string, other: string): boolean {
  if (!MARKED.test(one) && !MARKED.test(other)) return false
  const [a, b] = [oneApostrophe(one), oneApostrophe(other)]
  const [ofOne, ofOther] = [primesOf(a), primesOf(b)]
  const places = new Set([...ofOne.keys(), ...ofOther.keys()])
  return [...places].some((at) => areOther(ofOne.get(at) ?? 0, ofOther.get(at) ?? 0)) || pointsOtherwise(a, b)
}

/** With one sign for all apostrophes. Two in a row are often typed as a quotation mark, which has no other to close it. */
export function oneApostrophe(title: string): string {
  const text = title
    .slice(0, LONGEST_TITLE)
    .replace(/[\u2019\u2018`\u00b4\u2032]/g, "'")
    .replaceAll('\u2033', '"')
  return text.split('"').length % 2 === 0 ? text.replaceAll('"', "''") : text
}

/** How many apostrophes stand in a row behind a letter or number, by how many of these there are up to it. */
function primesOf(text: string): ReadonlyMap<number, number> {
  const found = text.matchAll(/(?<=[\p{L}\p{N}])'+/gu)
  return new Map(Array.from(found, ({ 0: run, index }) => [lettersOf(text.slice(0, index)), run.length]))
}

/** One may be left away; two never were spelling. */
function areOther(some: number, others: number): boolean {
  return some !== others && Math.max(some, others) > 1
}

function pointsOtherwise(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.replace(/[^<>]/g, ''))
  return a !== '' && b !== '' && a !== b
}

function lettersOf(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length
}
