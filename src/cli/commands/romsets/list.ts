/** `curator romsets list`: the versions of what policies keep. */
import { listVersions, type ListedVersion } from '../../../report/romsets.ts'
import { count, minute } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { refuseWords } from '../../usage/parts.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

export function list(call: Call, [policy, ...more]: readonly string[]): Promise<number> {
  refuseWords('romsets list', more)
  const { flags, out } = call
  return withSession(
    call,
    async ({ db }) => {
      const versions = listVersions(db, policy)
      if (flags.has('json')) out.document({ versions })
      else if (versions.length > 0) out.print(table([HEAD, ...versions.map(rowOf)]))
      else
        out.print(
          policy === undefined ? 'Nothing was built yet.' : `Nothing was built with \`${policy}\` yet.`,
        )
      return 0
    },
    { looksOnly: true },
  )
}

const HEAD = ['version', 'from (UTC)', 'until', 'policy', 'games', 'releases', 'owned', 'change']

function rowOf(one: ListedVersion): string[] {
  const { version, at, kept, policy, games, releases, owned } = one
  const until = kept.at(-1)?.until
  const times = [minute(at), until === undefined ? 'now' : minute(until)]
  return [String(version), ...times, policy, count(games), count(releases), count(owned), changeOf(one)]
}

/** What it changed when it came, in games; whether the config did; and since when the policy kept it again. */
function changeOf(one: ListedVersion): string {
  const { added, dropped, swapped, isOtherPolicy, hasOtherDats, kept } = one
  const last = kept.length > 1 ? kept.at(-1) : undefined
  const parts = [
    added > 0 && `${count(added)} added`,
    dropped > 0 && `${count(dropped)} dropped`,
    swapped > 0 && `${count(swapped)} in other releases`,
    isOtherPolicy && 'the policy was changed',
    hasOtherDats && 'from other DATs',
    last !== undefined && `again from ${minute(last.from)}`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}
