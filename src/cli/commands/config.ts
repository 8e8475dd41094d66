/** `curator config`: the config as curator understands it. */
import { withoutPasswords } from '../../config/resolved.ts'
import type { Call } from '../call.ts'
import { projectOf } from '../session.ts'

export async function run(call: Call): Promise<number> {
  const { configFile, config } = await projectOf(call)
  if (call.flags.has('json')) {
    call.out.document(withoutPasswords(config))
    return 0
  }
  const lines: [string, readonly string[]][] = [
    ['roots', Object.entries(config.roots).map(([name, root]) => `${name}: ${root.path}`)],
    [
      'dats',
      Object.entries(config.dats).map(
        ([name, dat]) => `${name}: ${dat.files.map((f) => f.shown).join(', ')}`,
      ),
    ],
    ['policies', Object.keys(config.policies)],
    ['playlists', Object.keys(config.playlists)],
    [
      'targets',
      Object.entries(config.targets).map(
        ([name, t]) => `${name}: ${t.preset} at ${t.path}, policy ${t.policy}`,
      ),
    ],
    ['state', [config.state]],
  ]
  call.out.print(configFile)
  for (const [title, items] of lines) {
    call.out.print(`${call.out.paint('bold', title)}${items.length === 0 ? '  none' : ''}`)
    for (const item of items) call.out.print(`  ${item}`)
  }
  return 0
}
