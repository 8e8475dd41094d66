/** Writes `curator.lock`. Equal data gives equal bytes, whatever the order of its maps. */
import { byCodeUnit } from '../order.ts'
import { LOCK_VERSION, type LockData, type LockedDat } from './data.ts'

export function writeLock({ dats, policies }: LockData): string {
  const lines = ['{', `  "version": ${LOCK_VERSION},`]
  const datLines = entries(dats, 2, (files, indent) => array(files.toSorted(byPath).map(datText), indent))
  const policyLines = entries(policies, 2, (platforms, indent) =>
    object(
      entries(platforms, indent, (games, inner) => object(entries(games, inner, releaseText), inner)),
      indent,
    ),
  )
  lines.push(`  "dats": ${object(datLines, 2)},`, `  "policies": ${object(policyLines, 2)}`, '}', '')
  return lines.join('\n')
}

/** One text an entry, sorted by key. `indent` is that of the object the entries are in. */
function entries<V>(
  map: ReadonlyMap<string, V>,
  indent: number,
  text: (value: V, indent: number) => string,
): string[] {
  return [...map]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([key, value]) => `${JSON.stringify(key)}: ${text(value, indent + 2)}`)
}

function object(texts: readonly string[], indent: number): string {
  return texts.length === 0 ? '{}' : `{${block(texts, indent)}}`
}

function array(texts: readonly string[], indent: number): string {
  return texts.length === 0 ? '[]' : `[${block(texts, indent)}]`
}

function block(texts: readonly string[], indent: number): string {
  const pad = ' '.repeat(indent)
  return `\n${texts.map((text) => `${pad}  ${text}`).join(',\n')}\n${pad}`
}

function datText({ path, name, version, sha1 }: LockedDat): string {
  const fields = { path, name, ...(version === undefined ? {} : { version }), sha1 }
  return `{ ${Object.entries(fields)
    .map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
    .join(', ')} }`
}

function releaseText(releases: readonly string[]): string {
  const [only] = releases
  if (only !== undefined && releases.length === 1) return JSON.stringify(only)
  return `[${releases
    .toSorted(byCodeUnit)
    .map((name) => JSON.stringify(name))
    .join(', ')}]`
}

function byPath(a: LockedDat, b: LockedDat): number {
  return byCodeUnit(a.path, b.path)
}
