/** How the condition of the library is told to a person: sections of a status. */
import { STATES } from '../../../catalog/schema/health.sql.ts'
import type { Health } from '../../../identify/health.ts'
import type { UnknownExtension } from '../../../identify/unknown-extensions.ts'
import type { Condition } from '../../../report/condition.ts'
import { amount, count, day, duration, plural } from '../../../wording.ts'

interface Section {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

const SHOWN_EXTENSIONS = 10

/** Without those that have nothing to say. */
export function conditionSections(condition: Condition): readonly Section[] {
  return [
    { title: 'Health', rows: healthRows(condition.health) },
    { title: 'Duplicates', rows: duplicateRows(condition.duplicates) },
    { title: 'Unknown extensions', rows: extensionRows(condition.unknownExtensions) },
    { title: 'Reading in full', rows: readingRows(condition.reading) },
    { title: 'Verification', rows: verificationRows(condition.verification) },
  ].filter(({ rows }) => rows.length > 0)
}

function healthRows(health: readonly Health[]): Section['rows'] {
  const shown = STATES.filter((state) => health.some((row) => row[state] > 0))
  return health.map((row) => [
    row.root,
    row.platform ?? 'in no DAT',
    ...shown.map((state) => (row[state] > 0 ? `${count(row[state])} ${state}` : '')),
  ])
}

function duplicateRows({ contents, copies, bytes }: Condition['duplicates']): Section['rows'] {
  if (contents === 0) return []
  const what = `${plural(contents, 'content')} in more than one place`
  return [[what, plural(copies, 'copy', 'copies'), amount(bytes), '`curator files --duplicates`']]
}

function extensionRows(extensions: readonly UnknownExtension[]): Section['rows'] {
  const rows = extensions
    .slice(0, SHOWN_EXTENSIONS)
    .map(({ extension, files, bytes, example }) => [
      extension === '' ? 'without one' : `.${extension}`,
      plural(files, 'file'),
      amount(bytes),
      `${example.root}/${example.path}`,
    ])
  const more = extensions.length - rows.length
  return more > 0 ? [...rows, [`… and ${count(more)} more (--json lists all)`]] : rows
}

function readingRows(reading: Condition['reading']): Section['rows'] {
  return reading.flatMap(({ root, bytes, ms }) =>
    ms === null ? [] : [[root, amount(bytes), `about ${duration(ms)}`]],
  )
}

function verificationRows(verification: Condition['verification']): Section['rows'] {
  return verification.flatMap(({ root, since, failed, neverRead, findings }) => {
    const parts = [
      since === null ? '' : `read and right since ${day(since)}`,
      failed === 0 ? '' : `${plural(failed, 'file')} with something wrong: \`curator files --failed\``,
      neverRead === 0 ? '' : `${plural(neverRead, 'file')} never read in full`,
      findings.length === 0 ? '' : notAsBefore(findings),
    ].filter((part) => part !== '')
    return parts.length === 0 ? [] : [[root, parts.join('; ')]]
  })
}

function notAsBefore(findings: Condition['verification'][number]['findings']): string {
  const runs = [...new Set(findings.map(({ run }) => run))].sort((a, b) => b - a)
  const what = plural(findings.length, 'file is not as it was', 'files are not as they were')
  return `${what}: \`curator log ${runs[0]}\``
}
