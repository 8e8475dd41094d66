/** Finds the files of a metadata source, and tells by their names of which kind they are. */
import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { findDatFiles } from '../../dats/importing/find.ts'
import { problem, reason, type Problem } from '../../errors.ts'
import type { LocalKind } from './entry.ts'

interface FoundMetadata {
  /** Absolute, sorted by code unit. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
}

/** A file, a folder, or a glob, relative to `base`. Of a folder, all that is called like metadata. */
export async function findMetadata(
  { base, path }: { readonly base: string; readonly path: string },
  kind: LocalKind | undefined,
): Promise<FoundMetadata> {
  const literal = resolve(base, path)
  const stat = statSync(literal, { throwIfNoEntry: false })
  if (stat?.isFile()) return { files: [literal], problems: [] }
  if (stat?.isDirectory()) return inFolder(literal, kind)
  const found = await findDatFiles({ base, glob: path })
  const problems = found.problems.map(({ message }) =>
    problem('metadata-missing', message, { path: literal }),
  )
  return { files: found.files, problems }
}

/** Undefined for names that tell nothing. */
export function kindOfFile(path: string): LocalKind | undefined {
  const name = basename(path).toLowerCase()
  if (name === 'metadata.xml' || name === 'metadata.zip') return 'launchbox'
  if (name === 'openvgdb.sqlite' || name === 'openvgdb.zip') return 'openvgdb'
  if (name.endsWith('.pack.json')) return 'pack'
  return KINDS[/\.[^.]+$/.exec(name)?.[0] ?? '']
}

const KINDS: Readonly<Record<string, LocalKind>> = {
  '.dat': 'libretro',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.xml': 'gamelist',
  '.json': 'mobygames',
}

const MOST_FILES = 100_000

function inFolder(folder: string, kind: LocalKind | undefined): FoundMetadata {
  const files: string[] = []
  const pending = [folder]
  try {
    for (let next = pending.pop(); next !== undefined && files.length < MOST_FILES; next = pending.pop()) {
      for (const entry of readdirSync(next, { withFileTypes: true })) {
        const path = join(next, entry.name)
        if (entry.name.startsWith('.')) continue
        if (entry.isDirectory()) pending.push(path)
        else if (isWanted(path, kind)) files.push(path)
      }
    }
  } catch (error) {
    const message = `${folder}: cannot be read: ${reason(error)}.`
    return { files: [], problems: [problem('metadata-unreadable', message, { path: folder })] }
  }
  if (files.length > 0) return { files: files.sort(), problems: [] }
  const message = `There is no metadata in ${folder}.`
  return { files: [], problems: [problem('metadata-missing', message, { path: folder })] }
}

/** Beside ROMs lie many other XML files. */
function isWanted(path: string, kind: LocalKind | undefined): boolean {
  const own = kindOfFile(path)
  if (own === 'gamelist' && basename(path).toLowerCase() !== 'gamelist.xml') return false
  return own !== undefined && (kind === undefined || kind === own)
}
