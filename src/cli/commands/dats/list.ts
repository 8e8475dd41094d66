/** `curator dats list`: the DATs of the config, as the last build read them. */
import { usageError } from '../../../errors.ts'
import { didYouMean } from '../../../config/checking/suggest.ts'
import { pathBelow } from '../../../disk/real-path.ts'
import { listDats, listSources, type ListedDat, type ListedFile } from '../../../report/dats/list.ts'
import { count, plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import type { Output } from '../../screen/output.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

/** `names`: those to list file by file. */
export function list(call: Call, names: readonly string[]): Promise<number> {
  return withSession(
    call,
    ({ project, db }) => {
      const all = listDats(db, project.config)
      for (const name of names) {
        if (all.some((dat) => dat.name === name)) continue
        const known = all.map((dat) => dat.name)
        const hint = didYouMean(name, known) ?? `DATs: ${known.join(', ')}.`
        throw usageError(`The config has no DAT \`${name}\`.`, hint)
      }
      const dats = names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
      if (call.flags.has('json')) call.out.document({ dats, sources: listSources(db) })
      else print(dats, names.length > 0, project.dir, call.out)
      return Promise.resolve(0)
    },
    { looksOnly: true },
  )
}

function print(dats: readonly ListedDat[], isLong: boolean, dir: string, out: Output): void {
  if (dats.every(({ files }) => files.length === 0)) {
    out.print('No build has read a DAT here yet. Run `curator build`, or `curator dats update --import`.')
    return
  }
  if (!isLong) {
    out.print(table(dats.map(summary)))
    return
  }
  for (const dat of dats) {
    out.print(out.paint('bold', dat.name))
    const rows = dat.files.map((file) => fileRow(file, dir))
    out.print(rows.length === 0 ? '  none' : table(rows).replace(/^/gm, '  '))
  }
}

function summary(dat: ListedDat): readonly string[] {
  const { name, source, files, games, entries, have } = dat
  const versions = [...new Set(files.flatMap(({ version }) => version ?? []))]
  const problems = files.filter((file) => file.problem).length
  return [
    name,
    plural(files.length, 'DAT'),
    versions.length === 1 ? (versions[0] ?? '') : versions.length === 0 ? '' : `${versions.length} versions`,
    plural(games, 'game'),
    plural(entries, 'ROM'),
    `${count(have)} had`,
    lack(dat),
    problems === 0 ? '' : `${count(problems)} not used`,
    source === undefined ? '' : `from ${source}`,
  ]
}

function fileRow(file: ListedFile, dir: string): readonly string[] {
  const { name, version, date, games, entries, have, path } = file
  const shown = pathBelow(dir, path) ?? path
  if (file.problem) return ['-', name, file.problem.code, '', '', '', '', shown]
  return [
    `#${file.import}`,
    name,
    version ?? date ?? '',
    plural(games, 'game'),
    plural(entries, 'ROM'),
    `${count(have)} had`,
    lack(file),
    shown,
  ]
}

/** What cannot be found is told apart: nobody needs to look for it. */
function lack({ miss, mia, nodump, empty }: Pick<ListedDat, 'miss' | 'mia' | 'nodump' | 'empty'>): string {
  const more = [
    ...(mia > 0 ? [`${count(mia)} MIA`] : []),
    ...(nodump > 0 ? [`${count(nodump)} never dumped`] : []),
    ...(empty > 0 ? [`${count(empty)} empty`] : []),
  ]
  return [`${count(miss)} missing`, ...more].join(', ')
}
