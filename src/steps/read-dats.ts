/** The DATs of a config: found, imported, and what is wrong with any of them told. */
import { dirname } from 'node:path'
import type { ResolvedConfig } from '../config/resolved.ts'
import { findDatFiles } from '../dats/importing/find.ts'
import type { Meanwhile } from '../dats/importing/long-import.ts'
import { portablePath } from '../dats/sources/declared.ts'
import { readUndone } from '../dats/sources/undone.ts'
import { datsInUse } from '../dats/importing/store.ts'
import { syncDats, type DatSpec, type DecidedDats } from '../dats/importing/sync.ts'
import type { World } from './world.ts'

export type DatsValue = {
  /** Per platform, a fingerprint of everything the DATs say about it. */
  readonly platforms: { readonly [slug: string]: string }
  readonly files: readonly UsedDat[]
}

/** A DAT file in use. */
type UsedDat = {
  /** The config's name for it. */
  readonly dat: string
  /** Relative to the config, or to the folder of its source: the same on every machine. */
  readonly path: string
  /** Name in its header. */
  readonly name: string
  readonly version?: string
  readonly sha1: string
}

/** What was wrong with any is told in every run, until it is put right. Throws `interrupted`. */
export async function readDats(
  { acceptEmpty, config, db, problems, signal, undone = undoneBeside(config) }: World,
  decided: DecidedDats,
  alone: Meanwhile['alone'],
): Promise<DatsValue> {
  const specs: DatSpec[] = []
  for (const [name, { files: patterns, platform, source }] of Object.entries(config.dats)) {
    const files = new Set<string>()
    for (const pattern of patterns) {
      const found = await findDatFiles(pattern)
      for (const file of found.files) files.add(file)
      const hint = source ? { hint: 'Run `curator dats update`.' } : {}
      problems.push(...found.problems.map((one) => ({ ...one, ...hint })))
    }
    specs.push({ name, files: [...files].sort(), ...(platform === undefined ? {} : { platform }) })
  }
  const { dats, platforms } = await syncDats(db, specs, {
    meanwhile: { signal, alone },
    undone,
    decided,
    acceptEmpty,
  })
  for (const dat of dats) problems.push(...dat.problems)
  const folders = Object.values(config.dats).flatMap(({ source }) => source?.folder ?? [])
  const files = datsInUse(db).map((file) => ({
    ...file,
    path: portablePath(file.path, dirname(config.file), folders),
  }))
  return { platforms, files }
}

function undoneBeside({ file }: ResolvedConfig): ReadonlySet<string> {
  return new Set(readUndone(dirname(file)).keys())
}
