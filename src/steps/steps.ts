/** All rules of a build, from low to high, and an engine that runs them. */
import { createEngine, type Engine } from '../engine/engine.ts'
import type { Why } from '../engine/rule.ts'
import { sqliteStore, type Store } from '../engine/store.ts'
import { inputRules, type InputRules } from './inputs.ts'
import { lockRules, type LockRules } from './lock.ts'
import { outputRules, type OutputRules } from './outputs.ts'
import { selectionRules, type SelectionRules } from './selection.ts'
import type { World } from './world.ts'

export interface Steps {
  readonly engine: Engine
  readonly store: Store
  readonly inputs: InputRules
  readonly selection: SelectionRules
  readonly outputs: OutputRules
  readonly locking: LockRules
  /** What ran, in order, and why. */
  readonly ran: readonly { readonly key: string; readonly why: Why }[]
  /** Id that this run's nodes carry. */
  readonly run: number
}

export function createSteps(world: World): Steps {
  const inputs = inputRules(world)
  const selection = selectionRules(world, inputs)
  const outputs = outputRules(inputs, selection)
  const locking = lockRules(world, inputs, selection)
  const rules = [...inputs.all, ...selection.all, ...outputs.all, ...locking.all]
  const ran: { key: string; why: Why }[] = []
  const run = (world.db.prepare('select coalesce(max(id), 0) from run').pluck().get() as number) + 1
  const store = sqliteStore(world.db)
  const engine = createEngine(store, rules, { run, onRun: (key, why) => ran.push({ key, why }) })
  return { engine, store, inputs, selection, outputs, locking, ran, run }
}
