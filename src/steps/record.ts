/** What the catalog remembers of a build: the run, each target's part in it, and the selections it was made of. */
import type { ApplyResult } from '../targets/device/apply.ts'
import type { BuildReport } from './build.ts'
import type { Project } from './project.ts'
import type { Steps } from './steps.ts'
import type { TargetWork } from './targets.ts'
import type { World } from './world.ts'

/** Writes nothing when nothing happened. */
export function recordBuild(
  project: Project,
  { db, now }: World,
  { run }: Steps,
  works: readonly TargetWork[],
  applied: ReadonlyMap<string, ApplyResult>,
  report: BuildReport,
): void {
  if (report.outcome === 'nothing' && report.steps.ran === 0) return
  const finished = now()
  const target = db.prepare<[string, string, string], number>(
    `insert into target_device (name, preset, path) values (?, ?, ?)
     on conflict (name) do update set preset = excluded.preset, path = excluded.path returning id`,
  )
  const exportRun = db.prepare(
    `insert into export_run (target_id, run_id, started_at, finished_at, outcome, put, moved, deleted, kept, conflicts, bytes, tree)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  db.transaction(() => {
    db.prepare('insert into run (id, at, argv, outcome, ms) values (?, ?, ?, ?, ?)').run(
      run,
      finished - report.ms,
      JSON.stringify(process.argv.slice(2)),
      report.outcome,
      report.ms,
    )
    for (const { name, tree } of works) {
      const result = applied.get(name)
      const config = project.config.targets[name]
      if (!result || !config) continue
      const id = target.pluck().get(name, config.preset, config.path)
      const { outcome, put, moved, deleted, kept, conflicts, bytes } = result
      exportRun.run(id, run, finished - report.ms, finished, outcome, put, moved, deleted, kept, conflicts, bytes, tree.tree)
    }
  })()
}
