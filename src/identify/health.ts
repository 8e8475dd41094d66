/** How sound the library is, in numbers of files. */
import type { Db } from '../catalog/sqlite.ts'

export interface Health {
  readonly root: string
  /** Slug; null: files that no DAT lists and no name links with anything. A file with games of two platforms counts for both. */
  readonly platform: string | null
  /** Some DAT lists what it holds, by a hash that is sure. */
  readonly verified: number
  /** By CRC-32 and size alone. */
  readonly probable: number
  /** No DAT lists it; its name, or a decision, says what it is. */
  readonly named: number
  readonly unmatched: number
  /** It was there once. */
  readonly missing: number
  /** It wants a password that curator has not, and nothing else is wrong with it. */
  readonly locked: number
  /**
   * It, or something in it, is of a kind that curator does not open, and nothing else is wrong with it; a packed disc only
   * where nothing else tells what it is.
   */
  readonly unopened: number
  /** Something is wrong with it. What it held when it was sound tells the platform. */
  readonly damaged: number
}

/** By root, then by platform; what no DAT lists comes last. */
export function libraryHealth(db: Db): readonly Health[] {
  return db
    .prepare<[], Health>(
      `select root, platform, verified, probable, named, unmatched, missing, locked, unopened, damaged
       from v_library_health
       order by root, platform is null, platform`,
    )
    .all()
}

/** Of all roots and platforms together, as it is shown where there is little room: what is known by its name is probable. */
export function healthInAll(parts: readonly Health[]): Omit<Health, 'root' | 'platform' | 'named'> {
  const sum = { verified: 0, probable: 0, unmatched: 0, missing: 0, locked: 0, unopened: 0, damaged: 0 }
  for (const part of parts) {
    sum.verified += part.verified
    sum.probable += part.probable + part.named
    sum.unmatched += part.unmatched
    sum.missing += part.missing
    sum.locked += part.locked
    sum.unopened += part.unopened
    sum.damaged += part.damaged
  }
  return sum
}
