/** How `curator files` shows a file: one line, and one for each member that there is something to say of. */
import type { FileContent, FileRecord } from '../../../report/files/files.ts'
import { amount, count, plural } from '../../../wording.ts'
import { onOneLine, type Output } from '../../screen/output.ts'

/** Fixed widths: lines are printed as they come, before the longest is known. */
const SIZE = 8
const ROLE = 9
const SHOWN_MEMBERS = 10
const SHOWN_COPIES = 5
/** Nobody misses a word on what these hold. */
const NOT_READ: ReadonlySet<string> = new Set(['auxiliary', 'save', 'playlist'])

export function fileLine(file: FileRecord, out: Output): string {
  const what = `${amount(file.size).padStart(SIZE)}  ${file.role.padEnd(ROLE)}`
  const gone = file.status === 'present' ? '' : `${out.paint('yellow', file.status)}  `
  const parts = [`${what}  ${gone}${file.root}/${file.path}`, verdict(file, out), discText(file, out)]
  return onOneLine(parts.filter((part) => part !== '').join('  '))
}

export function memberLines({ contents }: FileRecord, out: Output): readonly string[] {
  const own = contents.filter(({ depth }) => depth === 0).flatMap((content) => copyLines(content, out))
  const members = contents.filter(({ depth }) => depth > 0)
  const wrappers = wrappersIn(contents)
  // one sound member is told by the line of its archive
  if (members.length < 2 && members.every(({ problem }) => problem === undefined))
    return [...own, ...members.flatMap((content) => copyLines(content, out))]
  const shown = members.slice(0, SHOWN_MEMBERS)
  const lines = shown.flatMap((content) => [
    memberLine(content, wrappers.has(content) ? '' : contentVerdict(content, out)),
    ...copyLines(content, out),
  ])
  const more = members.length - shown.length
  return [...own, ...lines, ...(more > 0 ? [`${indent(1)}… and ${count(more)} more members`] : [])]
}

function copyLines({ copies, depth }: FileContent, out: Output): readonly string[] {
  if (!copies) return []
  const places = copies.places.slice(0, SHOWN_COPIES)
  const more = copies.count - places.length
  const texts = places.map(
    ({ root, path, member }) => `also ${root}/${path}${member === undefined ? '' : ` / ${member}`}`,
  )
  if (more > 0) texts.push(`also in ${plural(more, 'other place')}`)
  return texts.map((text) => `${indent(depth + 1)}${out.paint('dim', onOneLine(text))}`)
}

function memberLine({ depth, member = '' }: FileContent, verdictText: string): string {
  return onOneLine(`${indent(depth)}${member}  ${verdictText}`.trimEnd())
}

/** Archives within the archive, of which there is nothing to say: what is in them is told. */
function wrappersIn(contents: readonly FileContent[]): ReadonlySet<FileContent> {
  const isWrapper = ({ depth, match, problem }: FileContent, i: number): boolean =>
    depth > 0 && !match && problem === undefined && (contents[i + 1]?.depth ?? 0) > depth
  return new Set(contents.filter(isWrapper))
}

/** Only what the names of the files do not say: which disc of how many, and what it misses. */
function discText({ disc }: FileRecord, out: Output): string {
  if (!disc) return ''
  const { game, number, of, file, missing } = disc
  if (missing) return out.paint('red', `misses ${missing.join(', ')}`)
  if (file !== undefined) return out.paint('dim', `of ${file}`)
  return of > 1 && number !== undefined ? out.paint('dim', `disc ${number} of ${of}: ${game}`) : ''
}

function verdict({ contents, problem, role }: FileRecord, out: Output): string {
  if (problem !== undefined) return out.paint('red', problem)
  if (contents.length === 0) return NOT_READ.has(role) ? '' : out.paint('dim', 'not read')
  const own = contents.find(({ depth }) => depth === 0)
  const wrappers = wrappersIn(contents)
  const members = contents.filter((content) => content !== own && !wrappers.has(content))
  if (members.length === 0 || own?.match) return own ? contentVerdict(own, out) : ''
  const [first] = members
  // what only its list tells of may have a header that hides it
  const byList = own ? '' : ' by its list'
  if (members.length === 1 && first)
    return own || first.match ? contentVerdict(first, out) : out.paint('dim', `in no DAT${byList}`)
  const known = members.filter(({ match }) => match)
  const named = known.filter(({ match }) => isByName(match)).length
  const more = named > 0 ? `, ${count(named)} by ${named === 1 ? 'its name' : 'their names'}` : ''
  return out.paint(
    'dim',
    `${count(known.length - named)} of ${count(members.length)} members in a DAT${byList}${more}`,
  )
}

function contentVerdict({ match, problem, notOpened }: FileContent, out: Output): string {
  if (problem !== undefined) return out.paint('red', problem)
  if (!match)
    return out.paint('dim', notOpened === undefined ? 'in no DAT' : `${notOpened}, not opened yet; in no DAT`)
  const sure = isByName(match)
    ? `, ${SAID_BY[match.by] ?? ''}`
    : match.confidence < 1
      ? `, by ${match.by}`
      : ''
  const style = isByName(match) ? 'yellow' : 'green'
  return `${out.paint(style, match.release)} ${out.paint('dim', `(${match.platform}, ${match.dat}${sure})`)}`
}

const SAID_BY: Readonly<Record<string, string>> = { name: 'by its name', decision: 'by your decision' }

function isByName(match: FileContent['match']): boolean {
  return match !== undefined && Object.hasOwn(SAID_BY, match.by)
}

function indent(depth: number): string {
  return ' '.repeat(SIZE + ROLE + 4 + 2 * depth)
}
