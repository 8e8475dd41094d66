/**
 * Outputs that are zips. What such a zip is made of decides what it is, byte for byte, because it is packed as
 * TorrentZip: so a fingerprint of that stands for it until it is packed.
 */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { isUnsafeName } from '../inventory/archives/zip-names.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { PickedFile } from '../select/pick.ts'
import { safeFolder } from './layout.ts'
import { splitName } from './names/names.ts'
import type { NameRules } from './preset.ts'
import type { Shaped } from './shape.ts'
import type { TreeFile, ZippedFile } from './tree.ts'

/** A file that goes into a zip: a content, or a view of it, and the bytes that come out. */
export interface ZipWish {
  /** Path in the zip. */
  readonly name: string
  readonly content: string
  readonly view?: ViewKind
  /** What is written instead of the content: a sheet with other names of tracks; '' where nobody has to own it. */
  readonly text?: string
  readonly sha1: string
  readonly size: number
  readonly crc32: number
}

/** In the zip a file is called as in the DAT, or `renamed`, unless that would lead out of it. */
export function zipWish(
  file: PickedFile,
  { bytes, view, extension }: Shaped & { ok: true },
  names: NameRules,
  renamed?: string,
): ZipWish {
  const asked = (renamed ?? splitName(file.name).stem) + extension
  return {
    ...bytes,
    name: memberName(asked, names),
    content: file.content.sha1,
    ...(view === undefined ? {} : { view }),
  }
}

/** With a text in place of the content: a sheet that calls its tracks as the zip does. */
export function wordedWish(wish: ZipWish, text: string | undefined): ZipWish {
  if (text === undefined) return wish
  return { ...wish, text, sha1: hash('sha1', text), size: Buffer.byteLength(text), crc32: crc32(text) }
}

/** A name of a DAT as a zip can hold it. One that leads out of it is made one that no system is led out by. */
export function memberName(name: string, rules: NameRules): string {
  const path = name.replaceAll('\\', '/')
  return isUnsafeName(path) ? safeFolder(path, { ...rules, alphabet: 'fat' }).slice(0, -1) : path
}

/** Raise it when the packer makes other bytes of the same files: then all zips are packed anew. */
const PACKER = 'torrentzip 1'

/** The zip of these files, at least one. `size` is that of its members, which is about the most it can have. */
export function zipFile(path: string, label: string, wishes: readonly ZipWish[]): TreeFile {
  const recipe = wishes.map(({ name, sha1 }) => `${name}\0${sha1}\n`).sort()
  return {
    path,
    size: wishes.reduce((sum, { size }) => sum + size, 0),
    sha1: hash('sha1', `${PACKER}\n${recipe.join('')}`),
    origin: { zip: wishes.map(zipped) },
    label,
  }
}

function zipped({ name, content, view, text, size, crc32: crc }: ZipWish): ZippedFile {
  return { name, content, ...(view && { view }), ...(text !== undefined && { text }), size, crc32: crc }
}
