/** `curator status`: the library and the devices in one screen. Writes nothing to a device. */
import { build } from '../../steps/build.ts'
import { libraryHealth, type Health } from '../../inventory/health.ts'
import { statusOf, type Status } from '../../report/status.ts'
import { amount, count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { exitCode, strictProblems } from '../exit.ts'
import type { Output } from '../output.ts'
import { printProblems } from '../problems.ts'
import { withSession } from '../session.ts'
import { table } from '../table.ts'

export function run(call: Call): Promise<number> {
  return withSession(
    call,
    async ({ project, db, world, steps, progress, notes }) => {
      const options = { targets: [], dryRun: true, frozen: false }
      const { works, report } = await build(project, world, steps, options)
      progress.stop()
      const problems = [...notes, ...report.problems, ...strictProblems(call, report)]
      const status = statusOf(db, works, project.config, problems)
      const health = call.flags.has('health') ? libraryHealth(db) : undefined
      if (call.flags.has('json')) call.out.document(health ? { ...status, health } : status)
      else print(status, call.out, health)
      return exitCode(call, problems)
    },
    { looksOnly: true },
  )
}

function print(status: Status, out: Output, health: readonly Health[] = []): void {
  printProblems(status.problems, out)
  section(
    'Roots',
    status.roots.map((r) => [
      r.name,
      plural(r.files, 'file'),
      amount(r.bytes),
      `${count(r.unmatched)} in no DAT`,
      `${count(r.problems)} damaged`,
      r.path,
    ]),
    out,
  )
  section(
    'Games',
    status.platforms.map((p) => [
      p.platform,
      p.policy,
      `${count(p.owned)} owned`,
      `${count(p.missing)} missing`,
      p.better > 0 ? `${count(p.better)} with a better release wanted` : '',
    ]),
    out,
  )
  section(
    'Targets',
    status.targets.map((t) => [
      t.name,
      t.state,
      plural(t.files, 'file'),
      amount(t.bytes),
      t.open > 0 ? `${count(t.open)} to do` : '',
      t.path,
    ]),
    out,
  )
  if (health.length > 0) section('Health', healthRows(health), out)
  for (const step of status.next) out.print(`${out.paint('bold', 'Next:')} ${step}`)
}

function healthRows(health: readonly Health[]): readonly (readonly string[])[] {
  return health.map(({ root, platform, verified, probable, unmatched, missing, damaged }) => [
    root,
    platform ?? 'in no DAT',
    ...Object.entries({ verified, probable, unmatched, missing, damaged }).map(([name, n]) =>
      n > 0 ? `${count(n)} ${name}` : '',
    ),
  ])
}

function section(title: string, rows: readonly (readonly string[])[], out: Output): void {
  out.print(out.paint('bold', title))
  out.print(rows.length === 0 ? '  none' : table(rows).replace(/^/gm, '  '))
}
