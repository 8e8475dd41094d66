/** `curator serve`, until Ctrl-C: the library in a browser, for this machine only, or a target for MiSTer's Downloader. */
import { usageError } from '../../errors.ts'
import type { Call } from '../call.ts'
import { printProblems } from '../problems.ts'
import { write, writeLine } from '../screen/output.ts'
import { projectOf, projectOptions } from '../session.ts'
import { ended } from './serve/ended.ts'

const USUAL_PORT = 4816

export async function run(call: Call): Promise<number> {
  const { cwd, flags, out, signal } = call
  const port = portOf(flags.text('port'))
  if (flags.text('downloader') !== undefined) {
    const { serveDownloader } = await import('./serve/downloader.ts')
    return serveDownloader(call, port)
  }
  for (const option of ['host', 'usb'])
    if (flags.has(option) || flags.text(option) !== undefined)
      throw usageError(`\`--${option}\` is for \`--downloader\`: the page is for this machine only.`)
  await projectOf(call) // what is wrong with the config is told here, where it is read
  const [{ startServer }, { curatorStarter }] = await Promise.all([
    import('../../serve/server.ts'),
    import('./serve/process.ts'),
  ])
  const canWrite = flags.has('write')
  const server = await startServer({
    cwd,
    project: projectOptions(call),
    port,
    canWrite,
    run: curatorStarter(call),
    // under --quiet too: without it nobody comes in
    onLink: (link, isFirst) => {
      if (flags.has('json')) writeLine({ url: link, port: Number(new URL(link).port), write: canWrite })
      else write(1, isFirst ? `Open ${link}\n` : `A new link, for another browser: ${link}\n`)
    },
    onNote: (note) => printProblems([note], out),
  })
  if (!out.quiet)
    out.warn(
      canWrite
        ? 'The link works once. The page may decide and build. Ctrl-C ends it.'
        : 'The link works once. The page only shows; `--write` allows more. Ctrl-C ends it.',
    )
  await ended(signal)
  server.close()
  return 0 // only a signal ends it, and has its own code
}

function portOf(text = String(USUAL_PORT)): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw usageError(`\`--port\` takes a number from 0 to 65535, not \`${text}\`.`)
}
