/**
 * The verbs by name. They are one module, loaded when any is called: finding twenty small files takes Node longer than
 * reading one large one.
 */
import type { Call } from './call.ts'
import { run as build } from './commands/build.ts'
import { run as config } from './commands/config.ts'
import { run as doctor } from './commands/doctor.ts'
import { run as explain } from './commands/explain.ts'
import { run as graph } from './commands/graph.ts'
import { run as init } from './commands/init.ts'
import { run as lock } from './commands/lock.ts'
import { run as plan } from './commands/plan.ts'
import { run as status } from './commands/status.ts'

type Verb = (call: Call) => Promise<number> | number

/** Every command of `commands.ts` has one here. */
export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries({ build, config, doctor, explain, graph, init, lock, plan, status }),
)
