/** All rules of a build, from low to high, and an engine that runs them. */
import { createEngine, type Engine } from '../engine/engine.ts'
import type { Why } from '../engine/rule.ts'
import { sqliteStore, type Store } from '../engine/store.ts'
import { cloneListRules, type CloneListRules } from './choosing/clone-lists.ts'
import { decisionRules, type DecisionRules } from './choosing/decisions.ts'
import { contradictionRules, type ContradictionRules } from './choosing/list-contradictions.ts'
import { inputRules, type InputRules } from './inputs.ts'
import { lockRules, type LockRules } from './lock.ts'
import { outputRules, type OutputRules } from './devices/outputs.ts'
import { overrideRules, type OverrideRules } from './choosing/overrides.ts'
import { romsetRules, type RomsetRules } from './choosing/romset.ts'
import { selectionRules } from './choosing/selection.ts'
import { interruptedEarly } from './told-to-stop.ts'
import type { World } from './world.ts'

export interface Steps {
  readonly engine: Engine
  readonly store: Store
  readonly cloning: CloneListRules
  readonly deciding: DecisionRules
  readonly inputs: InputRules
  readonly selection: RomsetRules
  readonly outputs: OutputRules
  readonly locking: LockRules
  readonly overriding: OverrideRules
  readonly contradicting: ContradictionRules
  /** What ran, in order, and why. */
  readonly ran: readonly { readonly key: string; readonly why: Why }[]
  /** Id that this run's nodes carry. */
  readonly run: number
  /** From now on no node runs: who asks for one that would have to gets `interrupted`. */
  readonly halt: () => void
}

export function createSteps(world: World): Steps {
  const cloning = cloneListRules(world)
  const deciding = decisionRules(world)
  const inputs = inputRules(world, cloning, deciding)
  const selection = romsetRules(world, inputs, selectionRules(world, inputs, cloning, deciding))
  const outputs = outputRules(world, inputs, deciding, selection)
  const locking = lockRules(inputs, selection)
  const overriding = overrideRules(inputs, selection)
  const contradicting = contradictionRules(world, cloning, deciding, selection)
  const rules = [
    ...cloning.all,
    ...deciding.all,
    ...inputs.all,
    ...selection.all,
    ...outputs.all,
    ...locking.all,
    ...overriding.all,
    ...contradicting.all,
  ]
  const ran: { key: string; why: Why }[] = []
  const run = (world.db.prepare('select coalesce(max(id), 0) from run').pluck().get() as number) + 1
  const store = sqliteStore(world.db)
  let isHalted = false
  const engine = createEngine(store, rules, {
    run,
    onRun: (key, why) => ran.push({ key, why }),
    beforeRun() {
      if (isHalted) throw interruptedEarly()
    },
  })
  const halt = (): void => {
    isHalted = true
  }
  const steps = { cloning, deciding, inputs, selection, outputs, locking, overriding, contradicting }
  return { engine, store, ...steps, ran, run, halt }
}
