/** What a file is for, by its extension: what curator ships knows, and what the config adds. */
import { extensionOf } from '../file-name.ts'
import { byCodeUnit } from '../order.ts'
import {
  CATEGORIES,
  FILE_EXTENSIONS,
  PAPER,
  type ContentRole,
  type FileCategory,
} from '../platforms/extensions.ts'

/**
 * `rom`: hashed. `archive`: hashed with its members. `auxiliary`: what collectors keep beside their games. No DAT
 * describes auxiliary files, so they are listed and watched, and not read unless their root asks for it; only lists of
 * discs are read always.
 */
export type FileRole = 'rom' | 'archive' | 'auxiliary'

export interface ClassifyOptions {
  /** Extensions that mean something else than curator thinks, or that it does not know. */
  readonly extensions?: Readonly<Record<string, FileCategory>>
  /** `read`: hash what is beside the games as well. */
  readonly auxiliary?: 'listed' | 'read'
}

export interface Classifier {
  /** Undefined for an extension nobody knows. */
  categoryOf(path: string): FileCategory | undefined
  /** What a content under this name is. Whatever is not known may be a game. */
  roleOf(path: string): ContentRole
  /** Whether the file lies beside games, and is none: a save, a list, a picture. */
  isBeside(path: string): boolean
  /** Whether the file is listed only. */
  isAuxiliary(path: string): boolean
  /** The same text for the same rules: part of what a root was listed under. */
  readonly text: string
}

export function classifier({ extensions = {}, auxiliary = 'listed' }: ClassifyOptions = {}): Classifier {
  const own = new Map(Object.entries(extensions).map(([name, category]) => [withoutDot(name), category]))
  const categoryOf = (path: string): FileCategory | undefined => {
    const extension = extensionOf(path)
    const said = own.get(extension)
    if (said !== undefined) return said
    if (extension === 'md' && PAPER.test(path)) return 'document'
    return FILE_EXTENSIONS.get(extension) ?? (isState(extension) ? 'save' : undefined)
  }
  const isBeside = (path: string): boolean => !CATEGORIES[categoryOf(path) ?? 'rom'].isRead
  return {
    categoryOf,
    roleOf: (path) => CATEGORIES[categoryOf(path) ?? 'rom'].role,
    isBeside,
    isAuxiliary: (path) =>
      auxiliary === 'listed' && isBeside(path) && !(isDiscList(path) && categoryOf(path) === 'playlist'),
    text: JSON.stringify([auxiliary, ...[...own].sort(([a], [b]) => byCodeUnit(a, b))]),
  }
}

const SHIPPED = classifier()

/** As curator ships it: for names inside archives, which no config speaks of. */
export function isAuxiliary(path: string): boolean {
  return SHIPPED.isBeside(path)
}

/** They say which discs are one game, and are tiny. */
function isDiscList(path: string): boolean {
  return ['m3u', 'm3u8'].includes(extensionOf(path))
}

/** Emulators number their save states: `state`, `state1`, `state12`. */
function isState(extension: string): boolean {
  return /^state\d+$/.test(extension)
}

function withoutDot(extension: string): string {
  return extension.replace(/^\./, '').toLowerCase()
}
