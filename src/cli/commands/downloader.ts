/** `curator downloader`: a database with which MiSTer's Downloader fetches a target's files over the network. */
import { resolve } from 'node:path'
import type { Disk } from '../../disk/disk.ts'
import { openDisks } from '../../disk/open-disks.ts'
import { CuratorError, problem } from '../../errors.ts'
import { chosenTargets } from '../../steps/targets.ts'
import { observe, unreadable } from '../../targets/device/observe.ts'
import { readState } from '../../targets/device/state.ts'
import { amount, count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { projectOf } from '../session.ts'
import { writeNamedFile } from '../write-file.ts'

export async function run(call: Call): Promise<number> {
  const { flags, out } = call
  const { config } = await projectOf(call)
  const [name, ...more] = chosenTargets(config, call.positionals)
  const base = flags.text('url') ?? ''
  if (call.positionals.length !== 1 || name === undefined || more.length > 0)
    throw usage('`curator downloader` takes one target.')
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
    throw usage('`--url` takes the address below which the files of the target are served: http://…')
  const root = config.targets[name]?.path ?? ''
  const disks = openDisks(call.env)
  try {
    const disk = disks.open(root)
    const files = [...readState(disk).files].map(([path, { size }]) => ({ path, size }))
    if (files.length === 0)
      throw usage(`There is nothing of curator's in ${root} yet. Run \`curator build ${name}\`.`)
    needRight(disk, name)
    const { downloaderDb, downloaderZip, md5Of } = await import('../../report/downloader-db.ts')
    const wish = {
      id: flags.text('id') ?? name,
      base,
      external: flags.has('usb'),
      timestamp: Math.floor(Date.now() / 1000),
    }
    const file = resolve(call.cwd, flags.text('out') ?? 'db.json.zip')
    const md5 = (path: string): string => {
      try {
        return md5Of(root, path)
      } catch (error) {
        throw new CuratorError(unreadable(disk, error))
      }
    }
    writeNamedFile(file, await downloaderZip(downloaderDb(files, md5, wish)))
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    if (flags.has('json')) out.document({ file, id: wish.id, files: files.length, bytes })
    else {
      out.print(`${file}: ${plural(files.length, 'file')}, ${amount(bytes)}`)
      out.print(`In downloader.ini on the MiSTer: [${wish.id}] and db_url = where that file is served.`)
    }
    return 0
  } finally {
    await disks.close()
  }
}

/** What a MiSTer fetched once it deletes when the database names it no more, and what it fetches it compares with that. */
function needRight(disk: Disk, name: string): void {
  const { drift, interrupted, problems } = observe(disk)
  if (problems.length > 0) throw new CuratorError(problems)
  const [first] = drift
  if (first === undefined && !interrupted) return
  const where = disk.where('')
  const hint = `Run \`curator build ${name}\` first.`
  const message =
    first === undefined
      ? `A build of ${where} did not end: what is there may be half done.`
      : `${where} is not as curator wrote it: ${first}${drift.length > 1 ? ` and ${count(drift.length - 1)} more` : ''} changed or gone.`
  throw new CuratorError(problem('changed-on-device', message, { path: where, hint }))
}

function usage(message: string): CuratorError {
  return new CuratorError(problem('cli-usage', message))
}
