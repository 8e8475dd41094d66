/**
 * Arcade sets on a device: zips that emulators find by their names, so neither they nor what is in them is ever called
 * otherwise, and all stand in one folder. Which files make up which set was found out before (`identify/sets.ts`).
 */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { isUnsafeName } from '../inventory/archives/zip-names.ts'
import { plural } from '../wording.ts'
import { faultFinder } from './faults.ts'
import { compileLayout, type Layout } from './layout.ts'
import { whyChanged } from './names/reasons.ts'
import { deviceName } from './parts/problems.ts'
import { wishesFor, type Part, type PartGame } from './parts/part.ts'
import type { Target } from './preset.ts'
import type { TreeFile } from './tree.ts'
import { zipFile, type ZipWish } from './zip-file.ts'

/** All that is to be written of one set. */
export interface OwnedSet {
  /** Of the zip, without `.zip`, and of the folder of its disks. */
  readonly name: string
  readonly roms: readonly ZipWish[]
  /** Names with `.chd`. */
  readonly disks: readonly ZipWish[]
}

/** A machine that is to be written and played: no BIOS set, and no device. */
export interface PlayedMachine {
  readonly name: string
  /** What people call it. */
  readonly title: string
}

/** Machines that are owned but for something they share with others, and so cannot run. */
export interface Incomplete {
  /** What lacks it, for people: `neo.zip`, or the folder of a machine's disks. */
  readonly place: string
  /** Names of the files, in order. */
  readonly missing: readonly string[]
  /** In order. */
  readonly machines: readonly string[]
}

export interface ArcadeLibrary {
  readonly sets: readonly OwnedSet[]
  readonly machines: readonly PlayedMachine[]
  readonly incomplete: readonly Incomplete[]
  /** How many of the machines play samples. */
  readonly sampled: number
}

/**
 * What the machines of a platform contribute to a target. The device plays the platform. `cores`: what plays single machines,
 * by their names.
 */
export function buildSets(
  target: Target,
  platform: string,
  library: ArcadeLibrary,
  cores: ReadonlyMap<string, string> = new Map(),
): Part {
  const { device } = target
  const layout = compileLayout(setLayout(device.layout), device.names)
  const folder = wishesFor(device, platform)?.folder ?? platform
  const problems: Problem[] = [
    ...library.incomplete.map((found) => incompleteProblem(found)),
    ...(library.sampled > 0 ? [samplesNote(target, library.sampled)] : []),
  ]
  const faultOf = faultFinder(target)
  const files = library.sets
    .flatMap((set) => filesOf(set, { target, layout, folder, platform, problems }))
    .filter((file) => {
      const fault = faultOf(file)
      if (fault) problems.push(fault)
      return !fault
    })
    .sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.label, b.label))
  const zips = new Map(files.flatMap((file, index) => (isZip(file) ? [[file.label, index] as const] : [])))
  const games = library.machines.flatMap(({ name, title }): PartGame[] => {
    const file = zips.get(name)
    const path = file === undefined ? undefined : files[file]?.path
    if (file === undefined || path === undefined) return []
    const core = cores.get(name)
    return [{ file, release: name, path, crc32: 0, title, ...(core === undefined ? {} : { core }) }]
  })
  return {
    platform,
    files,
    games: games.sort((a, b) => a.file - b.file),
    problems: problems.sort((a, b) => byCodeUnit(a.message, b.message)),
    skipped: library.incomplete.reduce((sum, { machines }) => sum + machines.length, 0),
  }
}

interface Context {
  readonly target: Target
  readonly layout: Layout
  readonly folder: string
  readonly platform: string
  readonly problems: Problem[]
}

function isZip({ path }: TreeFile): boolean {
  return path.endsWith('.zip')
}

/** Folders that hang on a title would part sets that an emulator looks for in one place. */
function setLayout(layout: string): string {
  const folders = layout
    .split('/')
    .slice(0, -1)
    .filter((part) => !/\{(?!folder\}|platform\})/.test(part))
  return [...folders, '{file}'].join('/')
}

function filesOf({ name, roms, disks }: OwnedSet, context: Context): TreeFile[] {
  const files: TreeFile[] = []
  const zip = placeOf(name, `${name}.zip`, context)
  if (zip === undefined) return []
  const members = roms.map((rom) => ({ ...rom, name: rom.name.replaceAll('\\', '/') }))
  const unsafe = members.find((member) => isUnsafeName(member.name))
  if (unsafe) {
    const message = `"${name}" is not written: its DAT names a file "${unsafe.name}", which leads out of the zip.`
    context.problems.push(problem('path-escapes', message, { release: name }))
    return []
  }
  const [only] = members
  // some lists tell only of whole zips
  if (only && members.length === 1 && only.name === `${name}.zip`) files.push(asItIs(zip, name, only))
  else if (only) files.push(zipFile(zip, name, members))
  for (const disk of disks) {
    const path = placeOf(name, `${name}/${disk.name}`, context)
    if (path !== undefined) files.push(asItIs(path, name, disk))
  }
  return files
}

function asItIs(path: string, label: string, { sha1, size, content, view }: ZipWish): TreeFile {
  return { path, size, sha1, origin: view ? { content, view } : { content }, label }
}

/** Undefined when the device cannot have a file of this name: under another one nobody would find it. */
function placeOf(set: string, file: string, context: Context): string | undefined {
  const { layout, folder, platform, problems, target } = context
  const dot = file.lastIndexOf('.')
  const name = file.slice(0, dot)
  const extension = file.slice(dot)
  const { path } = layout.path({ folder, platform, title: set, release: set, name, extension, region: '' })
  if (`/${path}`.endsWith(`/${file}`)) return path
  const why = whyChanged(file, target.device.names)
  const message = `"${file}" is not written for ${deviceName(target)}: ${why}, and arcade sets are found by their names.`
  problems.push(problem('name-not-usable', message, { release: set }))
  return undefined
}

function incompleteProblem({ place, missing, machines }: Incomplete): Problem {
  const [first = '', ...more] = machines
  const [file = '', ...others] = missing
  const who = more.length === 0 ? `"${first}" is` : `${plural(machines.length, 'machine')} are`
  const from = more.length === 0 ? '' : `, from "${first}" on`
  const what = others.length === 0 ? file : `${file} and ${plural(others.length, 'more file')}`
  const message = `${who} not written${from}: ${place} lacks ${what}.`
  return problem('set-incomplete', message)
}

function samplesNote(target: Target, count: number): Problem {
  const who = `${plural(count, 'machine')} ${count === 1 ? 'plays' : 'play'}`
  const message = `${deviceName(target)}: ${who} sound samples. No list says what is in them, so none are written.`
  return problem('samples-unknown', message)
}
