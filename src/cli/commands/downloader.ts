/** `curator downloader`: a database with which MiSTer's Downloader fetches a target's files over the network. */
import { resolve } from 'node:path'
import type { Disk } from '../../disk/disk.ts'
import { openDisks } from '../../disk/open-disks.ts'
import { CuratorError, problem, usageError } from '../../errors.ts'
import { chosenTargets } from '../../steps/targets.ts'
import { driftOn } from '../../targets/device/drift.ts'
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
    throw usageError('`curator downloader` takes one target.')
  needAddress(base)
  const { path: root = '', preset = '', device } = config.targets[name] ?? {}
  if (!/mister/i.test(`${preset} ${device?.name ?? ''}`))
    throw usageError(
      `\`${name}\` is no target for MiSTer (its preset is ${preset}), and only a MiSTer has a Downloader.`,
    )
  const disks = openDisks(call.env)
  try {
    const disk = disks.open(root)
    const files = [...readState(disk).files].map(([path, { size }]) => ({ path, size }))
    if (files.length === 0)
      throw usageError(`There is nothing of curator's in ${root} yet. Run \`curator build ${name}\`.`)
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
    const zip = await downloaderZip(downloaderDb(files, md5, wish))
    // it may lie beside the files that are served
    writeNamedFile(file, zip, { roots: config.roots, targets: {} })
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

/** What Downloader takes: see `is_url_valid` in its `db_entity.py`. */
function needAddress(base: string): void {
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw usageError('`--url` takes the address below which the files of the target are served: http://…')
  const { hostname } = url
  if (hostname === 'localhost' || isPrivate(hostname))
    throw usageError(
      `MiSTer's Downloader refuses files from ${hostname}. Name the machine: http://nas:8080, not its number.`,
    )
}

/** Numbers of machines in a home, and of the own one. */
function isPrivate(hostname: string): boolean {
  return /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|^\[(?:::1|f[cd]|fe[89ab])/i.test(
    hostname,
  )
}

/** What a MiSTer fetched once it deletes when the database names it no more, and what it fetches it compares with that. */
function needRight(disk: Disk, name: string): void {
  const seen = observe(disk)
  const { interrupted, problems } = seen
  if (problems.length > 0) throw new CuratorError(problems)
  const where = disk.where('')
  const [first, ...more] = driftOn(disk, seen)
  if (first !== undefined) {
    const others = more.length > 0 ? ` and ${count(more.length)} more` : ''
    const message = `${where} is not as curator wrote it: ${first.path}${others} changed or gone.`
    const isChanged = [first, ...more].some(({ is }) => is === 'changed')
    const force = isChanged ? `, with \`--force\` if what was changed there shall go` : ''
    const hint = `Run \`curator build ${name}\` first${force}.`
    throw new CuratorError(problem('changed-on-device', message, { path: where, hint }))
  }
  if (!interrupted) return
  const message = `A build of ${where} did not end: what is there may be half done.`
  const hint = `Run \`curator build ${name}\` first.`
  throw new CuratorError(problem('changed-on-device', message, { path: where, hint }))
}
