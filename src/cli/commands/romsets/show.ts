/** `curator romsets show`: what a policy keeps now, or what one of its versions kept. */
import { romsetMembers, romsetsOwned, type RomsetVersion } from '../../../catalog/romsets.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import { byCodeUnit } from '../../../order.ts'
import { showRomset } from '../../../report/romsets.ts'
import { contradictionProblems } from '../../../steps/choosing/list-contradictions.ts'
import { overrideNotes } from '../../../steps/choosing/overrides.ts'
import { findRomset } from '../../../steps/choosing/romset.ts'
import { count, minute, plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import type { Output } from '../../screen/output.ts'
import { refuseWords } from '../../usage/parts.ts'
import { printProblems } from '../../problems.ts'
import { platformsWanted, policyNamed, versionIn } from './words.ts'
import { withSession, type Session } from '../../session.ts'
import { table } from '../../screen/table.ts'

export function show(call: Call, [word, ...more]: readonly string[]): Promise<number> {
  refuseWords('romsets show', more)
  return withSession(
    call,
    async (session) => {
      const version = versionIn(word)
      const isPolicy = word !== undefined && Object.hasOwn(session.project.config.policies, word)
      return version === undefined || isPolicy
        ? showPolicy(call, session, word)
        : showVersion(call, session.db, findRomset(session.db, version))
    },
    { looksOnly: true },
  )
}

async function showPolicy({ flags, out }: Call, session: Session, word: string | undefined): Promise<number> {
  const { project, world, steps, progress, notes } = session
  const policy = policyNamed(project.config, word)
  const platforms = await platformsWanted(steps, flags.text('platform'))
  const romset = await showRomset(steps, policy, platforms)
  const told = [
    ...(await contradictionProblems(steps, world, platforms)),
    ...(await overrideNotes(steps, world, [policy.name])),
  ]
  const problems = [...notes, ...world.problems, ...told]
  progress.stop()
  printProblems(problems, out)
  if (flags.has('json')) out.document(romset)
  else {
    const rows = Object.entries(romset.platforms).map(([platform, { kept, groups, releases }]) => ({
      platform,
      kept,
      cells: [count(kept.length), `of ${plural(groups, 'game')}`, plural(releases, 'release')],
    }))
    printKept(policy.name, rows, flags.has('list'), out)
  }
  return worstCode(problems)
}

function showVersion({ flags, out }: Call, db: Db, romset: RomsetVersion): number {
  const { version, policy, at } = romset
  const only = flags.text('platform')
  const rows = [...romsetMembers(db, version)]
    .filter(([platform]) => only === undefined || platform === only)
    .map(([platform, games]) => {
      const kept = [...games.values()].flat().sort(byCodeUnit)
      return { platform, kept, groups: games.size, cells: [count(kept.length), plural(games.size, 'game')] }
    })
  const owned = romsetsOwned(db, [version]).get(version) ?? 0
  if (flags.has('json')) {
    const platforms = Object.fromEntries(
      rows.map(({ platform, kept, groups }) => [platform, { kept, groups }]),
    )
    out.document({ version, policy, at: new Date(at).toISOString(), owned, platforms })
    return 0
  }
  const title = `romset ${version} of ${policy}, ${minute(at)} UTC, ${count(owned)} owned now`
  printKept(title, rows, flags.has('list'), out)
  return 0
}

interface Row {
  readonly platform: string
  readonly kept: readonly string[]
  readonly cells: readonly string[]
}

function printKept(title: string, rows: readonly Row[], lists: boolean, out: Output): void {
  const kept = rows.reduce((sum, row) => sum + row.kept.length, 0)
  out.print(`${out.paint('bold', title)}: ${plural(kept, 'release')} kept`)
  if (!lists) {
    if (rows.length > 0) out.print(table(rows.map(({ platform, cells }) => [`  ${platform}`, ...cells])))
    return
  }
  for (const row of rows) {
    out.print(`  ${out.paint('bold', row.platform)}  ${row.cells.join(', ')}`)
    for (const name of row.kept) out.print(`    ${name}`)
  }
}
