/** Fills in everything a checked config leaves to curator. */
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { filesOf, sourceFolder, type DatSource } from '../dats/sources/declared.ts'
import type { Playlist } from '../playlists/playlist.ts'
import { extendPolicy, type Policy } from '../select/policy.ts'
import { parseSize } from './size.ts'
import type { ArchiveRules, CloneListOptions, Config, DatOptions, RootOptions } from './define.ts'
import type { FoundConfig } from './find.ts'
import { mapValues } from './map-values.ts'
import type {
  ResolvedCloneLists,
  ResolvedConfig,
  ResolvedDat,
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
  const absolute = (path: string) => resolve(folder, expandHome(path))
  const playlists = mapValues(config.playlists ?? {}, fillPlaylist)
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
    roots: mapValues(config.roots, (root) => fillRoot(root, absolute, config)),
    dats: mapValues(config.dats, (dat) => fillDat(dat, folder, absolute)),
    cloneLists: fillCloneLists(config.cloneLists, absolute),
    policies: mapValues(policies, (policy) => fillPolicy(inherited(policy, declared), datNames, rootNames)),
    playlists,
    targets: mapValues(targets, (target) => ({ ...target, path: absolute(target.path) })),
    guards: { removals: MOST_REMOVALS, ...config.guards },
    matching: { autoLink: true, owned: 'packed', ...config.matching },
    platformLinks: config.platformLinks ?? {},
    companies: config.companies ?? {},
  }
}

function fillRoot(
  root: string | RootOptions,
  absolute: (path: string) => string,
  { extensions, archives = {} }: Config,
): ResolvedRoot {
  const { path, ...options }: RootOptions = typeof root === 'string' ? { path: root } : root
  const rules = { ...(extensions && { extensions }), ...fillArchives(archives, absolute) }
  return { path: absolute(path), ignore: [], identity: 'full', followSymlinks: false, ...rules, ...options }
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

function fillDat(
  dat: string | DatOptions | DatSource,
  base: string,
  absolute: (path: string) => string,
): ResolvedDat {
  if (typeof dat === 'object' && 'source' in dat) return fillSource(dat, absolute)
  const { path, ...options }: DatOptions = typeof dat === 'string' ? { path: dat } : dat
  return { files: [path].flat().map((shown) => ({ base, glob: expandHome(shown), shown })), ...options }
}

/** Its files are found below its folder, by the globs it says or the ones that are usual for it. */
function fillSource(source: DatSource, absolute: (path: string) => string): ResolvedDat {
  const folder = sourceFolder(process.env, source.source)
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
    if (typeof item === 'object' && 'source' in item) return [listsOf(item)]
    const paths = typeof item === 'string' ? item : item.path
    return [paths].flat().map((shown) => ({ path: absolute(shown), shown }))
  })
}

/** Of all that Retool keeps, only its clone lists group games. */
function listsOf(declared: DatSource): ResolvedCloneLists {
  const folder = sourceFolder(process.env, declared.source)
  return { path: join(folder, 'clonelists'), shown: declared.source, source: { declared, folder } }
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

function fillPlaylist(playlist: Playlist, name: string): ResolvedPlaylist {
  return { title: name, order: playlist.titles ? 'list' : 'title', ...playlist }
}

function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
}
