/** `curator init`: a config to start from. Asks nothing, overwrites nothing. */
import { initProject } from '../../config/init.ts'
import { usageError } from '../../errors.ts'
import type { Call } from '../call.ts'

export async function run({ cwd, flags, out }: Call): Promise<number> {
  if (flags.text('config') !== undefined)
    throw usageError(
      '`curator init` makes curator.config.ts: it takes no `--config`.',
      'Rename it afterwards.',
    )
  const { written, existing } = await initProject(cwd)
  if (flags.has('json')) {
    out.document({ written, existing })
    return 0
  }
  for (const file of written) out.print(`${out.paint('green', 'wrote')}  ${file}`)
  for (const file of existing)
    out.print(`${out.paint('dim', 'kept')}   ${file} ${out.paint('dim', '(it was there already)')}`)
  out.print('')
  out.print(
    'Next: put ROMs in ./roms and DATs in ./dats, or point the config at yours. Then run `curator build`.',
  )
  return 0
}
