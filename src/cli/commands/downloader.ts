/** `curator downloader`: a database with which MiSTer's Downloader fetches a target's files over the network. */
import { resolve } from 'node:path'
import { openDisks } from '../../disk/open-disks.ts'
import { usageError } from '../../errors.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import { amount, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { createProgress } from '../screen/progress.ts'
import { projectOf } from '../session.ts'
import { writeNamedFile } from '../write-file.ts'

export async function run(call: Call): Promise<number> {
  const { flags, out, signal } = call
  const { config } = await projectOf(call)
  const [name, ...more] = chosenTargets(config, call.positionals)
  if (call.positionals.length !== 1 || name === undefined || more.length > 0)
    throw usageError('`curator downloader` takes one target.')
  const { databaseMaker, misterTarget, needName } = await import('../../report/downloader/target.ts')
  const address = addressOf(flags.text('url') ?? '')
  needName(address.hostname, 'Name the machine: http://nas:8080, not its number.')
  const target = misterTarget(config, name, flags.has('usb'))
  const id = flags.text('id') ?? name
  const progress = createProgress(out)
  const disks = openDisks(call.env)
  try {
    progress.step(`Reading ${name}`)
    const database = databaseMaker({
      disk: disks.open(target.path),
      name,
      target,
      wish: { id, base: address.href, external: flags.has('usb') },
      signal,
      onProgress: (read) => progress.tick(read),
    })
    const { zip, files, bytes } = await database()
    progress.stop()
    const file = resolve(call.cwd, flags.text('out') ?? 'db.json.zip')
    // it may lie beside the files that are served
    writeNamedFile(file, zip, { roots: config.roots, targets: {} })
    if (flags.has('json')) out.document({ file, id, files: files.size, bytes })
    else {
      out.print(`${file}: ${plural(files.size, 'file')}, ${amount(bytes)}`)
      out.print(`In downloader.ini on the MiSTer: [${id}] and db_url = where that file is served.`)
    }
    return 0
  } finally {
    progress.stop()
    await disks.close()
  }
}

function addressOf(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw usageError('`--url` takes the address below which the files of the target are served: http://…')
  return url
}
