/** Which firmware the targets look for, and what of it is there. */
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { firmwareWishes } from '../bios/firmware.ts'
import { listedFirmware } from '../bios/listed.ts'
import { heldFirmware, type FirmwareFile } from '../bios/holdings.ts'
import { verdictsOn, type FirmwareVerdict } from '../bios/verdicts.ts'

interface BiosReport {
  readonly targets: Readonly<Record<string, readonly FirmwareVerdict[]>>
  /** Files in the folder that none of these targets looks for, neither by what they are nor by their names. */
  readonly unused: readonly FirmwareFile[]
}

/** `platforms`: only firmware of these; empty: of all that a target plays. */
export async function biosReport(
  db: Db,
  { bios, targets }: ResolvedConfig,
  names: readonly string[],
  platforms: readonly string[],
): Promise<BiosReport> {
  const held = bios === undefined ? [] : heldFirmware(db, bios)
  const listed = listedFirmware(db)
  const found: Record<string, readonly FirmwareVerdict[]> = {}
  const used = new Set<string>()
  for (const name of names) {
    const target = targets[name]
    if (!target || target.bios === false) continue
    const wishes = await firmwareWishes(target.device, listed)
    for (const { accepts } of wishes) for (const md5 of accepts) used.add(md5)
    const asked = wishes.filter((wish) => isAsked(wish.platforms, platforms))
    found[name] = verdictsOn(asked, held)
  }
  // what has the name of one that is looked for, and is another, has been told
  for (const { state, found: file } of Object.values(found).flat())
    if (state === 'wrong' && file) used.add(file.md5)
  // of an archive, one member is enough; of another, devices want the archive itself
  const usedPaths = new Set(held.filter(({ md5 }) => used.has(md5)).map(({ path }) => path))
  return { targets: found, unused: held.filter(({ path }) => !usedPaths.has(path)) }
}

function isAsked(of: readonly string[], platforms: readonly string[]): boolean {
  return platforms.length === 0 || of.some((slug) => platforms.includes(slug))
}

/** Keeps what was found, for whoever reads the catalog. */
export function recordVerification(db: Db, { targets }: BiosReport, now: number): void {
  const put = db.prepare(
    `insert or replace into bios_verification (target, path, platforms, state, is_needed, md5, checked_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  )
  db.transaction(() => {
    for (const [name, verdicts] of Object.entries(targets)) {
      db.prepare('delete from bios_verification where target = ?').run(name)
      for (const { path, platforms, state, isNeeded, found } of verdicts) {
        const md5 = found ? Buffer.from(found.md5, 'hex') : null
        put.run(name, path, platforms.join(' '), state, isNeeded ? 1 : 0, md5, now)
      }
    }
  })()
}
