/** What the catalog remembers of a build: the run, and each target's part in it. */
import { putDeviceProfile, targetDevice } from '../catalog/device-profiles.ts'
import { profileOf } from '../targets/device/look/profile.ts'
import type { BuildReport, TargetResult } from './outcome.ts'
import type { Project } from './project.ts'
import type { Steps } from './steps.ts'
import type { World } from './world.ts'

/** Writes nothing when nothing happened. */
export function recordBuild(
  project: Project,
  { db, now, romset }: World,
  { run }: Steps,
  results: readonly TargetResult[],
  report: BuildReport,
): void {
  if (report.outcome === 'nothing' && report.steps.ran === 0) return
  const finished = now()
  const exportRun = db.prepare(
    `insert into export_run (target_id, run_id, version_id, started_at, finished_at, outcome, put, moved, deleted, kept,
       conflicts, bytes, tree)
     values (?, ?, coalesce(?,
         (select n.version_id from romset_now n join selection_policy p on p.id = n.policy_id where p.name = ?)),
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  db.transaction(() => {
    db.prepare('insert into run (id, at, argv, outcome, ms) values (?, ?, ?, ?, ?)').run(
      run,
      finished - report.ms,
      JSON.stringify(process.argv.slice(2)),
      report.outcome,
      report.ms,
    )
    for (const { name, tree, applied, outcome, put, moved, deleted, kept, conflicts, bytes } of results) {
      const config = project.config.targets[name]
      if (!applied || !config) continue
      const { preset, path, device } = config
      const id = targetDevice(db, { name, preset, path, layout: device.layout })
      const card = profileOf(path)
      if (card) putDeviceProfile(db, { name, preset, path }, card, { builtAs: name, at: finished })
      const times = [finished - report.ms, finished]
      exportRun.run(
        id,
        run,
        romset?.policy === config.policy ? romset.version : null,
        config.policy,
        ...times,
        outcome,
        put,
        moved,
        deleted,
        kept,
        conflicts,
        bytes,
        tree,
      )
    }
  })()
}
