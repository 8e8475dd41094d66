/**
 * The verbs by name. They are one module, loaded when any is called: finding twenty small files takes Node longer than
 * reading one large one.
 */
import type { Call } from './call.ts'
import { run as art } from './commands/art.ts'
import { run as bios } from './commands/bios.ts'
import { run as build } from './commands/build.ts'
import { run as config } from './commands/config.ts'
import { run as dats } from './commands/dats.ts'
import { run as doctor } from './commands/doctor.ts'
import { run as downloader } from './commands/downloader.ts'
import { run as explain } from './commands/explain.ts'
import { run as files } from './commands/files.ts'
import { run as graph } from './commands/graph.ts'
import { run as init } from './commands/init.ts'
import { run as library } from './commands/library.ts'
import { run as lock } from './commands/lock.ts'
import { run as log } from './commands/log.ts'
import { run as metadata } from './commands/metadata.ts'
import { run as plan } from './commands/plan.ts'
import { run as report } from './commands/report.ts'
import { run as review } from './commands/review.ts'
import { run as romsets } from './commands/romsets.ts'
import { run as search } from './commands/search.ts'
import { run as serve } from './commands/serve.ts'
import { run as status } from './commands/status.ts'
import { run as verify } from './commands/verify.ts'
import { run as watch } from './commands/watch.ts'

type Verb = (call: Call) => Promise<number> | number

/** Every command of `commands.ts` has one here. */
export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries({
    art,
    bios,
    build,
    config,
    dats,
    doctor,
    downloader,
    explain,
    files,
    graph,
    init,
    library,
    lock,
    log,
    metadata,
    plan,
    report,
    review,
    romsets,
    search,
    serve,
    status,
    verify,
    watch,
  }),
)
