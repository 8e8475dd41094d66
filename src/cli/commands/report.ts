/** `curator report`: lists of what is had and missing, for people, scripts and ROM managers. */
import { extname, resolve } from 'node:path'
import type { Db } from '../../catalog/catalog.ts'
import { CuratorError, problem, usageError } from '../../errors.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { didYouMean } from '../../config/checking/suggest.ts'
import type { ListKind } from '../../dats/write/listed.ts'
import { listDocument, writeListDat, writeListText } from '../../dats/write/lists.ts'
import { writeLogiqx } from '../../dats/write/logiqx.ts'
import { folderDat, isScanned } from '../../report/dats/dir2dat.ts'
import { listDat, listableDats, type ListableDat } from '../../report/dats/missing.ts'
import { count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { checkName } from '../usage/known-names.ts'
import { write } from '../screen/output.ts'
import { checkOutside, isFolder, writeReport, writeReports, type ReportFile } from '../report-files.ts'
import { withSession } from '../session.ts'

type Format = 'dat' | 'text' | 'json'
const EXTENSIONS = { dat: 'dat', text: 'txt', json: 'json' } as const

export function run(call: Call): Promise<number> {
  const [kind, ...more] = call.positionals
  if ((kind !== 'missing' && kind !== 'have' && kind !== 'dir2dat') || more.length > 0)
    throw usageError('Say which report: `missing`, `have` or `dir2dat`.', 'Run `curator report --help`.')
  return withSession(
    call,
    async ({ project, db }) => {
      const out = call.flags.text('out')
      if (out !== undefined) checkOutside(resolve(call.cwd, out), project.config)
      if (kind === 'dir2dat') reportFolder(call, db, project.config)
      else reportLists(call, db, kind)
      return 0
    },
    { looksOnly: true },
  )
}

function formatOf({ flags }: Call, otherwise: Format): Format {
  const format = flags.has('json') ? 'json' : (flags.text('format') ?? otherwise)
  return format === 'dat' || format === 'json' ? format : 'text'
}

function reportLists(call: Call, db: Db, kind: ListKind): void {
  const format = formatOf(call, 'text')
  const dats = chosenDats(db, call.flags.text('dat'))
  const out = call.flags.text('out')
  if (out !== undefined && !isOneFile(call.cwd, out, format)) {
    const files = dats.map((dat) => listsFile(db, dat.header.name, [dat], kind, format))
    sayWritten(call, writeReports(resolve(call.cwd, out), files).length)
    return
  }
  if (format === 'dat' && dats.length > 1)
    throw usageError(
      `There are ${count(dats.length)} DATs, and one file holds one.`,
      'Name one with `--dat`, or a folder with `--out`.',
    )
  const file = listsFile(db, 'all', dats, kind, format)
  if (out === undefined) for (const piece of file.pieces()) write(1, piece)
  else {
    writeReport(resolve(call.cwd, out), file)
    sayWritten(call, dats.length)
  }
}

/** `missing.json` is a file, however many lists there are: a script that wrote one must not find a folder one day. */
function isOneFile(cwd: string, out: string, format: Format): boolean {
  const isNamed = extname(out).toLowerCase() === `.${EXTENSIONS[format]}` && !/[\\/]$/.test(out)
  return isNamed && !isFolder(resolve(cwd, out))
}

function sayWritten({ out }: Call, lists: number): void {
  out.warn(`curator: ${plural(lists, 'list')} written`)
}

function listsFile(
  db: Db,
  name: string,
  dats: readonly ListableDat[],
  kind: ListKind,
  format: Format,
): ReportFile {
  return {
    name: `${kind} - ${name}`,
    extension: EXTENSIONS[format],
    *pieces() {
      if (format === 'json') {
        const lists = dats.map((dat) => listDocument(listDat(db, dat), kind))
        yield `${JSON.stringify({ list: kind, dats: lists }, undefined, 2)}\n`
        return
      }
      const written = format === 'dat' ? writeListDat : writeListText
      for (const dat of dats) yield* written(listDat(db, dat), kind)
    },
  }
}

/** All DATs in use, or those the config or their header calls so. */
function chosenDats(db: Db, name: string | undefined): readonly ListableDat[] {
  const all = listableDats(db)
  const chosen =
    name === undefined ? all : all.filter(({ dat, header }) => dat === name || header.name === name)
  if (chosen.length > 0) return chosen
  if (name === undefined || all.length === 0)
    throw new CuratorError(
      problem('not-found', 'No DAT was read here yet.', { hint: 'Run `curator build`.' }),
    )
  const guess = didYouMean(name, [...new Set(all.flatMap(({ dat, header }) => [dat, header.name]))])
  const hint = guess ?? '`curator dats list` names those in the config.'
  throw new CuratorError(problem('not-found', `No DAT in use is called "${name}".`, { hint }))
}

function reportFolder(call: Call, db: Db, config: ResolvedConfig): void {
  const root = call.flags.text('root')
  const names = Object.keys(config.roots)
  if (root === undefined) {
    const hint = `There are: ${names.join(', ')}.`
    throw usageError('Say which root with `--root`.', hint)
  }
  checkName('root', root, names)
  if (!isScanned(db, root))
    throw new CuratorError(
      problem('not-found', `No build has looked at the root \`${root}\` yet.`, {
        hint: 'Run `curator build`.',
      }),
    )
  const format = formatOf(call, 'dat')
  const { header, games, skipped } = folderDat(db, root)
  const file: ReportFile = {
    name: `dir2dat - ${root}`,
    extension: EXTENSIONS[format],
    *pieces() {
      if (format === 'dat') yield* writeLogiqx(header, games)
      else if (format === 'json') yield `${JSON.stringify({ root, games, skipped }, undefined, 2)}\n`
      else for (const { name } of games) yield `${name.replace(/\p{Cc}+/gu, ' ')}\n`
    },
  }
  const out = call.flags.text('out')
  if (out === undefined) for (const piece of file.pieces()) write(1, piece)
  else writeReport(resolve(call.cwd, out), file)
  if (skipped > 0)
    call.out.warn(`curator: ${plural(skipped, 'file')} left out: not read yet, not opened, or damaged`)
}
