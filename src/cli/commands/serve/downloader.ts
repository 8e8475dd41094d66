/** `curator serve --downloader`: what a target holds, for MiSTer's Downloader, to the whole network, until Ctrl-C. */
import { hostname } from 'node:os'
import { openDisks } from '../../../disk/open-disks.ts'
import { usageError, type Problem } from '../../../errors.ts'
import { databaseMaker, misterTarget, needName } from '../../../report/downloader/target.ts'
import { startDownloaderServer } from '../../../serve/downloader-server.ts'
import { chosenTargets } from '../../../steps/devices/targets.ts'
import { amount, plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { printProblems } from '../../problems.ts'
import { write, writeLine } from '../../screen/output.ts'
import { createProgress } from '../../screen/progress.ts'
import { projectOf } from '../../session.ts'
import { ended } from './ended.ts'

export async function serveDownloader(call: Call, wishedPort: number): Promise<number> {
  const { flags, out, signal } = call
  if (flags.has('write'))
    throw usageError('`--write` is for the page, and with `--downloader` there is none.')
  const name = flags.text('downloader') ?? ''
  const { config } = await projectOf(call)
  chosenTargets(config, [name])
  const target = misterTarget(config, name, flags.has('usb'))
  const host = hostOf(flags.text('host') ?? hostname())
  const addressAt = (port: number): string => new URL(`http://${host}:${port}/`).href
  const progress = createProgress(out)
  const disks = openDisks(call.env)
  try {
    const disk = disks.open(target.path)
    progress.step(`Reading ${name}`)
    const { port, database, close } = await startDownloaderServer({
      port: wishedPort,
      disk,
      maker: (at) =>
        databaseMaker({
          disk,
          name,
          target,
          wish: { id: name, base: addressAt(at), external: flags.has('usb') },
          signal,
          onProgress: (read) => progress.tick(read),
        }),
      onProblems: (problems) => tell(problems, call),
    })
    progress.stop()
    const { files, bytes } = database
    const url = `${addressAt(port)}db.json.zip`
    // under --quiet too: without it nobody knows where to ask
    if (flags.has('json')) writeLine({ url, port, id: name, files: files.size, bytes })
    else write(1, `In downloader.ini on the MiSTer:\n[${name}]\ndb_url = ${url}\n`)
    if (!out.quiet)
      out.warn(
        `Everybody in your network can fetch ${plural(files.size, 'file')} (${amount(bytes)}) of ${name}, and nothing else. Ctrl-C ends it.`,
      )
    await ended(signal)
    close()
    return 0 // only a signal ends it, and has its own code
  } finally {
    progress.stop()
    await disks.close()
  }
}

/** A MiSTer asks for files by the name that is written into the database. */
function hostOf(name: string): string {
  const address = `http://${name}`
  if (!/^[^\s/?#@:[\]\\]+$/.test(name) || !URL.canParse(address))
    throw usageError(`\`--host\` takes the name of this machine in your network, not \`${name}\`.`)
  const { hostname: host } = new URL(address)
  needName(host, 'Say the name of this machine: `--host nas`.')
  return host
}

function tell(problems: readonly Problem[], { out, signal }: Call): void {
  if (signal.aborted) return
  out.warn('A MiSTer asked for the database, and did not get it:')
  printProblems(problems, out)
}
