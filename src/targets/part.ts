/** What one platform contributes to one target: the memoised step between picks and the tree. */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import type { Pick, PickedFile } from '../select/pick.ts'
import { compileLayout, type Layout } from './layout.ts'
import type { Device, FileWishes, Target } from './preset.ts'
import { shapeCompanion, shapeFile, type Shaped } from './shape.ts'
import { splitName } from './names.ts'
import type { TreeFile } from './tree.ts'

/** Plain data, as lean as it can be: parts are stored as JSON. */
export interface Part {
  /** Platform slug. */
  readonly platform: string
  /** Sorted by path, then label. Not yet checked against other parts and the device's limits: see `joinTree`. */
  readonly files: readonly TreeFile[]
  /** One per release: the file that starts it. */
  readonly items: readonly PartItem[]
  readonly problems: readonly Problem[]
  /** Owned releases that are not written, whatever the reason. */
  readonly skipped: number
}

interface PartItem {
  /** Index into `files`; the label there is the release. */
  readonly file: number
  /** Of the bytes on the device; 0 for a release of several files, which no database knows by one checksum. */
  readonly crc32: number
}

/**
 * The files of one platform on one target. Missing games (picks without files) are not its business; owned games
 * that the device cannot play are problems, each named. The order of `picks` does not matter.
 * @throws CuratorError `config-invalid` when a layout of the target is not one.
 */
export function buildPart(target: Target, platform: string, picks: readonly Pick[]): Part {
  const owned = picks.filter((pick) => pick.files.length > 0)
  const wishes = wishesFor(target.device, platform)
  if (wishes === undefined) return notPlayed(target, platform, owned.length)
  const context: Context = {
    ...wishes,
    platform,
    device: nameOf(target),
    single: compileLayout(target.device.layout, target.device.names),
    multi: compileLayout(target.device.multiFileLayout, target.device.names),
    problems: [],
  }
  const releases = owned.map((pick) => placeRelease(pick, context))
  const placed = releases
    .flat()
    .sort((a, b) => byCodeUnit(a.file.path, b.file.path) || byCodeUnit(a.file.label, b.file.label))
  return {
    platform,
    files: placed.map(({ file }) => file),
    items: placed.flatMap(({ crc32 }, file) => (crc32 === undefined ? [] : [{ file, crc32 }])),
    problems: context.problems.sort((a, b) => byCodeUnit(a.message, b.message)),
    skipped: releases.filter((files) => files.length === 0).length,
  }
}

export function plays(device: Device, platform: string): boolean {
  return wishesFor(device, platform) !== undefined
}

/** What people call the device of a target. */
export function nameOf(target: Target): string {
  return target.device.name ?? target.preset
}

interface Context {
  readonly platform: string
  readonly folder: string
  readonly wishes: FileWishes
  readonly device: string
  readonly single: Layout
  readonly multi: Layout
  readonly problems: Problem[]
}

/** An owned file and what the device would get of it. */
interface Ready<S extends Shaped = Shaped> {
  readonly file: PickedFile
  readonly shape: S
}

/** A file in the tree; the one that starts its release also carries its checksum. */
interface Placed {
  readonly file: TreeFile
  readonly crc32?: number
}

function wishesFor(device: Device, platform: string): { folder: string; wishes: FileWishes } | undefined {
  const layout = Object.hasOwn(device.platforms, platform) ? device.platforms[platform] : undefined
  if (layout !== undefined) return { folder: layout.folder, wishes: layout }
  return device.otherPlatforms && { folder: platform, wishes: device.otherPlatforms }
}

function notPlayed(target: Target, platform: string, count: number): Part {
  const name = platformBySlug(platform)?.name ?? platform
  const games = count === 1 ? 'game is' : 'games are'
  const message = `${nameOf(target)} does not play ${name}: ${count} ${games} not written.`
  const problems =
    count === 0 || target.device.platformsChosen === true ? [] : [problem('platform-not-played', message)]
  return { platform, files: [], items: [], problems, skipped: count }
}

/** The files of one release on the device; none when it cannot be played there, which is then a problem. */
function placeRelease(pick: Pick, context: Context): readonly Placed[] {
  const { wishes, problems } = context
  const ready = withoutTwins(pick.files.map((file) => ({ file, shape: shapeFile(file, wishes) })))
  const headless = ready.find(({ shape }) => !shape.ok && shape.code === 'header-missing')
  const starter = starterOf(ready, wishes)
  if (headless !== undefined || starter === undefined) {
    problems.push(refusal(pick, headless ?? ready[0], context))
    return []
  }
  if (ready.length === 1) {
    return [{ file: place(pick, starter, context.single, context), crc32: starter.shape.bytes.crc32 }]
  }
  return ready.map((one) => {
    const { file, shape } = one
    const sure = { file, shape: shape.ok ? shape : shapeCompanion(file) }
    const treeFile = place(pick, sure, context.multi, context)
    return file === starter.file ? { file: treeFile, crc32: 0 } : { file: treeFile }
  })
}

/**
 * A DAT may list one ROM with and without its header, or in two byte orders. What comes out the same is written
 * once, and a headerless file is not missed where its headered twin is owned.
 */
function withoutTwins(ready: readonly Ready[]): readonly Ready[] {
  if (ready.length < 2) return ready
  const stems = new Set<string>()
  const seen = new Set<string>()
  for (const { file, shape } of ready) if (shape.ok) stems.add(splitName(file.name).stem)
  return ready.filter(({ file, shape }) => {
    const { stem, extension } = splitName(file.name)
    if (!shape.ok && shape.code === 'header-missing') return !stems.has(stem)
    const key = shape.ok
      ? `${shape.bytes.sha1} ${stem}${shape.extension}`
      : `${file.content.sha1} ${stem}${extension}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Files that name the others of their release, for devices that take any extension. */
const SHEETS = ['m3u', 'cue', 'gdi', 'ccd', 'toc', 'mds']

/** The file a frontend opens to start a release; undefined when the device opens none of its files. */
function starterOf(ready: readonly Ready[], wishes: FileWishes): Ready<Shaped & { ok: true }> | undefined {
  const order = wishes.extensions.length === 0 ? SHEETS : wishes.extensions
  let best: { rank: number; one: Ready<Shaped & { ok: true }> } | undefined
  for (const { file, shape } of ready) {
    if (!shape.ok) continue
    const found = order.indexOf(shape.extension.slice(1).toLowerCase())
    const rank = found < 0 ? order.length : found
    if (best === undefined || rank < best.rank) best = { rank, one: { file, shape } }
  }
  return best?.one
}

function place(pick: Pick, ready: Ready<Shaped & { ok: true }>, layout: Layout, context: Context): TreeFile {
  const { file, shape } = ready
  const { stem } = splitName(file.name)
  const { path, asked, name } = layout.path({
    folder: context.folder,
    platform: context.platform,
    title: pick.game,
    release: pick.release,
    name: layout === context.multi ? stem.replaceAll('\\', '/') : stem.replaceAll('/', '-'),
    extension: shape.extension,
    region: pick.regions[0] ?? '',
  })
  if (name !== asked && name !== asked.normalize('NFC'))
    context.problems.push(adjusted(asked, name, path, context))
  const { sha1, size } = shape.bytes
  const origin =
    shape.view === undefined ? { content: sha1 } : { content: file.content.sha1, view: shape.view }
  return { path, size, sha1, origin, label: pick.release }
}

function adjusted(asked: string, name: string, path: string, { device }: Context): Problem {
  const message = `"${asked}" is written as "${name}": ${device} cannot use that name.`
  return problem('name-adjusted', message, { path })
}

function refusal(pick: Pick, ready: Ready | undefined, { device, wishes }: Context): Problem {
  if (ready?.shape.ok === false && ready.shape.code === 'header-missing') {
    const message = `"${pick.release}" is not written: ${device} needs the console's header and the file has none.`
    return problem('header-missing', message, { hint: 'Look for a dump of this release with its header.' })
  }
  const opens = wishes.extensions.map((extension) => `.${extension}`).join(' ')
  const extension = ready?.file.extension ?? ''
  const has = extension === '' ? 'no extension' : `the extension .${extension}`
  const message = `"${pick.release}" is not written: the file has ${has}, ${device} opens ${opens}.`
  return problem('format-not-playable', message)
}
