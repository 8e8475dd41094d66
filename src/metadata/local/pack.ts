/**
 * Definition packs: what people found out about running games, as JSON. How well they run on devices, what emulators make
 * of them, and settings that help. A pack replaces what an older one says of the same thing.
 */
import { statSync } from 'node:fs'
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { COMPAT_STATUSES, RUN_TIERS } from '../facts.ts'
import { isObject, member, number, text, truth, type Json } from '../json.ts'
import type { LocalFile } from './entry.ts'
import { jsonOfFile } from './json-file.ts'
import { putParts } from './store.ts'
import { unknownPlatform, unreadable } from './trouble.ts'

const MOST_BYTES = 64_000_000
const DAY_MS = 86_400_000
const LONGEST_SETTINGS = 100_000

/** What rows are about. */
const ABOUT = ['platform', 'game', 'device', 'emulator', 'version'] as const
const FORMATS = ['ini', 'json', 'xml', 'text'] as const
const KEYS: Readonly<Record<string, readonly string[]>> = {
  performance: ['platform', 'game', 'device', 'emulator', 'tier', 'score', 'excludeFromAuto'],
  compatibility: ['platform', 'game', 'emulator', 'version', 'status', 'confidence', 'notes'],
  settings: ['platform', 'game', 'device', 'emulator', 'format', 'settings'],
}

interface Setting {
  readonly db: Db
  readonly log: number
  readonly path: string
  readonly source: string
  readonly at: number
  /** Null: it does not expire. */
  readonly until: number | null
}

/** Returns the number of its rows. Throws `metadata-unreadable` for what is no pack; then nothing is written. */
export function importPack(db: Db, log: number, { path }: LocalFile, now: number): number {
  const pack = parsed(path)
  const days = daysOf(pack, path)
  const at = updatedOf(pack, path) ?? now
  const setting: Setting = {
    db,
    log,
    path,
    source: text(pack['name']) ?? path,
    at,
    until: days === undefined ? null : at + days * DAY_MS,
  }
  const counts = new Map<number, number>()
  const said = new Map<string, string>()
  return db.transaction(() => {
    for (const [part, put] of Object.entries(PARTS)) {
      for (const row of rowsOf(pack, part, path)) {
        refuseUnknown(part, row, path)
        const platform = platformOf(db, row, path)
        refuseOther(said, part, row, path)
        put(setting, platform, row)
        counts.set(platform, (counts.get(platform) ?? 0) + 1)
      }
    }
    putParts(db, log, counts)
    return [...counts.values()].reduce((sum, count) => sum + count, 0)
  })()
}

/** Without its `game` misspelt, a row would be about the whole platform. */
function refuseUnknown(part: string, row: Json, path: string): void {
  const known = KEYS[part] ?? []
  const unknown = Object.keys(row).find((key) => !known.includes(key))
  if (unknown !== undefined)
    throw unreadable(path, `has a row of ${part} with the key "${unknown}"; its keys are ${known.join(', ')}`)
}

/** Of two rows about one thing, only the last would count, in silence. */
function refuseOther(said: Map<string, string>, part: string, row: Json, path: string): void {
  const about = ABOUT.map((key) => text(row[key]))
  const key = JSON.stringify([part, ...about])
  const before = said.get(key)
  if (before !== undefined && before !== JSON.stringify(row))
    throw unreadable(
      path,
      `says two things of one: ${part} of ${about.filter((word) => word !== undefined).join(', ')}`,
    )
  said.set(key, JSON.stringify(row))
}

function daysOf({ ttlDays }: Json, path: string): number | undefined {
  if (ttlDays === undefined) return undefined
  const days = number(ttlDays)
  if (days === undefined || days <= 0) throw unreadable(path, 'must have a number of days as ttlDays')
  return days
}

/** Which of two packs counts rests on it: one that is no date would be newer than all others. */
function updatedOf({ updated }: Json, path: string): number | undefined {
  if (updated === undefined) return undefined
  const at = Date.parse(text(updated) ?? '')
  if (Number.isNaN(at)) throw unreadable(path, 'must have a date as updated, such as 2026-05-01')
  return at
}

function parsed(path: string): Json {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
    throw unreadable(path, 'is too large to be a pack')
  const pack = jsonOfFile(path)
  if (!isObject(pack) || pack['curatorPack'] !== 1)
    throw unreadable(path, 'is no definition pack: it does not say "curatorPack": 1')
  // a misspelt part would silently say nothing
  const unknown = Object.keys(pack).find((key) => Array.isArray(pack[key]) && !Object.hasOwn(PARTS, key))
  if (unknown !== undefined)
    throw unreadable(path, `has no part "${unknown}"; its parts are ${Object.keys(PARTS).join(', ')}`)
  return pack
}

function rowsOf(pack: Json, part: string, path: string): readonly Json[] {
  const rows = member(pack, part)
  if (rows === undefined) return []
  if (!Array.isArray(rows) || !rows.every(isObject))
    throw unreadable(path, `must have a list of objects as ${part}`)
  return rows
}

function platformOf(db: Db, row: Json, path: string): number {
  const slug = text(row['platform']) ?? ''
  const id = platformId(db, slug)
  if (id === undefined) throw unknownPlatform(path, slug)
  return id
}

type Put = (setting: Setting, platform: number, row: Json) => void

/** What may be told again: the key is what it is about, and never who says it. The newer one stays. */
const PARTS: Readonly<Record<string, Put>> = {
  performance({ db, log, path, source, at, until }, platform, row) {
    prepareOnce(
      db,
      `insert into game_performance_cache (platform_id, game, device, emulator, tier, score, exclude_from_auto, source,
         fetched_at, expires_at, log_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (platform_id, coalesce(game, ''), device, coalesce(emulator, '')) do update set tier = excluded.tier,
         score = excluded.score, exclude_from_auto = excluded.exclude_from_auto, source = excluded.source,
         fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, log_id = excluded.log_id
         where excluded.fetched_at >= fetched_at`,
    ).run(
      platform,
      text(row['game']) ?? null,
      needed(row, 'device', path),
      text(row['emulator']) ?? null,
      oneOf(row, 'tier', RUN_TIERS, path),
      number(row['score']) ?? null,
      truth(row['excludeFromAuto']) === true ? 1 : 0,
      source,
      at,
      until,
      log,
    )
  },
  compatibility({ db, log, path, source, at, until }, platform, row) {
    prepareOnce(
      db,
      `insert into emulator_compat_cache (platform_id, game, emulator, version, status, confidence, notes, source,
         fetched_at, expires_at, log_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (platform_id, coalesce(game, ''), emulator, coalesce(version, '')) do update set
         status = excluded.status, confidence = excluded.confidence, notes = excluded.notes, source = excluded.source,
         fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, log_id = excluded.log_id
         where excluded.fetched_at >= fetched_at`,
    ).run(
      platform,
      text(row['game']) ?? null,
      needed(row, 'emulator', path),
      text(row['version']) ?? null,
      oneOf(row, 'status', COMPAT_STATUSES, path),
      number(row['confidence']) ?? 1,
      text(row['notes']) ?? null,
      source,
      at,
      until,
      log,
    )
  },
  settings({ db, log, path, source, at, until }, platform, row) {
    const given = row['settings']
    if (given !== undefined && typeof given !== 'string' && !isObject(given))
      throw unreadable(path, 'has a row whose settings are neither an object nor a text')
    const settings = typeof given === 'string' ? given : JSON.stringify(given ?? {})
    if (settings.length > LONGEST_SETTINGS) throw unreadable(path, 'has settings that are too long')
    prepareOnce(
      db,
      `insert into game_settings_cache (platform_id, game, device, emulator, format, settings, source, fetched_at,
         expires_at, log_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (platform_id, coalesce(game, ''), coalesce(device, ''), emulator) do update set
         format = excluded.format, settings = excluded.settings, source = excluded.source,
         fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, log_id = excluded.log_id
         where excluded.fetched_at >= fetched_at`,
    ).run(
      platform,
      text(row['game']) ?? null,
      text(row['device']) ?? null,
      needed(row, 'emulator', path),
      row['format'] === undefined ? 'json' : oneOf(row, 'format', FORMATS, path),
      settings,
      source,
      at,
      until,
      log,
    )
  },
}

function needed(row: Json, key: string, path: string): string {
  const value = text(row[key])
  if (value === undefined) throw unreadable(path, `has a row without ${key}`)
  return value
}

function oneOf(row: Json, key: string, known: readonly string[], path: string): string {
  const value = text(row[key])
  if (value !== undefined && known.includes(value)) return value
  throw unreadable(path, `has a row whose ${key} is none of ${known.join(', ')}`)
}
