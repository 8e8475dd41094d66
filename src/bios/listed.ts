/** The firmware that a list among the user's DATs knows: libretro's `System.dat`, whose files stand where cores look. */
import type { Db } from '../catalog/sqlite.ts'
import { SYSTEM_FILES } from './tables/system-files.ts'
import type { FirmwareRow } from './firmware.ts'

/** The platform that stands for such lists. */
const SYSTEM_PLATFORM = 'system'

/** As lines of a table, below the folder of system files; in order of path. Sets in zips are arcade's. */
export function listedFirmware(db: Db): readonly FirmwareRow[] {
  const rows = db.prepare<[string], readonly [string, Buffer]>(LISTED).raw().all(SYSTEM_PLATFORM)
  const hashes = new Map<string, Set<string>>()
  for (const [path, md5] of rows) {
    if (!isPath(path) || path.endsWith('.zip')) continue
    const known = hashes.get(path) ?? new Set()
    hashes.set(path, known.add(md5.toString('hex')))
  }
  return [...hashes].flatMap(([path, md5s]): readonly FirmwareRow[] => {
    const platforms = SYSTEM_FILES.find(([pattern]) => pattern.test(path))?.[1] ?? ''
    const isBelowFile = path
      .split('/')
      .some((_, index, parts) => index > 0 && hashes.has(parts.slice(0, index).join('/')))
    return isBelowFile ? [] : [[path, [...md5s].join(' '), platforms]]
  })
}

/** A DAT may say anything: nothing in it leads out of the folder. */
function isPath(path: string): boolean {
  return (
    /^[^\\:*?"<>|\p{Cc}]+$/u.test(path) && path.split('/').every((part) => !/^(?:\.{0,2}|.*[. ])$/.test(part))
  )
}

const LISTED = `
  select e.name, e.md5 from dat_rom e join dat_game g on g.id = e.game_id
  where g.platform_id = (select id from platform where slug = ?) and e.md5 is not null and e.size > 0
  order by e.name, e.md5`
