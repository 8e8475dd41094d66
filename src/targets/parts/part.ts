/** What one platform contributes to one target: the memoised step between picks and the tree. */
import { nameOf } from '../../disk/path.ts'
import type { Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import type { Pick, PickedFile } from '../../select/pick.ts'
import { discLayouts, discList, discSets, hasTwins, type DiscLayouts, type DiscSet } from '../discs.ts'
import { faultFinder } from '../faults.ts'
import { compileLayout, type Layout } from '../layout.ts'
import type { Device, FileWishes, NameRules, Target } from '../preset.ts'
import { emptyPart } from './empty.ts'
import { isEmpty, shapeCompanion, shapeFile, type Shaped } from '../shape.ts'
import { adjusted, deviceName, distinct, idleWishes, keptProblem, notPlayed, refusal } from './problems.ts'
import { gameWishes, type GameWishes } from '../game-wishes.ts'
import { staysThere, withoutContested, type KeptName, type KeptNames } from '../names/kept-name.ts'
import { renamedSheets } from '../sheet-text.ts'
import { starterOf, withoutTwins, type Ready } from '../starter.ts'
import { splitName } from '../names/names.ts'
import { textFile, type TreeFile } from '../tree.ts'
import type { WrittenGame } from '../written-game.ts'
import { wordedWish, zipFile, zipWish, type ZipWish } from '../zip-file.ts'

/** Plain data, as lean as it can be: parts are stored as JSON. */
export interface Part {
  /** Platform slug. */
  readonly platform: string
  /** Sorted by path, then label. Not yet compared with other parts and the limits of folders: see `contest.ts`. */
  readonly files: readonly TreeFile[]
  /** One per release: the file that starts it. */
  readonly games: readonly PartGame[]
  readonly problems: readonly Problem[]
  /** Owned releases that are not written, whatever the reason. */
  readonly skipped: number
}

export interface PartGame extends WrittenGame {
  /** Index into `files`. */
  readonly file: number
}

/**
 * The files of one platform on one target. Missing games (picks without files) are not its business; owned games
 * that the device cannot play are problems, each named. The order of `picks` does not matter. `kept`: names that files
 * have on the device already, and keep.
 * @throws CuratorError `config-invalid` when a layout of the target is not one.
 */
export function buildPart(target: Target, platform: string, picks: readonly Pick[], kept?: KeptNames): Part {
  const games = gameWishes(target)
  const owned = picks.filter((pick) => pick.files.length > 0 && games.of(pick)?.exclude !== true)
  const wishes = wishesFor(target.device, platform)
  if (wishes === undefined) {
    return {
      platform,
      files: [],
      games: [],
      problems: notPlayed(target, platform, owned.length),
      skipped: owned.length,
    }
  }
  const { layout, multiFileLayout } = target.device
  const context: Context = {
    ...wishes,
    platform,
    device: deviceName(target),
    isPacked: target.device.archives === 'zip' && wishes.wishes.zips === true,
    names: target.device.names,
    games,
    saves: target.saves,
    target: kept?.target ?? '',
    kept: new Map(kept?.names.map((name) => [name.path, name])),
    single: compileLayout(wishes.wishes.ownFolder === true ? multiFileLayout : layout, target.device.names),
    multi: compileLayout(multiFileLayout, target.device.names),
    problems: [],
  }
  const discs = discLayouts(target.device, wishes.wishes, context.isPacked)
  const { sets, others } = discs ? discSets(owned) : { sets: [], others: owned }
  const releases = [
    ...others.map((pick) => placeRelease(pick, context)),
    ...sets.flatMap((set) => (discs ? placeSet(set, discs, context) : [])),
  ]
  const paths = kept && kept.names.length > 0 ? releases.flat().map(({ file }) => file.path) : []
  const free = kept && withoutContested(kept, paths)
  if (free) return buildPart(target, platform, picks, free)
  const faultOf = faultFinder(target)
  const placed = releases
    .flat()
    .filter(({ file }) => {
      const fault = faultOf(file)
      if (fault) context.problems.push(fault)
      return !fault
    })
    .sort((a, b) => byCodeUnit(a.file.path, b.file.path) || byCodeUnit(a.file.label, b.file.label))
  return {
    platform,
    files: placed.map(({ file }) => file),
    games: placed.flatMap(({ file: { label, path }, crc32, member, core, discs: all }, file): PartGame[] => {
      if (crc32 === undefined) return []
      const more = {
        ...(member === undefined ? {} : { member }),
        ...(core === undefined ? {} : { core }),
        ...(all === undefined ? {} : { discs: all }),
      }
      return [{ file, release: label, path, crc32, ...more }]
    }),
    problems: distinct(context.problems).sort((a, b) => byCodeUnit(a.message, b.message)),
    skipped: releases.filter((files) => files.length === 0).length,
  }
}

export function plays(device: Device, platform: string): boolean {
  return wishesFor(device, platform) !== undefined
}

interface Context {
  readonly platform: string
  readonly folder: string
  readonly wishes: FileWishes
  readonly device: string
  /** Whether releases go into zips. */
  readonly isPacked: boolean
  readonly names: NameRules
  readonly single: Layout
  readonly multi: Layout
  /** What is different for some games. */
  readonly games: GameWishes
  readonly saves: Target['saves']
  readonly target: string
  /** By the path that a file should have. */
  readonly kept: ReadonlyMap<string, KeptName>
  readonly problems: Problem[]
  /** The set whose discs are being placed. `isParted`: each in a folder of its own. */
  readonly set?: { readonly name: string; readonly isParted: boolean }
}

/** A file in the tree; the one that starts its release also carries its checksum. */
interface Placed {
  readonly file: TreeFile
  readonly crc32?: number
  readonly member?: string
  readonly discs?: readonly string[]
  readonly core?: string
}

/** Undefined when the device does not play the platform. */
export function wishesFor(
  device: Device,
  platform: string,
): { readonly folder: string; readonly wishes: FileWishes } | undefined {
  const layout = Object.hasOwn(device.platforms, platform) ? device.platforms[platform] : undefined
  if (layout !== undefined) return { folder: layout.folder, wishes: layout }
  return device.otherPlatforms && { folder: platform, wishes: device.otherPlatforms }
}

/** The files of one release on the device; none when it cannot be played there, which is then a problem. */
function placeRelease(pick: Pick, context: Context): readonly Placed[] {
  const { wishes, problems } = context
  const ready = withoutTwins(pick.files.map((file) => ({ file, shape: shapeFile(file, wishes) })))
  const headless = ready.find(({ shape }) => !shape.ok && shape.code === 'header-missing')
  const starter = starterOf(ready, wishes)
  if (headless !== undefined || starter === undefined) {
    problems.push(refusal(pick, headless ?? ready.find(({ file }) => !isEmpty(file)), context))
    return []
  }
  const core = coreOf(pick, context)
  if (context.isPacked) return [{ ...packRelease(pick, ready, starter, context), ...core }]
  if (ready.length === 1) {
    const file = place(pick, starter, context.single, context)
    return [{ file, crc32: starter.shape.bytes.crc32, ...core }]
  }
  const files = ready.map(({ file, shape }) => {
    const sure = { file, shape: shape.ok ? shape : shapeCompanion(file) }
    const own = place(pick, sure, context.multi, context)
    const placed = isEmpty(file) ? emptyPart(own.path, pick.release, context.kept.values()) : own
    return { file, path: placed.path, placed }
  })
  const texts = renamedSheets(files)
  return files.map(({ file, path, placed }) => {
    const text = texts.get(file)
    const written = text === undefined ? placed : textFile(path, text, pick.release)
    return file === starter.file ? { file: written, crc32: 0, ...core } : { file: written }
  })
}

/** The discs of a game in one place. A list of them stands for all, or else the first. */
function placeSet(set: DiscSet, { files, list }: DiscLayouts, context: Context): (readonly Placed[])[] {
  const { name, discs } = set
  const [head] = discs
  const said = head && context.games.of(head)
  const called = said?.rename ?? name
  context.problems.push(...idleWishes(discs, said, context))
  const inSet = { ...context, single: files, multi: files, set: { name: called, isParted: hasTwins(set) } }
  const placed = discs.map((pick) => placeRelease(pick, inSet))
  const starters = placed.flat().filter(({ crc32 }) => crc32 !== undefined)
  const [first] = starters
  if (first === undefined || head === undefined) return placed
  const releases = discs.map(({ release }) => release)
  const asDiscs = placed.map((some) =>
    some.map((one): Placed => (one === first && !list ? { ...one, discs: releases } : { file: one.file })),
  )
  if (list === undefined) return asDiscs
  const { path } = placeNamed(head, { stem: called.replaceAll('/', '-'), extension: '.m3u' }, list, inSet)
  const paths = starters.map(({ file }) => file.path)
  const entry = { file: discList(path, name, paths), crc32: 0, discs: releases, ...coreOf(head, inSet) }
  return [...asDiscs, [entry]]
}

function coreOf(pick: Pick, { games }: Context): { readonly core?: string } {
  const core = games.of(pick)?.core
  return core === undefined ? {} : { core }
}

/** All files of a release in one zip that is named like it. */
function packRelease(
  pick: Pick,
  ready: readonly Ready[],
  starter: Ready<Shaped & { ok: true }>,
  context: Context,
): Placed {
  const stem = releaseName(pick, context).replaceAll('/', '-')
  const sha1 = ready.length === 1 ? starter.file.content.sha1 : ''
  const zip = { stem, extension: '.zip', sha1 }
  const { path, isKept, played } = placeNamed(pick, zip, context.single, context)
  // saves hang on the name of what is in the zip
  const called = isKept ? splitName(nameOf(path)).stem : context.games.of(pick)?.rename
  const renamed = ready.length === 1 ? called : undefined
  const wishOf = (file: PickedFile, shape: Shaped & { ok: true }): ZipWish =>
    zipWish(file, shape, context.names, renamed)
  const all = ready.map(({ file, shape }) => {
    const wish = wishOf(file, shape.ok ? shape : shapeCompanion(file))
    return { file, path: wish.name, wish }
  })
  const texts = renamedSheets(all)
  const worded = all.map(({ file, wish }) => wordedWish(wish, isEmpty(file) ? '' : texts.get(file)))
  const wishes = [...new Map(worded.map((wish) => [wish.name, wish])).values()]
  return {
    file: { ...zipFile(path, pick.release, wishes), packed: true, ...played },
    crc32: ready.length === 1 ? starter.shape.bytes.crc32 : 0,
    member: wishOf(starter.file, starter.shape).name,
  }
}

function place(pick: Pick, ready: Ready<Shaped & { ok: true }>, layout: Layout, context: Context): TreeFile {
  const { file, shape } = ready
  const isAlone = layout === context.single && context.set === undefined
  const stem = (isAlone ? context.games.of(pick)?.rename : undefined) ?? splitName(file.name).stem
  const own = context.set?.isParted === true ? `${pick.release.replaceAll('/', '-')}/` : ''
  const name = own + (layout === context.multi ? stem.replaceAll('\\', '/') : stem.replaceAll('/', '-'))
  const { sha1, size, crc32 } = shape.bytes
  const { path, played } = placeNamed(pick, { stem: name, extension: shape.extension, sha1 }, layout, context)
  const origin =
    shape.view === undefined ? { content: sha1 } : { content: file.content.sha1, view: shape.view }
  const inZips = context.wishes.zips === true ? { crc32 } : {}
  return { path, size, sha1, origin, label: pick.release, ...inZips, ...played }
}

interface Named {
  readonly stem: string
  readonly extension: string
  /** Of the one content; '' or absent where there are several. */
  readonly sha1?: string
}

function placeNamed(
  pick: Pick,
  { stem, extension, sha1 = '' }: Named,
  layout: Layout,
  context: Context,
): { readonly path: string; readonly isKept: boolean; readonly played: { readonly save?: string } } {
  const { path, asked, name } = layout.path({
    folder: context.folder,
    platform: context.platform,
    title: pick.game,
    release: context.set?.name ?? releaseName(pick, context),
    name: stem,
    extension,
    region: pick.regions[0] ?? '',
  })
  if (name !== asked && name !== asked.normalize('NFC'))
    context.problems.push(adjusted(asked, name, path, context))
  const keeps = context.kept.get(path)
  if (keeps === undefined || (keeps.sha1 !== '' && keeps.sha1 !== sha1))
    return { path, isKept: false, played: {} }
  if (staysThere(keeps)) return { path, isKept: false, played: { save: keeps.saves[0] ?? '' } }
  context.problems.push(keptProblem(keeps, context, layout === context.multi))
  return { path: keeps.kept, isKept: true, played: {} }
}

function releaseName(pick: Pick, { games }: Context): string {
  return games.of(pick)?.rename ?? pick.release
}
