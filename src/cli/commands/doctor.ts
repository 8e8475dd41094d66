/** `curator doctor`: looks at the machine, the config and every folder, or at one target's card, and says what is fine. */
import { openCatalog, type Catalog } from '../../catalog/catalog.ts'
import { usageError } from '../../errors.ts'
import { diagnose } from '../../report/doctor.ts'
import type { Finding } from '../../report/finding.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import { plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { printProblems } from '../problems.ts'
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
  for (const name of names) if (call.flags.has('adopt')) await adopt(call, name)
  const [{ diagnoseTarget }, { lookAtCard }, { deviceProfile }] = await Promise.all([
    import('../../report/doctor-target.ts'),
    import('../../report/cards.ts'),
    import('../../catalog/device-profiles.ts'),
  ])
  const findings: Finding[] = []
  const catalog = memoryOf(stateDir)
  try {
    for (const name of names) {
      const target = config.targets[name]
      if (!target) continue
      const known = catalog && deviceProfile(catalog.db, name)
      const { findings: found, card } = await diagnoseTarget(name, target, known)
      if (catalog && card) lookAtCard(catalog.db, name, target, { ...card, at: Date.now() })
      findings.push(...found.map((finding) => ({ ...finding, subject: `${name} ${finding.subject}` })))
    }
  } finally {
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

async function adopt(call: Call, name: string): Promise<void> {
  await withSession(call, async ({ world, steps, progress }) => {
    const [{ adoptTarget }, { openDisks }, { openPacking }] = await Promise.all([
      import('../../steps/devices/targets.ts'),
      import('../../disk/open-disks.ts'),
      import('../../steps/devices/packing.ts'),
    ])
    const disks = openDisks(call.env)
    const packing = openPacking(world)
    try {
      const disk = disks.open(world.config.targets[name]?.path ?? '')
      const { inPlace, elsewhere, problems } = await adoptTarget(world, steps, disk, { name, packing })
      progress.stop()
      if (call.flags.has('json')) return
      printProblems([...world.problems, ...problems], call.out)
      const rest =
        elsewhere === 0 ? '' : `, ${plural(elsewhere, 'file')} elsewhere that the next build renames`
      call.out.print(`${name}: took over ${plural(inPlace, 'file')} in place${rest}.`)
    } finally {
      await packing.close()
      await disks.close()
    }
  })
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
