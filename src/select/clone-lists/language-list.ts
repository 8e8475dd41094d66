/**
 * Reads which languages releases have, in the form of the files in Retool's folder `metadata`: the name of a release →
 * `{ "languages": ["En", "Ja"] }`, in older files `"En, Ja"`. They were taken from the databases behind No-Intro's and
 * Redump's DATs, which know languages that no name states. Untrusted, as clone lists are.
 */
import { isLanguage } from '../../names/regions.ts'
import type { CloneList } from './clone-list.ts'
import { isText } from './fields.ts'

/** The largest known list has 1.5 MB. */
const LARGEST = 64 * 1024 * 1024

/** How much of a file tells what it is: these lists hold nothing else, so it stands near the start. */
const START = 64 * 1024

/** Whether a file of a folder may be such a list. */
export function mayListLanguages(text: string): boolean {
  return /"languages"\s*:/.test(text.slice(0, START))
}

/** `name`: that of the DAT which the list is for. Undefined when it says nothing of any release. */
export function readLanguageList(text: string, name: string, file: string): CloneList | undefined {
  const items = text.length > LARGEST ? undefined : parsed(text)
  if (typeof items !== 'object' || items === null || Array.isArray(items)) return undefined
  const known = new Map<string, readonly string[]>()
  const entries: [string, readonly string[]][] = []
  for (const [release, item] of Object.entries(items)) {
    const languages = isText(release) ? languagesIn(item) : []
    if (languages.length === 0) continue
    const key = languages.join()
    const same = known.get(key) ?? languages
    known.set(key, same)
    entries.push([release, same])
  }
  return entries.length === 0
    ? undefined
    : { name, file, entries: [], languages: Object.fromEntries(entries) }
}

function languagesIn(item: unknown): readonly string[] {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, 'languages')) return []
  const { languages } = item as { readonly languages: unknown }
  const stated: readonly unknown[] =
    typeof languages === 'string' ? languages.split(/, ?/) : listOf(languages)
  return [...new Set(stated.filter((code): code is string => typeof code === 'string' && isLanguage(code)))]
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A file that only looked like a list is passed over, as all others are. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return undefined
  }
}
