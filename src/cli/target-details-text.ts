/** What `status` tells of one target: what is not as it was written, and its last builds. */
import type { TargetDetails } from '../report/target-details.ts'
import { amount, count, plural } from '../wording.ts'
import type { Output } from './output.ts'
import { table } from './table.ts'

const SHOWN = 20

export function printDetails(name: string, { drift, builds }: TargetDetails, out: Output): void {
  out.print(out.paint('bold', `Not as it was written on ${name}`))
  for (const { path, is } of drift.slice(0, SHOWN)) out.print(`  ${is.padEnd(7)}  ${path}`)
  if (drift.length > SHOWN) out.print(`  and ${plural(drift.length - SHOWN, 'more file')}`)
  if (drift.length === 0) out.print('  nothing')
  out.print(out.paint('bold', `Last builds of ${name}`))
  const rows = builds.map((build) => [
    new Date(build.at).toISOString().slice(0, 16).replace('T', ' '),
    build.outcome,
    `${count(build.put)} written (${amount(build.bytes)})`,
    `${count(build.moved)} renamed`,
    `${count(build.deleted)} deleted`,
    build.conflicts > 0 ? plural(build.conflicts, 'conflict') : '',
  ])
  out.print(rows.length === 0 ? '  none' : table(rows).replace(/^/gm, '  '))
}
