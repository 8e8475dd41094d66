/** By which product number a frontend knows a disc: that of its database, where the DATs tell; else the disc's own. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { addTo } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import type { PartGame } from '../targets/parts/part.ts'
import type { TreeFile } from '../targets/tree.ts'
import { databaseSerial, type DiscHeader } from './database-serials.ts'
import { serialKey } from './serial-key.ts'

/** A release, and the contents of its files. */
interface Disc {
  readonly release: string
  /** SHA-1s. */
  readonly contents: readonly string[]
}

/** Games that are discs, with their product numbers, as far as they are known. A list of discs has that of its first. */
export function withSerials(
  db: Db,
  platform: string,
  files: readonly TreeFile[],
  games: readonly PartGame[],
): readonly PartGame[] {
  const contents = new Map<string, string[]>()
  for (const { label, origin } of files) {
    if ('content' in origin) addTo(contents, label, origin.content)
  }
  return games.map((game) => {
    const [release = game.release] = game.discs ?? []
    const serial = serialOf(db, platform, { release, contents: contents.get(release) ?? [] })
    return serial === undefined ? game : { ...game, serial }
  })
}

function serialOf(db: Db, platform: string, { release, contents }: Disc): string | undefined {
  const listed = prepareOnce(db, LISTED).pluck().all(platform, release) as string[]
  return chosenSerial(listed, headerOf(db, contents), release)
}

/**
 * Of the numbers that DATs list for a release: that of the very disc, where several share a number (`SCUS-94163-0`, as
 * RetroArch's scanner tells them apart); else the one that the disc states; else the first. Without any, the one on the
 * disc, as databases spell it.
 */
export function chosenSerial(
  listed: readonly string[],
  header: DiscHeader | undefined,
  release: string,
): string | undefined {
  const mark = markOf(release)
  if (listed.length === 0) return header && databaseSerial(header, mark)
  const stated = header?.serial
  const own = serialKey(stated ?? '')
  const distances = listed.map((serial) => ({ serial, distance: distanceOf(serial) }))
  distances.sort((a, b) => a.distance - b.distance || byCodeUnit(a.serial, b.serial))
  return distances[0]?.serial

  function distanceOf(serial: string): number {
    const general = mark === '' ? undefined : withoutMark(serial, mark)
    const isOfDisc = general !== undefined && listed.includes(general)
    return 2 * unlikeness(isOfDisc ? general : serial) + (isOfDisc || mark === '' ? 0 : 1)
  }

  /** Databases add regions to what discs state, and leave makers out: `MK-51064` is `MK-51064-50`, and `51064`. */
  function unlikeness(serial: string): number {
    if (serial === stated) return 0
    const text = serialKey(serial)
    if (text === own) return 1
    return own !== '' && text !== '' && (text.includes(own) || own.includes(text)) ? 2 : 3
  }
}

/** `-0` of the first disc, whether that is called 1 or A; '' of what is no disc of a set. */
function markOf(release: string): string {
  const [, disc = ''] = /\(dis[ck] (\d{1,2}|[A-I])\b/i.exec(release) ?? []
  const index = /\d/.test(disc) ? Number(disc) - 1 : LETTERS.indexOf(disc.toUpperCase())
  return disc === '' || index < 0 ? '' : `-${index}`
}

const LETTERS = 'ABCDEFGHI'

/** Undefined when it bears no such mark: at its end, or before the region of `DL-DOL-GALE-0-USA`. */
function withoutMark(serial: string, mark: string): string | undefined {
  const parts = serial.split('-')
  const at = parts.lastIndexOf(mark.slice(1))
  return at < 1 ? undefined : parts.filter((_, index) => index !== at).join('-')
}

/** Of the first of them that has one: a disc has one track with a header. */
function headerOf(db: Db, contents: readonly string[]): DiscHeader | undefined {
  for (const sha1 of contents) {
    const rows = prepareOnce(db, STATED).raw().all(Buffer.from(sha1, 'hex')) as [string, string][]
    const { platform, regions, ...more } = Object.fromEntries(rows)
    if (platform !== undefined && (more['serial'] !== undefined || more['id'] !== undefined)) {
      return {
        platform,
        serial: more['serial'],
        version: more['version'],
        id: more['id'],
        regions: regions?.split(', '),
      }
    }
  }
  return undefined
}

const LISTED = `
  select distinct e.serial from platform p
    join game_release r on r.platform_id = p.id
    join release_block a on a.release_id = r.id join dat_rom e on e.game_id = a.dat_game_id
  where p.slug = ? and r.name = ? and e.serial is not null and e.serial <> '' order by e.serial`

const STATED = `
  select substr(m.key, length('header.') + 1), m.value
  from rom_file c join rom_file_metadata m on m.rom_file_id = c.id
  where c.sha1 = ? and m.key in
    ('header.platform', 'header.serial', 'header.version', 'header.regions', 'header.id')`
