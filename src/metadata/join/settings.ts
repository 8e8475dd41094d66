/** What packs that have not expired say that emulators are to be set to for the games of a platform. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { isObject } from '../json.ts'
import type { KnownSettings } from '../known-settings.ts'

type Row = readonly [
  game: string | null,
  device: string | null,
  emulator: string,
  format: string,
  settings: string,
]

/** In a fixed order. Settings in a form that is no list of keys and values are left out. */
export function settingsOn(db: Db, platform: string, now: number): readonly KnownSettings[] {
  const rows = prepareOnce(
    db,
    `select game, device, emulator, format, settings from game_settings_cache
     where platform_id = (select id from platform where slug = ?) and (expires_at is null or expires_at > ?)
     order by game is not null, game, device is not null, device, emulator`,
  )
    .raw()
    .all(platform, now) as Row[]
  return rows.flatMap(([game, device, emulator, format, text]): KnownSettings[] => {
    const values = format === 'json' ? fromJson(text) : format === 'ini' ? fromIni(text) : {}
    return Object.keys(values).length === 0 ? [] : [{ game, device, emulator, values }]
  })
}

/** Texts, numbers and flags. `pack.ts` wrote it; where it took a text over, that may be no JSON. */
function fromJson(text: string): Readonly<Record<string, string>> {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return {}
  }
  if (!isObject(said)) return {}
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)] as const] : [],
    ),
  )
}

/** `key = value` a line, with or without quotes; sections and comments are passed over. */
function fromIni(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const [, key = '', value = ''] = /^([^=[;#]{1,200})=(.*)$/.exec(line) ?? []
    return key.trim() === '' ? [] : [[key.trim(), value.trim().replace(/^"(.*)"$/, '$1')] as const]
  })
  return Object.fromEntries(lines)
}
