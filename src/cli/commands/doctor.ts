/** `curator doctor`: looks at the machine, the config and every folder, or at one target's card, and says what is fine. */
import { existsSync } from 'node:fs'
import { openCatalog, type Catalog } from '../../catalog/catalog.ts'
import { isFailure, usageError } from '../../errors.ts'
import { diagnose } from '../../report/doctor/diagnose.ts'
import { fault, fine, type Finding } from '../../report/doctor/finding.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import type { Adopted } from '../../targets/device/adopt.ts'
import type { ReadingOptions } from '../../targets/device/look/reading.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { printProblems } from '../problems.ts'
import { createProgress } from '../screen/progress.ts'
import { projectOf, projectOptions, withSession } from '../session.ts'

const SIGNS = { fine: ['green', 'ok  '], note: ['yellow', 'note'], fault: ['red', 'bad '] } as const

export async function run(call: Call): Promise<number> {
  if (call.positionals.length > 0) return runTarget(call)
  if (call.flags.has('adopt'))
    throw usageError('`--adopt` takes a target: `curator doctor <target> --adopt`.')
  const findings = await diagnose(call.cwd, {
    ...projectOptions(call),
    ...(call.flags.has('reach') ? { reach: call.signal } : {}),
  })
  return show(call, findings)
}

async function runTarget(call: Call): Promise<number> {
  if (call.flags.has('reach')) throw usageError('`--reach` is for `curator doctor` without a target.')
  const { config, stateDir } = await projectOf(call)
  const names = chosenTargets(config, call.positionals)
  const findings: Finding[] = []
  for (const name of names) if (call.flags.has('adopt')) findings.push(...(await adopt(call, name)))
  if (call.signal.aborted) return show(call, findings)
  const [{ diagnoseTarget }, { lookAtCard }, { deviceProfile }] = await Promise.all([
    import('../../report/doctor/target.ts'),
    import('../../report/cards.ts'),
    import('../../catalog/device-profiles.ts'),
  ])
  const catalog = memoryOf(stateDir)
  const progress = createProgress(call.out)
  const reading: ReadingOptions = { signal: call.signal, onProgress: (read) => progress.tick(read) }
  try {
    for (const name of names) {
      const target = config.targets[name]
      if (!target) continue
      const known = catalog && deviceProfile(catalog.db, name)
      progress.step(`Reading ${name}`)
      const { findings: found, card } = await diagnoseTarget(name, target, known, reading)
      if (catalog && card) lookAtCard(catalog.db, name, target, { ...card, at: Date.now() })
      findings.push(...found.map((finding) => ({ ...finding, subject: `${name} ${finding.subject}` })))
    }
  } finally {
    progress.stop()
    catalog?.close()
  }
  return show(call, findings)
}

/** Cards are looked at also while another curator has the catalog, or it cannot be opened: then nothing is remembered. */
function memoryOf(stateDir: string): Catalog | undefined {
  try {
    return openCatalog(stateDir)
  } catch {
    return undefined
  }
}

/** What came of it. */
function adopt(call: Call, name: string): Promise<readonly Finding[]> {
  const subject = `${name} adopt`
  return withSession(call, async ({ world, steps, progress }) => {
    const [{ adoptTarget }, { openDisks }, { openPacking }, { elsewhere }] = await Promise.all([
      import('../../steps/devices/adopting.ts'),
      import('../../disk/open-disks.ts'),
      import('../../steps/devices/packing.ts'),
      import('../../targets/device/look/volume.ts'),
    ])
    const disks = openDisks(call.env)
    const packing = openPacking(world)
    try {
      const { path = '', volume } = world.config.targets[name] ?? {}
      // an automounter makes the folder of a card, and would find its name taken
      if (!existsSync(path)) return [fault(subject, `${path} is not there. Nothing was taken over.`)]
      const disk = disks.open(path)
      // the id is what is written now
      const { label, uuid } = volume ?? {}
      const away = elsewhere(name, path, { ...(label && { label }), ...(uuid && { uuid }) }, disk)
      if (away) return [fault(subject, `${away.message} Nothing was taken over.`, away.hint)]
      const adopted = await adoptTarget(world, steps, disk, { name, packing })
      progress.stop()
      const failed = adopted.problems.filter(({ code }) => isFailure(code))
      const told = adopted.problems.filter((one) => !failed.includes(one))
      if (!call.flags.has('json')) printProblems([...world.problems, ...told], call.out)
      const faults = failed.map(({ message, hint }) => fault(subject, message, hint))
      const isNone = adopted.inPlace + adopted.elsewhere === 0
      return isNone && faults.length > 0 ? faults : [fine(subject, inWords(adopted)), ...faults]
    } finally {
      await packing.close()
      await disks.close()
    }
  })
}

function inWords({ inPlace, elsewhere }: Adopted): string {
  const rest = elsewhere === 0 ? '' : `, ${plural(elsewhere, 'file')} elsewhere that the next build renames`
  return `Took over ${plural(inPlace, 'file')} in place${rest}.`
}

function show({ flags, out }: Call, findings: readonly Finding[]): number {
  const faults = findings.filter(({ verdict }) => verdict === 'fault')
  if (flags.has('json')) out.document({ healthy: faults.length === 0, findings })
  else for (const finding of findings) print(finding)
  return faults.length > 0 ? 1 : 0

  function print({ verdict, subject, message, hint }: Finding): void {
    const [style, sign] = SIGNS[verdict]
    out.print(`${out.paint(style, sign)}  ${subject}: ${message}`)
    if (hint) out.print(`      ${out.paint('dim', hint)}`)
  }
}
