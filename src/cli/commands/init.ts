/** `curator init`: a config to start from. Asks nothing, overwrites nothing. */
import { relative } from 'node:path'
import { initProject } from '../../config/init.ts'
import { usageError } from '../../errors.ts'
import type { Call } from '../call.ts'
import { worstCode } from '../exit.ts'
import { printProblems } from '../problems.ts'

export async function run({ cwd, flags, out }: Call): Promise<number> {
  if (flags.text('config') !== undefined)
    throw usageError(
      '`curator init` makes curator.config.ts: it takes no `--config`.',
      'Rename it afterwards.',
    )
  const { problems, ...made } = await initProject(cwd)
  const { written, existing, repository } = made
  const code = worstCode(problems)
  if (flags.has('json')) {
    out.document({ ...made, problems })
    return code
  }
  for (const file of written) out.print(`${out.paint('green', 'wrote')}  ${file}`)
  for (const file of existing)
    out.print(`${out.paint('dim', 'kept')}   ${file} ${out.paint('dim', '(it was there already)')}`)
  printProblems(problems, out)
  if (code !== 0) return code
  out.print('')
  if (repository !== undefined) {
    const here = relative(repository, cwd)
    out.print(
      `There is no workflow: GitHub reads those only at the top of a repository, which is ${repository}. ` +
        `In one there, run \`npx curator -C ${JSON.stringify(here)} lock --check\`.`,
    )
  }
  out.print(
    'Next: put ROMs in ./roms and DATs in ./dats, or point the config at yours. Then run `curator build`.',
  )
  return 0
}
