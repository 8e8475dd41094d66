/** Which machines cannot run, though all their own ROMs are owned: a device they are built of lacks some. */
import type { Db } from '../catalog/sqlite.ts'
import { readContents } from './contents.ts'
import type { HoldingsScope } from './holdings.ts'

/** What keeps a machine from running. */
export interface Lack {
  readonly device: string
  /** A ROM of the device that is not owned, the first in the list. */
  readonly rom: string
}

/**
 * Those of the releases that are machines with a device of which a ROM it needs is not owned, in every list that names
 * them. Only devices that a list calls so, and gives ROMs of, count.
 */
export function lackingDevices(
  db: Db,
  platform: string,
  releases: readonly string[],
  scope: HoldingsScope = {},
): ReadonlyMap<string, Lack> {
  if (releases.length === 0) return new Map()
  const machines = machinesNamed(db, platform, releases, scope.dats)
  const devices = devicesFor(db, platform, machines)
  if (devices.size === 0) return new Map()
  const incomplete = incompleteOf(db, [...devices.values()], scope.roots)
  const canRun = new Set<string>()
  const lacks = new Map<string, Lack>()
  for (const { release, log, needs } of machines) {
    const parts = allNeeded(log, needs, devices)
    const device = parts.find(({ game }) => incomplete.has(game))
    const rom = device && incomplete.get(device.game)
    if (!device || rom === undefined) canRun.add(release)
    else if (!lacks.has(release)) lacks.set(release, { device: device.release, rom })
  }
  return new Map([...lacks].filter(([release]) => !canRun.has(release)))
}

/** A machine of a list: what it is called, and names of the devices it is built of. */
interface Machine {
  readonly release: string
  readonly game: number
  readonly log: number
  readonly needs: readonly string[]
}

interface MachineRow extends Omit<Machine, 'needs'> {
  readonly devices: string | null
}

function machinesNamed(
  db: Db,
  platform: string,
  releases: Iterable<string>,
  dats: readonly string[] | undefined,
  isDevice = false,
): readonly Machine[] {
  const only = dats
    ? 'and g.log_id in (select log_id from dat_file where dat in (select value from json_each(?)))'
    : ''
  return db
    .prepare<unknown[], MachineRow>(
      `select r.name as release, g.id as game, g.log_id as log, d.devices from json_each(?) n
       cross join game_release r on r.platform_id = (select id from platform where slug = ?) and r.name = n.value
       cross join release_block a on a.release_id = r.id cross join dat_game g on g.id = a.dat_game_id
       ${isDevice ? 'cross' : 'left'} join dat_machine d on d.game_id = g.id
       where ${isDevice ? 'd.is_device = 1' : 'true'} ${only}`,
    )
    .all(JSON.stringify([...releases]), platform, ...(dats ? [JSON.stringify(dats)] : []))
    .map(({ release, game, log, devices }) => ({ release, game, log, needs: namesIn(devices) }))
}

/** As `entry-rows.ts` writes them. */
function namesIn(devices: string | null): readonly string[] {
  return devices === null ? [] : (JSON.parse(devices) as readonly string[])
}

/** All devices that these machines are built of, directly or through another one, by `keyOf`. */
function devicesFor(db: Db, platform: string, machines: readonly Machine[]): ReadonlyMap<string, Machine> {
  const found = new Map<string, Machine>()
  const asked = new Set<string>()
  for (let from = machines; from.length > 0;) {
    const names = new Set(from.flatMap(({ needs }) => needs.filter((name) => !asked.has(name))))
    for (const name of names) asked.add(name)
    from = names.size === 0 ? [] : machinesNamed(db, platform, names, undefined, true)
    for (const device of from) found.set(keyOf(device.log, device.release), device)
  }
  return found
}

function keyOf(log: number, name: string): string {
  return `${log}/${name}`
}

function allNeeded(
  log: number,
  needs: readonly string[],
  devices: ReadonlyMap<string, Machine>,
): readonly Machine[] {
  const names = new Set(needs)
  const parts: Machine[] = []
  for (const name of names) {
    const device = devices.get(keyOf(log, name))
    if (!device) continue
    parts.push(device)
    for (const inner of device.needs) names.add(inner)
  }
  return parts
}

/** Ids of the games that lack a ROM, with the first. */
function incompleteOf(
  db: Db,
  devices: readonly Machine[],
  roots: readonly string[] | undefined,
): ReadonlyMap<number, string> {
  const rows = db
    .prepare<[string], { game: number; rom: number; name: string; content: number | null }>(
      `select e.game_id as game, e.id as rom, e.name, m.rom_file_id as content from json_each(?) n
       cross join dat_rom e on e.game_id = n.value left join content_match m on m.dat_entry_id = e.id
       where e.size is not 0 and e.status is not 'nodump' and e.optional = 0 order by e.game_id, e.part desc`,
    )
    .all(JSON.stringify(devices.map(({ game }) => game)))
  const present = readContents(db, new Set(rows.flatMap(({ content }) => content ?? [])), roots)
  const owned = new Set(
    rows.flatMap(({ rom, content }) => (content !== null && present.has(content) ? rom : [])),
  )
  return new Map(rows.flatMap(({ game, rom, name }) => (owned.has(rom) ? [] : [[game, name] as const])))
}
