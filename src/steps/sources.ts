/** Where the bytes of outputs are: in the roots, and, once one device is done, on that device too. */
import { existsSync, statSync } from 'node:fs'
import type { ByteOrigin, Disk } from '../disk/disk.ts'
import { problem, type Problem } from '../errors.ts'
import type { Source } from '../inventory/content.ts'
import { sourceFinder } from '../inventory/queries.ts'
import type { Plan } from '../targets/plan-types.ts'
import type { TreeFile } from '../targets/tree.ts'
import type { World } from './world.ts'

export interface Sources {
  of(file: TreeFile): ByteOrigin | Problem
  /** A device was written: what it holds needs no unpacking any more. (Its bytes are checked again when they are used.) */
  alsoIn(disk: Disk, plan: Plan): void
}

/** The same content may lie in several files; the first that is really there serves. */
export function openSources({ db }: World): Sources {
  const sourcesOf = sourceFinder(db)
  /** Unpacked copies on devices, by content. */
  const copies = new Map<string, string>()

  const unpacked = (content: string, source: Source): Source => {
    const copy = source.member && copies.get(content)
    // a card may be slower to read than an archive is to unpack; the disk the archive is on is not
    return copy !== undefined && sameDisk(copy, source.file) ? { file: copy } : source
  }
  return {
    of(file) {
      const { origin } = file
      if ('text' in origin) return { text: origin.text }
      const sources = sourcesOf(origin.content)
      // a root that is not plugged in keeps its place in the catalog
      const source =
        sources.length > 1 ? (sources.find((one) => existsSync(one.file)) ?? sources[0]) : sources[0]
      if (!source)
        return problem('source-changed', `No file holds "${file.label}" any more.`, { path: file.path })
      return { source: unpacked(origin.content, source), ...(origin.view ? { view: origin.view } : {}) }
    },
    alsoIn(disk, { actions }) {
      for (const action of actions) {
        if (action.op !== 'put' || 'text' in action.file.origin || action.file.origin.view) continue
        copies.set(action.file.origin.content, disk.where(action.path))
      }
    },
  }
}

function sameDisk(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev
}
