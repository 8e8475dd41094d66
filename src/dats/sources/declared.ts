/** What a config says of a source of DATs: plain data, made by the functions of `presets/dats.ts`. */
import type { KnownPlatform } from '../../platforms/known.ts'
import { hash } from 'node:crypto'
import { basename, join, relative, sep } from 'node:path'
import { userFolder, type Environment } from '../../user-folder.ts'
import { SOURCES, type SourceName } from './table.ts'

export interface DatSource {
  readonly source: SourceName
  /** Which of its files to use: globs below the source's folder. Default: all that list ROMs. */
  readonly only?: string | readonly string[]
  /** Platform (such as `nes`) of these DATs, where the name in their header is not known. */
  readonly platform?: KnownPlatform
  /** Redump: codes of systems, as in its addresses (`PSX`, `SS`). Default: all there are. */
  readonly systems?: readonly string[]
  /** Redump: with serials and versions of the discs. */
  readonly serials?: boolean
  /** Retool: which lists. Default: the clone lists, and `metadata`, the languages of releases. */
  readonly lists?: readonly RetoolList[]
  /** No-Intro: the folder you download packs to. */
  readonly folder?: string
  /** No-Intro: the address of a zip with its DATs, or of a DAT. */
  readonly mirror?: string
  /** Ask this address in place of the source's own: a mirror with the same paths. */
  readonly url?: string
}

type RetoolList = 'clonelists' | 'metadata' | 'mias' | 'retroachievements'

/** Those that choosing rests on. */
export const USUAL_LISTS: readonly RetoolList[] = ['clonelists', 'metadata']

/** What decides where sources are kept. */
export const PLACE_VARIABLES: readonly string[] = ['CURATOR_DATA', 'XDG_DATA_HOME']

/** Where files of sources are kept, for all projects of a user: `$CURATOR_DATA`, or as XDG has it. Absolute. */
export function dataFolder({ CURATOR_DATA: own, XDG_DATA_HOME: xdg }: Environment): string {
  return userFolder(own, xdg, '.local/share')
}

/** @param apart the config has several mirrors of the source: each has a folder of its own, for it may hold other DATs */
export function sourceFolder(
  env: Environment,
  { source, mirror }: Pick<DatSource, 'source' | 'mirror'>,
  apart = false,
): string {
  const of = apart && mirror !== undefined ? `@${fingerprint(mirror)}` : ''
  return join(dataFolder(env), 'dats', source + of)
}

function fingerprint(text: string): string {
  return hash('sha1', text).slice(0, 8)
}

/** Whether these sources bring what is kept in one folder from several places. */
export function haveSeveralPlaces(sources: readonly Pick<DatSource, 'folder' | 'mirror'>[]): boolean {
  return new Set(sources.flatMap(({ folder, mirror }) => mirror ?? folder ?? [])).size > 1
}

/**
 * The path of a DAT as it is written into curator.lock, the same on every machine: below a source's folder
 * `no-intro:No-Intro/x.dat`, anywhere else relative to the config's folder, with `/` between parts.
 */
export function portablePath(path: string, dir: string, folders: readonly string[]): string {
  const folder = folders.find((one) => path.startsWith(one + sep))
  const inside = folder === undefined ? relative(dir, path) : `${basename(folder)}:${relative(folder, path)}`
  return inside.replaceAll('\\', '/')
}

/** The globs, below the source's folder, of the files that take part. */
export function filesOf({ source, only, systems, lists }: DatSource): readonly string[] {
  if (only !== undefined) return [only].flat()
  if (systems) return systems.map((code) => `${code}/*.dat`)
  if (lists) return lists.map((list) => `${list}/*.json`)
  return SOURCES[source].files
}
