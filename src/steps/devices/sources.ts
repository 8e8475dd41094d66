/** Where the bytes of outputs are: in the roots, and, once one device is done, on that device too. */
import { existsSync, statSync } from 'node:fs'
import type { ByteOrigin, Disk, ZipPart } from '../../disk/disk.ts'
import { problem, type Problem } from '../../errors.ts'
import type { Source } from '../../inventory/hashing/content.ts'
import { sourcesFinder } from '../../inventory/source-finder.ts'
import type { Plan } from '../../targets/plan-types.ts'
import type { TreeFile, ZippedFile } from '../../targets/tree.ts'
import type { World } from '../world.ts'

export interface Sources {
  /** These files will be asked for next: where their contents are is found out together. */
  expect(files: readonly TreeFile[]): void
  of(file: TreeFile): ByteOrigin | Problem
  /** A device was written: what it holds needs no unpacking any more. (Its bytes are checked again when they are used.) */
  alsoIn(disk: Disk, plan: Plan): void
}

/**
 * The same content may lie in several files; the first that is really there serves. `packed` tells where a zip with
 * this hash lies that was packed before its device was written.
 */
export function openSources({ db }: World, packed: (sha1: string) => string | undefined): Sources {
  const find = sourcesFinder(db)
  const expected = new Map<string, readonly Source[]>()
  const sourcesOf = (content: string): readonly Source[] => expected.get(content) ?? find([content])[0] ?? []
  /** Unpacked copies on devices, by content. */
  const copies = new Map<string, string>()

  const unpacked = (content: string, source: Source): Source => {
    const { file, member } = source
    const copy = copies.get(content)
    if (!member || copy === undefined) return source
    // a card may be slower to read than an archive is to unpack; the disk the archive is on is not
    return sameDisk(copy, file) ? { file: copy, crc32: member.crc32 } : source
  }
  /** `near`: a file that is open anyhow, or undefined. A root that is not plugged in keeps its place in the catalog. */
  const sourceOf = (content: string, near?: string): Source | undefined => {
    const sources = sourcesOf(content)
    if (sources.length < 2) return sources[0]
    return (
      sources.find(({ file }) => file === near) ?? sources.find((one) => existsSync(one.file)) ?? sources[0]
    )
  }
  const partsOf = (zip: readonly ZippedFile[]): readonly ZipPart[] | undefined => {
    const parts: ZipPart[] = []
    let near: string | undefined
    for (const { content, text, view, ...facts } of zip) {
      if (text !== undefined) {
        parts.push({ ...facts, text })
        continue
      }
      const source = sourceOf(content, near)
      if (!source) return undefined
      near = source.file
      parts.push({ ...facts, source, ...(view ? { view } : {}) })
    }
    return parts
  }
  const bytesOf = ({ origin, sha1 }: TreeFile): ByteOrigin | undefined => {
    if ('text' in origin) return { text: origin.text }
    if ('bytes' in origin) return { text: origin.bytes }
    if ('picture' in origin || 'joined' in origin) return undefined // the darkroom has it, or its section
    if ('zip' in origin) {
      const file = packed(sha1) ?? copies.get(sha1)
      const zip = file === undefined || !existsSync(file) ? partsOf(origin.zip) : undefined
      return zip ? { zip } : file === undefined ? undefined : { source: { file } }
    }
    const source = sourceOf(origin.content)
    return (
      source && { source: unpacked(origin.content, source), ...(origin.view ? { view: origin.view } : {}) }
    )
  }
  return {
    expect(files) {
      expected.clear()
      const contents = [...new Set(files.flatMap(contentsOf))]
      for (const [i, sources] of find(contents).entries()) expected.set(contents[i] ?? '', sources)
    },
    of: (file) =>
      bytesOf(file) ??
      problem('source-changed', `No file holds "${file.label}" any more.`, { path: file.path }),
    alsoIn(disk, { actions }) {
      for (const action of actions) {
        if (action.op !== 'put') continue
        const { origin, sha1 } = action.file
        if ('zip' in origin) copies.set(sha1, disk.where(action.path))
        else if ('content' in origin && !origin.view) copies.set(origin.content, disk.where(action.path))
      }
    },
  }
}

function contentsOf({ origin }: TreeFile): readonly string[] {
  if ('zip' in origin) return origin.zip.map(({ content }) => content)
  return 'content' in origin ? [origin.content] : []
}

function sameDisk(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev
}
