/** `curator dats diff`: what a new version of a DAT says differently. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved.ts'
import { findDatFiles } from '../dats/find.ts'
import { filesBrought, PREVIOUS } from '../dats/sources/take-over.ts'
import { CuratorError, problem } from '../errors.ts'
import { diffDats, isSame, readVersions, type DatDiff } from '../report/dats-diff.ts'
import { count } from '../wording.ts'
import type { Call } from './call.ts'
import type { Output } from './output.ts'
import { projectOf } from './session.ts'

/** Of each kind, more are only counted; `--json` has them all. */
const MOST_SHOWN = 40

export async function diff(call: Call, words: readonly string[]): Promise<number> {
  const [first, second, ...others] = words
  if (first === undefined || others.length > 0)
    throw new CuratorError(
      problem('cli-usage', 'Name a DAT of the config that comes from a source, or two files.'),
    )
  const [before, after] =
    second === undefined
      ? await versionsOf((await projectOf(call)).config, first)
      : [await filesAt(call.cwd, first), await filesAt(call.cwd, second)]
  const diffs = diffDats(await readVersions(before), await readVersions(after))
  if (call.flags.has('json')) call.out.document({ diffs })
  else print(diffs, call.out)
  return 0
}

async function filesAt(cwd: string, path: string): Promise<readonly string[]> {
  const { files, problems } = await findDatFiles({ base: cwd, glob: path })
  if (problems.length > 0) throw new CuratorError(problems)
  return files
}

/** The files that the last change replaced, and those that took their place: what did not change is in neither. */
async function versionsOf(config: ResolvedConfig, name: string) {
  const dat = Object.hasOwn(config.dats, name) ? config.dats[name] : undefined
  if (!dat) throw new CuratorError(problem('cli-usage', `The config has no DAT \`${name}\`.`))
  if (!dat.source) {
    const message = `${name} comes from no source, so curator keeps no older version of it.`
    throw new CuratorError(
      problem('not-found', message, { hint: 'Name two files: `curator dats diff OLD NEW`.' }),
    )
  }
  const { folder } = dat.source
  const brought = filesBrought(folder)
  if (!brought) {
    const message = `${name} was fetched once only: there is nothing to compare it with.`
    throw new CuratorError(problem('not-found', message))
  }
  const before: string[] = []
  const after: string[] = []
  for (const { glob } of dat.files) {
    before.push(...(await findDatFiles({ base: join(folder, PREVIOUS), glob })).files)
    after.push(...(await findDatFiles({ base: folder, glob })).files.filter((file) => brought.has(file)))
  }
  return [before, after] as const
}

function print(diffs: readonly DatDiff[], out: Output): void {
  if (diffs.every(isSame)) out.print('They list the same games.')
  for (const item of diffs.filter((one) => !isSame(one))) {
    const { name, versions, renamed, rehashed, added, withdrawn } = item
    const [from, to] = versions
    out.print(
      `${out.paint('bold', name)}${from === to ? '' : `  ${from ?? 'no version'} → ${to ?? 'no version'}`}`,
    )
    lines(
      'renamed',
      renamed.map(({ from: old, to: now }) => `${old} → ${now}`),
      out,
    )
    lines('other ROMs', rehashed, out)
    lines('added', added, out)
    lines('withdrawn', withdrawn, out)
  }
}

function lines(title: string, items: readonly string[], out: Output): void {
  if (items.length === 0) return
  out.print(`  ${title}: ${count(items.length)}`)
  for (const item of items.slice(0, MOST_SHOWN)) out.print(`    ${item}`)
  if (items.length > MOST_SHOWN)
    out.print(`    … and ${count(items.length - MOST_SHOWN)} more (--json lists all)`)
}
