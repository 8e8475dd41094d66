/** Fills in everything a checked config leaves to curator. */
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { USUAL_SOURCES, type ArtOptions } from '../art/options.ts'
import {
  filesOf,
  haveSeveralPlaces,
  sourceFolder,
  USUAL_LISTS,
  type DatSource,
} from '../dats/sources/declared.ts'
import type { MetadataOptions, MetadataSourceOptions } from '../metadata/options.ts'
import { LIBRARY_DEFAULTS } from '../library/options.ts'
import type { Playlist } from '../playlists/playlist.ts'
import { extendPolicy, type Policy } from '../select/policy.ts'
import type { ReadingRules } from '../inventory/hashing/wish.ts'
import { parseSize } from './checking/size.ts'
import type {
  ArchiveRules,
  CloneListOptions,
  Config,
  DatOptions,
  ReadingOptions,
  RootOptions,
} from './define.ts'
import type { FoundConfig } from './reading/find.ts'
import { mapValues } from './map-values.ts'
import type {
  ResolvedArt,
  ResolvedCloneLists,
  ResolvedConfig,
  ResolvedDat,
  ResolvedMetadata,
  ResolvedMetadataSource,
  ResolvedPlaylist,
  ResolvedPolicy,
  ResolvedRoot,
  ResolvedTarget,
} from './resolved.ts'

/** The policy that is there without being declared: what `everything()` gives. */
const EVERYTHING: Policy = { keep: 'all', availability: 'owned' }
/** Updates of DATs rename and add; one that drops more than this of a device is rather a broken DAT. */
const MOST_REMOVALS = 0.2

/** `targets`: those of the config, after their presets were called. */
export function fillIn(
  config: Config,
  { file, form }: FoundConfig,
  targets: Readonly<Record<string, ResolvedTarget>>,
): ResolvedConfig {
  const folder = dirname(file)
  const absolute = absoluteFrom(file)
  const playlists = mapValues(config.playlists ?? {}, (list, name) => fillPlaylist(list, name, absolute))
  const users = [...Object.values(targets), ...Object.values(playlists)]
  const isImplied = users.some(({ policy }) => policy === 'everything')
  const declared: Readonly<Record<string, DeclaredPolicy>> = config.policies ?? {}
  const policies = { ...(isImplied ? { everything: EVERYTHING } : {}), ...declared }
  const datNames = Object.keys(config.dats).sort()
  const rootNames = Object.keys(config.roots).sort()
  return {
    file,
    form,
    state: absolute(config.state ?? '.curator'),
    ...fillRoots(config, absolute),
    dats: fillDats(config.dats, folder, absolute),
    cloneLists: fillCloneLists(config.cloneLists, absolute),
    policies: mapValues(policies, (policy) => fillPolicy(inherited(policy, declared), datNames, rootNames)),
    playlists,
    targets: mapValues(targets, (target) => fillTarget(target, absolute)),
    libraries: mapValues(config.libraries ?? {}, ({ path, ...options }) => ({
      roots: rootNames,
      ...LIBRARY_DEFAULTS,
      ...options,
      path: absolute(path),
    })),
    guards: { removals: MOST_REMOVALS, ...config.guards },
    matching: { autoLink: true, owned: 'packed', ...config.matching },
    platformLinks: config.platformLinks ?? {},
    companies: config.companies ?? {},
    metadata: fillMetadata(config.metadata ?? {}, folder, absolute),
    art: fillArt(config.art ?? {}, absolute),
  }
}

/** What paths in a config mean: they begin in its folder, or in the user's own. */
export function absoluteFrom(config: string): (path: string) => string {
  const folder = dirname(config)
  return (path) => resolve(folder, expandHome(path))
}

function fillTarget(target: ResolvedTarget, absolute: (path: string) => string): ResolvedTarget {
  const { path, device } = target
  const whole = { ...target, path: absolute(path) }
  return device.mra === undefined ? whole : { ...whole, device: { ...device, mra: absolute(device.mra) } }
}

/** Firmware lies in a root of its own, which no policy picks games from. */
function fillRoots(
  config: Config,
  absolute: (path: string) => string,
): Pick<ResolvedConfig, 'roots' | 'bios'> {
  const roots = mapValues(config.roots, (root) => fillRoot(root, absolute, config))
  if (config.bios === undefined) return { roots }
  const { path } = typeof config.bios === 'string' ? { path: config.bios } : config.bios
  const bios = Object.hasOwn(roots, 'bios') ? 'bios files' : 'bios'
  const root = fillRoot({ path, auxiliary: 'read' }, absolute, config)
  return { roots: { ...roots, [bios]: { ...root, firmware: true } }, bios }
}

function fillRoot(
  root: string | RootOptions,
  absolute: (path: string) => string,
  { extensions, archives = {}, reading }: Config,
): ResolvedRoot {
  const { path, ...options }: RootOptions = typeof root === 'string' ? { path: root } : root
  const rules = {
    ...(extensions && { extensions }),
    ...(reading && { reading: fillReading(reading) }),
    ...fillArchives(archives, absolute),
  }
  return { path: absolute(path), ignore: [], identity: 'full', followSymlinks: false, ...rules, ...options }
}

function fillReading({ workers, chunk }: ReadingOptions): ReadingRules {
  const bytes = chunk === undefined ? undefined : parseSize(chunk)
  return { ...(workers !== undefined && { workers }), ...(bytes !== undefined && { chunk: bytes }) }
}

/** Only what the config says: what it does not say is as `ARCHIVE_LIMITS` has it when an archive is opened. */
function fillArchives(
  { passwords, ...rules }: ArchiveRules,
  absolute: (path: string) => string,
): Pick<ResolvedRoot, 'limits' | 'passwords'> {
  const sizes = Object.entries(rules).flatMap(([key, size]) => {
    const bytes = size === undefined ? undefined : parseSize(size)
    return bytes === undefined ? [] : [[key, bytes] as const]
  })
  const source = passwords && ('file' in passwords ? { file: absolute(passwords.file) } : passwords)
  return {
    ...(sizes.length > 0 && { limits: Object.fromEntries(sizes) }),
    ...(source && { passwords: source }),
  }
}

function fillDats(
  dats: Config['dats'],
  base: string,
  absolute: (path: string) => string,
): Readonly<Record<string, ResolvedDat>> {
  const places = haveSeveralPlaces(Object.values<DeclaredDat>(dats).filter(isSource))
  return mapValues(dats, (dat: DeclaredDat) => {
    if (isSource(dat)) return fillSource(dat, absolute, places)
    const { path, ...options }: DatOptions = typeof dat === 'string' ? { path: dat } : dat
    return { files: [path].flat().map((shown) => ({ base, glob: expandHome(shown), shown })), ...options }
  })
}

type DeclaredDat = string | DatOptions | DatSource

function isSource(dat: DeclaredDat): dat is DatSource {
  return typeof dat === 'object' && 'source' in dat
}

/** Its files are found below its folder, by the globs it says or the ones that are usual for it. */
function fillSource(source: DatSource, absolute: (path: string) => string, apart: boolean): ResolvedDat {
  const folder = sourceFolder(process.env, source, apart)
  const declared = source.folder === undefined ? source : { ...source, folder: absolute(source.folder) }
  return {
    files: filesOf(source).map((glob) => ({ base: folder, glob, shown: `${source.source}: ${glob}` })),
    ...(source.platform === undefined ? {} : { platform: source.platform }),
    source: { declared, folder },
  }
}

function fillCloneLists(
  lists: Config['cloneLists'] = [],
  absolute: (path: string) => string,
): readonly ResolvedCloneLists[] {
  const given =
    typeof lists === 'string' ? [lists] : Object.values<string | CloneListOptions | DatSource>(lists)
  return given.flatMap((item): readonly ResolvedCloneLists[] => {
    if (typeof item === 'object' && 'source' in item) return listsOf(item)
    const paths = typeof item === 'string' ? item : item.path
    return [paths].flat().map((shown) => ({ path: absolute(shown), shown }))
  })
}

/** Each of its lists has a folder. The source is fetched once. */
function listsOf(declared: DatSource): readonly ResolvedCloneLists[] {
  const folder = sourceFolder(process.env, declared)
  return (declared.lists ?? USUAL_LISTS).map((list, i) => ({
    path: join(folder, list),
    shown: i === 0 ? declared.source : `${declared.source}/${list}`,
    ...(i === 0 ? { source: { declared, folder } } : { isOptional: true }),
  }))
}

type DeclaredPolicy = Policy<string, string, string>

/** The policy with all it has from others. That none extends itself was checked. */
function inherited(
  { extends: base, ...own }: DeclaredPolicy,
  declared: Readonly<Record<string, DeclaredPolicy>>,
): Policy {
  if (base === undefined) return own
  const known = Object.hasOwn(declared, base) ? declared[base] : EVERYTHING
  return extendPolicy(inherited(known ?? {}, declared), own)
}

function fillPolicy(policy: Policy, dats: readonly string[], roots: readonly string[]): ResolvedPolicy {
  return {
    dats,
    roots,
    regions: [],
    exclude: [],
    drop: [],
    revision: 'newest',
    keep: 1,
    availability: 'owned-else-wanted',
    ...policy,
  }
}

function fillPlaylist(
  playlist: Playlist,
  name: string,
  absolute: (path: string) => string,
): ResolvedPlaylist {
  const { file } = playlist
  const order = playlist.titles || file !== undefined ? 'list' : 'title'
  return { title: name, order, ...playlist, ...(file === undefined ? {} : { file: absolute(file) }) }
}

function fillArt(
  { folders = {}, order, kinds = {}, identify = [] }: ArtOptions,
  absolute: (path: string) => string,
): ResolvedArt {
  const usual = [...Object.keys(folders).sort(), ...USUAL_SOURCES]
  return { folders: mapValues<string, string>(folders, absolute), order: order ?? usual, kinds, identify }
}

function fillMetadata(
  { sources = {}, providers = {}, priority = [], fields = {} }: MetadataOptions,
  folder: string,
  absolute: (path: string) => string,
): ResolvedMetadata {
  const fill = (source: string | MetadataSourceOptions): ResolvedMetadataSource => {
    const { path, ...rest } = typeof source === 'string' ? { path: source } : source
    return { base: folder, path: expandHome(path), ...rest }
  }
  return {
    sources: mapValues<string | MetadataSourceOptions, ResolvedMetadataSource>(sources, fill),
    // as in an import: what does not begin like a path is a package
    providers: mapValues<string, string>(providers, (module) =>
      /^(?:[./\\~]|[A-Za-z]:)/.test(module) ? absolute(module) : module,
    ),
    priority,
    fields,
  }
}

function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
}
