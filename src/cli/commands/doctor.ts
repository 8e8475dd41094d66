/** `curator doctor`: looks at the machine, the config and every folder, and says what is fine and what is not. */
import { diagnose, type Finding } from '../../report/doctor.ts'
import type { Call } from '../call.ts'

const SIGNS = { fine: ['green', 'ok  '], note: ['yellow', 'note'], fault: ['red', 'bad '] } as const

export async function run(call: Call): Promise<number> {
  const { out, flags } = call
  const config = flags.text('config')
  const findings = await diagnose(call.cwd, { env: call.env, ...(config === undefined ? {} : { config }) })
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
