/** Looks at roots: whether each can be read, what kind of disk it lies on, and which of its disks are not there. */
import { readdirSync } from 'node:fs'
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig, ResolvedRoot } from '../../config/resolved.ts'
import { awayIn, type Away } from '../../inventory/scan/trouble/away.ts'
import { rootTrouble } from '../../inventory/scan/trouble/root-trouble.ts'
import { surroundingsOf } from '../../inventory/scan/surroundings.ts'
import { rootStore } from '../../inventory/store.ts'
import { amount, duration, plural } from '../../wording.ts'
import type { KnownFacts, KnownRoot } from '../known-facts.ts'
import { faultOf, fine, note, toldOf, type Finding } from './finding.ts'

/** By name, of those that were scanned where they are now. */
export async function awayRoots(
  db: Db,
  roots: ResolvedConfig['roots'],
  { roots: known }: KnownFacts,
): Promise<ReadonlyMap<string, Away>> {
  const scanned = Object.entries(roots).filter(([name, { path }]) => known.get(name)?.path === path)
  const found = scanned.map(async ([name, root]) => {
    const named = { name, ...root }
    return [name, await awayIn(db, named, rootStore(db, named))] as const
  })
  return new Map(await Promise.all(found))
}

/** `known`, `away`: by the catalog, as far as it knows the root and can be opened. */
export function rootFindings(
  name: string,
  root: ResolvedRoot,
  { known, away }: { readonly known: KnownRoot | undefined; readonly away: Away | undefined },
): readonly Finding[] {
  const subject = root.firmware === true ? 'firmware' : `root ${name}`
  const trouble = away ? away.root : rootTrouble({ name, ...root }, (known?.files ?? 0) > 0)
  if (trouble) return [faultOf(subject, trouble)]
  const parts = [...(away?.folders.values() ?? [])].flatMap((found) => toldOf(subject, found))
  return [wholeFinding(subject, root, known), ...parts]
}

function wholeFinding(
  subject: string,
  { path, identity }: ResolvedRoot,
  known: KnownRoot | undefined,
): Finding {
  if (readdirSync(path).length === 0) return note(subject, `${path} is empty.`)
  const { fileSystem = '', isNetwork, isReadOnly } = surroundingsOf(path)
  const drive = `network drive${fileSystem === '' ? '' : ` (${fileSystem})`}`
  if (isNetwork && identity === 'full') {
    const message = `${path} lies on a ${drive}, where inodes and change times change by themselves: files may be read again and again.`
    return note(subject, message, "Give this root `identity: 'size+mtime'`.")
  }
  const parts = [
    path,
    isNetwork ? drive : '',
    isReadOnly ? 'read-only' : '',
    known ? `${plural(known.files, 'file')} known, ${amount(known.bytes)}` : 'not scanned yet',
    known?.ms === undefined ? '' : `about ${duration(known.ms)} to read in full`,
  ]
  return fine(subject, parts.filter((part) => part !== '').join(', '))
}
