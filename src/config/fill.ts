/** Fills in everything a checked config leaves to curator. */
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Playlist } from '../playlists/playlist.ts'
import type { Policy } from '../select/policy.ts'
import type { Config, DatOptions, RootOptions } from './define.ts'
import type { FoundConfig } from './find.ts'
import { mapValues } from './map-values.ts'
import type {
  ResolvedConfig,
  ResolvedDat,
  ResolvedPlaylist,
  ResolvedPolicy,
  ResolvedRoot,
  ResolvedTarget,
} from './resolved.ts'

/** The policy that is there without being declared: what `everything()` gives. */
const EVERYTHING: Policy = { keep: 'all', availability: 'owned' }

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
  const policies = { ...(isImplied ? { everything: EVERYTHING } : {}), ...config.policies }
  const datNames = Object.keys(config.dats).sort()
  const rootNames = Object.keys(config.roots).sort()
  return {
    file,
    form,
    state: absolute(config.state ?? '.curator'),
    roots: mapValues(config.roots, (root) => fillRoot(root, absolute)),
    dats: mapValues(config.dats, (dat) => fillDat(dat, folder)),
    policies: mapValues(policies, (policy) => fillPolicy(policy, datNames, rootNames)),
    playlists,
    targets: mapValues(targets, (target) => ({ ...target, path: absolute(target.path) })),
  }
}

function fillRoot(root: string | RootOptions, absolute: (path: string) => string): ResolvedRoot {
  const { path, ...options }: RootOptions = typeof root === 'string' ? { path: root } : root
  return { path: absolute(path), ignore: [], identity: 'full', followSymlinks: false, ...options }
}

function fillDat(dat: string | DatOptions, base: string): ResolvedDat {
  const { path, ...options }: DatOptions = typeof dat === 'string' ? { path: dat } : dat
  return { files: [path].flat().map((shown) => ({ base, glob: expandHome(shown), shown })), ...options }
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
