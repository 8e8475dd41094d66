/** `curator status`: the library and the devices in one screen. Writes nothing to a device. */
import { build } from '../../steps/build.ts'
import { conditionOf, type Condition } from '../../report/condition.ts'
import { statusOf, type Status } from '../../report/status.ts'
import { amount, count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { conditionSections } from './status/condition-text.ts'
import { exitCode, strictProblems } from '../exit.ts'
import type { Output } from '../screen/output.ts'
import { printProblems } from '../problems.ts'
import { printDetails } from './status/target-details-text.ts'
import { withSession } from '../session.ts'
import { table } from '../screen/table.ts'

export function run(call: Call): Promise<number> {
  return withSession(
    call,
    async ({ project, db, world, steps, progress, notes }) => {
      const options = { targets: call.positionals, dryRun: true, frozen: false }
      const { works, report } = await build(project, world, steps, options)
      progress.stop()
      const problems = [...notes, ...report.problems, ...strictProblems(call, report)]
      const absent = Object.keys(report.targets).filter((one) => !works.some(({ name }) => name === one))
      // what is owned does not hang on whether a card is there
      for (const name of absent) await steps.engine.get(steps.outputs.tree, name)
      const details = call.positionals.length > 0
      const decisions = await steps.engine.get(steps.deciding.decisions, '')
      const { waiting } = await import('../../review/waiting.ts')
      progress.step('Comparing games of several platforms')
      const onLeft = (left: number, all: number): void =>
        progress.tick({ files: all - left, total: all, unit: 'platform' })
      const waits = await waiting(db, decisions, world.now(), { signal: call.signal, onLeft })
      progress.stop()
      if (call.signal.aborted) {
        printProblems(
          problems.filter(({ code }) => code === 'interrupted'),
          call.out,
        )
        return 0 // only a signal ends it so, and has its own code
      }
      const asked = { absent, details, waiting: waits, now: world.now() }
      const status = await statusOf(db, works, project.config, problems, asked)
      const condition = call.flags.has('health') ? conditionOf(db, project.config) : undefined
      if (call.flags.has('json')) call.out.document({ ...status, ...condition })
      else print(status, call.out, condition)
      return exitCode(call, problems)
    },
    { looksOnly: true },
  )
}

function print(status: Status, out: Output, condition?: Condition): void {
  printProblems(status.problems, out)
  section(
    'Roots',
    status.roots.map((r) => [
      r.name,
      plural(r.files, 'file'),
      amount(r.bytes),
      `${count(r.listed)} in a DAT`,
      `${count(r.unmatched)} in no DAT${r.named > 0 ? `, ${count(r.named)} known by name` : ''}`,
      wrongWith(r),
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
  for (const { title, rows } of condition ? conditionSections(condition) : []) section(title, rows, out)
  for (const target of status.targets) if (target.more) printDetails(target.name, target.more, out)
  for (const step of status.next) out.print(`${out.paint('bold', 'Next:')} ${step}`)
}

function section(title: string, rows: readonly (readonly string[])[], out: Output): void {
  out.print(out.paint('bold', title))
  out.print(rows.length === 0 ? '  none' : table(rows).replace(/^/gm, '  '))
}

function wrongWith({ damaged, locked, unopened }: Status['roots'][number]): string {
  const rest = [
    locked > 0 ? `${count(locked)} locked` : '',
    unopened > 0 ? `${count(unopened)} unopened` : '',
  ]
  return [`${count(damaged)} damaged`, ...rest.filter((part) => part !== '')].join(', ')
}
