/** Servers that want to be let alone: `.waits.json` beside the sources, because all projects of a user ask the same ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolders } from '../../disk/make-folders.ts'
import { replaceFile } from '../../disk/replace-file.ts'
import type { Peace } from '../../net/peace.ts'
import { byCodeUnit } from '../../order.ts'

/** @param folder of all sources */
export function rememberedWaits(folder: string, now: () => number = Date.now): Peace {
  const file = join(folder, '.waits.json')
  const known = () => new Map(waitsIn(file).filter(([, until]) => until > now()))
  return {
    known,
    keep(host, until) {
      const waits = [...known().set(host, until)].sort(([a], [b]) => byCodeUnit(a, b))
      try {
        makeFolders(folder)
        replaceFile(file, `${JSON.stringify(Object.fromEntries(waits), undefined, 1)}\n`)
      } catch {
        // then the next run asks, and is told again
      }
    },
  }
}

/** Nothing where there is no such file, or none that can be read: it is no more than a courtesy. */
function waitsIn(file: string): [host: string, until: number][] {
  try {
    const waits: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Object.entries(waits ?? {}).flatMap(([host, until]: [string, unknown]) =>
      typeof until === 'number' ? [[host, until]] : [],
    )
  } catch {
    return []
  }
}
