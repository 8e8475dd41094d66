/** `curator bios`: which firmware the targets look for, and whether it is there. */
import type { FirmwareVerdict } from '../../bios/verdicts.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import { count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { worstCode } from '../exit.ts'
import { checkPlatform } from '../usage/known-names.ts'
import type { Output } from '../screen/output.ts'
import { printProblems } from '../problems.ts'
import { withSession } from '../session.ts'
import { table } from '../screen/table.ts'

export function run(call: Call): Promise<number> {
  const { flags, out } = call
  for (const platform of flags.list('platform')) checkPlatform(platform)
  return withSession(call, async ({ db, project, world, steps, progress }) => {
    const { config } = project
    const names = chosenTargets(config, call.positionals)
    const { biosReport, recordVerification } = await import('../../report/bios.ts')
    await steps.engine.hash(steps.inputs.identified, '')
    const report = await biosReport(db, config, names, flags.list('platform'))
    if (flags.list('platform').length === 0) recordVerification(db, report, world.now())
    progress.stop()
    printProblems(world.problems, out)
    const lacking = Object.values(report.targets).flat().filter(isLacking)
    if (flags.has('json')) out.document({ folder: config.roots[config.bios ?? '']?.path, ...report })
    else {
      if (config.bios === undefined)
        out.print(
          "The config names no folder of firmware: `bios: './bios'`. This is what would be looked for.",
        )
      for (const [name, verdicts] of Object.entries(report.targets))
        printTarget(name, verdicts, out, flags.has('all'))
      const who = call.positionals.length > 0 ? 'none of these targets' : 'no target'
      const unused = new Set(report.unused.map(({ path }) => path)).size
      if (unused > 0) out.print(`${plural(unused, 'file')} in the folder, which ${who} looks for.`)
    }
    return worstCode(world.problems) || (flags.has('check') && lacking.length > 0 ? 1 : 0)
  })
}

function isLacking({ state, isNeeded }: FirmwareVerdict): boolean {
  return isNeeded && state !== 'present'
}

function printTarget(name: string, verdicts: readonly FirmwareVerdict[], out: Output, isAll: boolean): void {
  const of = (state: FirmwareVerdict['state']) => verdicts.filter((verdict) => verdict.state === state)
  const missing = of('missing')
  const needed = missing.filter(({ isNeeded }) => isNeeded)
  const summary = [
    `${count(of('present').length)} present`,
    `${count(of('wrong').length)} wrong`,
    `${count(needed.length)} missing`,
    `${count(missing.length - needed.length)} optional and missing`,
  ].join(', ')
  out.print(`${out.paint('bold', name)}  ${verdicts.length === 0 ? 'looks for no firmware' : summary}`)
  const shown = verdicts.filter((verdict) => isAll || verdict.state !== 'missing' || verdict.isNeeded)
  if (shown.length > 0) out.print(table(shown.map((verdict) => rowOf(verdict, out))).replace(/^/gm, '  '))
}

function rowOf({ state, path, platforms, isNeeded, found, accepts }: FirmwareVerdict, out: Output): string[] {
  const shown = platforms.length > 3 ? `${platforms.slice(0, 3).join(' ')} …` : platforms.join(' ')
  switch (state) {
    case 'present':
      return [out.paint('green', 'ok'), path, shown, found?.path ?? '']
    case 'wrong':
      return [
        out.paint('red', 'wrong'),
        path,
        shown,
        `${found?.path ?? ''} has the MD5 ${found?.md5 ?? ''}, not ${accepts.join(' or ')}`,
      ]
    case 'missing':
      return [isNeeded ? out.paint('red', 'missing') : 'optional', path, shown, `MD5 ${accepts.join(' or ')}`]
  }
}
