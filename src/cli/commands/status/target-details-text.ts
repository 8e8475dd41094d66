/** What `status` tells of one target: what is not as it was written, and its last builds. */
import type { DeviceProfile } from '../../../catalog/device-profiles.ts'
import { diskInWords } from '../../../report/cards.ts'
import type { TargetDetails } from '../../../report/target-details.ts'
import { amount, count, minute, plural } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'
import { table } from '../../screen/table.ts'

const SHOWN = 20

export function printDetails(
  name: string,
  { drift, builds, card, isAbsent }: TargetDetails,
  out: Output,
): void {
  if (card) {
    out.print(out.paint('bold', `Card of ${name}`))
    out.print(table(cardRows(card)).replace(/^/gm, '  '))
  }
  out.print(out.paint('bold', `Not as it was written on ${name}`))
  for (const { path, is } of drift.slice(0, SHOWN)) out.print(`  ${is.padEnd(7)}  ${path}`)
  if (drift.length > SHOWN) out.print(`  and ${plural(drift.length - SHOWN, 'more file')}`)
  if (isAbsent) out.print('  not known: its card is not there')
  else if (drift.length === 0) out.print('  nothing')
  out.print(out.paint('bold', `Last builds of ${name}`))
  const rows = builds.map((build) => [
    minute(build.at),
    build.outcome,
    `${count(build.put)} written (${amount(build.bytes)})`,
    `${count(build.moved)} renamed`,
    `${count(build.deleted)} deleted`,
    build.conflicts > 0 ? plural(build.conflicts, 'conflict') : '',
  ])
  out.print(rows.length === 0 ? '  none' : table(rows).replace(/^/gm, '  '))
}

/** What is on it, then the disks that it was on, the last one first. */
function cardRows({ os, builtAs, volumes }: DeviceProfile): readonly (readonly string[])[] {
  const software = os === null ? [] : [['device', os]]
  const owner = builtAs === null ? [] : [['built as', builtAs]]
  const disks = volumes.map((disk, index) => [
    index === 0 ? 'disk' : 'before',
    `${diskInWords(disk)}${disk.isReadOnly ? ', read-only' : ''}`,
    `seen ${minute(disk.seenAt)}`,
    disk.path,
  ])
  return [...software, ...owner, ...disks]
}
