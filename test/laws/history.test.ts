/**
 * The laws of design §8 over random histories: incremental = clean (4), the second run does nothing (3), the plan that
 * is printed is the plan that is done (5), roots are never written (1), an incremental catalog is sound.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlannedTarget } from '../../src/cli/commands/plan/document.ts'
import type { Db } from '../../src/catalog/catalog.ts'
import type { LockData } from '../../src/lock/data.ts'
import { parseLock } from '../../src/lock/parse.ts'
import type { Problem } from '../../src/errors.ts'
import { builtClean, withProject, type Built } from '../support/project.ts'
import { edit, opening } from './edits.ts'
import { livingLibrary, type LivingLibrary } from './library.ts'
import { stamps } from './stamps.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 150 : 5

/** Edits between two builds. */
const batch = fc.array(edit, { minLength: 1, maxLength: 3 })

test('every build of a history keeps the laws', { timeout: RUNS * 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(opening, fc.array(batch, { minLength: 2, maxLength: 6 }), async (first, batches) => {
      await withProject(async (project) => {
        const library = livingLibrary(project)
        for (const edits of [first, ...batches]) {
          for (const step of edits) library.apply(step)
          library.save()
          await checkBuild(library)
        }
      })
    }),
    { numRuns: RUNS },
  )
})

async function checkBuild(library: LivingLibrary): Promise<void> {
  const { project } = library
  const roots = stamps(project.at('roms'), project.at('more'), project.at('dats'))
  const before = filesOf(library)
  const lockBefore = project.lock()
  const planned = await project.plan()
  expect(filesOf(library)).toEqual(before)
  expect(project.lock()).toBe(lockBefore)

  const built = await project.build()
  for (const target of library.targets()) {
    expect(changesOf(before[target] ?? {}, project.files(`out/${target}`))).toEqual(
      changesIn(planned[target]),
    )
    expect(built.report.targets[target]).toMatchObject(countsIn(planned[target]))
  }

  const device = stamps(project.at('out'), project.at('curator.lock'))
  const again = await project.build()
  expect(again.report.steps.ran, again.ran.join()).toBe(0)
  expect(numbers(again)).toEqual(library.targets().map(() => [0, 0, 0, 0]))
  expect(stamps(project.at('out'), project.at('curator.lock'))).toEqual(device)

  const clean = await builtClean(project)
  const isWithheld = built.report.problems.some(({ code }) => code === 'deletes-withheld')
  for (const target of library.targets()) {
    const files = project.files(`out/${target}`)
    const wanted = below(clean.out, target)
    // while an input cannot be read, what came from it stays, and playlists go on naming it
    if (isWithheld) expect(files).toMatchObject(withoutPlaylists(wanted))
    else expect(files).toEqual(wanted)
  }
  // while a DAT cannot be read, or lists nothing any more, the lock stays as it was
  const isBlind = built.report.problems.some(({ code }) => BLINDING.includes(code))
  expect(project.lock()).toBe(isBlind ? lockBefore : clean.lock)
  expect(lasting(built)).toEqual(lasting(clean.built))
  expect(missing(built)).toEqual(missing(clean.built))
  await project.session(({ db }) => {
    expect(db.prepare('pragma foreign_key_check').all()).toEqual([])
    if (!isBlind) expect(newestRomsets(db)).toEqual(parseLock(project.lock(), 'curator.lock').policies)
    expect(db.prepare('pragma quick_check').pluck().get()).toBe('ok')
  })
  expect(stamps(project.at('roms'), project.at('more'), project.at('dats'))).toEqual(roots)
}

/** What the catalog says each policy keeps now, in the form of the lock. */
function newestRomsets(db: Db): LockData['policies'] {
  const rows = db
    .prepare<[], { policy: string; platform: string | null; game: string; release: string }>(
      `select p.name as policy, f.slug as platform, r.game, r.release_name as release from selection_policy p
       left join romset_now n on n.policy_id = p.id left join romset r on r.version_id = n.version_id
       left join platform f on f.id = r.platform_id order by p.name, f.slug, r.game, r.release_name`,
    )
    .all()
  const policies = new Map<string, Map<string, Map<string, string[]>>>()
  for (const { policy, platform, game, release } of rows) {
    const platforms = policies.get(policy) ?? new Map<string, Map<string, string[]>>()
    policies.set(policy, platforms)
    if (platform === null) continue
    const games = platforms.get(platform) ?? new Map<string, string[]>()
    platforms.set(platform, games.set(game, [...(games.get(game) ?? []), release]))
  }
  return policies
}

function filesOf({ project, targets }: LivingLibrary): Record<string, Record<string, string>> {
  return Object.fromEntries(targets().map((target) => [target, project.files(`out/${target}`)]))
}

function below(files: Record<string, string>, target: string): Record<string, string> {
  const inside = Object.entries(files).filter(([path]) => path.startsWith(`${target}/`))
  return Object.fromEntries(inside.map(([path, hash]) => [path.slice(target.length + 1), hash]))
}

/** Paths that came or changed, and paths that went. */
function changesOf(before: Record<string, string>, after: Record<string, string>) {
  const put = Object.keys(after).filter((path) => before[path] !== after[path])
  const gone = Object.keys(before).filter((path) => after[path] === undefined)
  return { put: put.sort(), gone: gone.sort() }
}

/** The same, as the plan says it. */
function changesIn(plan: PlannedTarget | undefined) {
  const put = new Set<string>()
  const gone = new Set<string>()
  for (const { op, path, from } of plan?.actions ?? []) {
    if (op === 'put' || op === 'move') put.add(path)
    if (op === 'delete') gone.add(path)
    if (from !== undefined) gone.add(from)
  }
  for (const path of put) gone.delete(path)
  return { put: [...put].sort(), gone: [...gone].sort() }
}

/** What a report must count after this plan. */
function countsIn(plan: PlannedTarget | undefined) {
  const { actions = [], kept = 0, bytes = 0 } = plan ?? {}
  const count = (op: string) => actions.filter((action) => action.op === op).length
  return {
    put: count('put'),
    moved: count('move'),
    deleted: count('delete'),
    conflicts: count('conflict'),
    kept,
    bytes,
  }
}

const BLINDING = ['dat-damaged', 'dat-missing', 'dat-emptied']

/** Problems that do not come from what there was before: on a device, or in a DAT that lists nothing now. */
function lasting({ report }: Built): readonly Problem[] {
  return report.problems.filter(({ code }) => !OF_THE_PAST.includes(code))
}

const OF_THE_PAST = ['deletes-withheld', 'dat-empty', 'dat-emptied']

function withoutPlaylists(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('playlists/')))
}

function numbers({ report }: Built): number[][] {
  return Object.values(report.targets).map(({ put, moved, deleted, bytes }) => [put, moved, deleted, bytes])
}

function missing({ report }: Built): Record<string, number> {
  return Object.fromEntries(Object.entries(report.targets).map(([name, target]) => [name, target.missing]))
}
