/**
 * Which fetched picture is of which game: one small file a platform beside the pictures themselves. It outlives them and
 * the catalog: what is on a device stays there, though the picture would have to be fetched again to be written anew.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { byCodeUnit } from '../order.ts'
import type { PictureKind } from '../targets/pictures/files.ts'
import { isPicture, writeKept } from './cache.ts'
import { inTurn } from './in-turn.ts'
import type { Picture } from './picture.ts'

export interface FoundPicture extends Picture {
  readonly url: string
}

/** Release → kind → provider → what it has. */
export type FoundPictures = Readonly<Record<string, FoundOfGame>>
type FoundOfGame = {
  readonly [Kind in PictureKind]?: Readonly<Record<string, FoundPicture>>
}

function foundFile(cache: string, platform: string): string {
  return join(cache, 'found', `${platform}.json`)
}

/** Another one when the file is another one; undefined when there is none. */
export function foundStamp(cache: string, platform: string): string | undefined {
  try {
    const stat = statSync(foundFile(cache, platform), { throwIfNoEntry: false })
    return stat && `${stat.size} ${stat.mtimeMs} ${stat.ino}`
  } catch {
    return undefined
  }
}

/** Empty when the file is not there or damaged: then what it said is found again. */
export function readFound(cache: string, platform: string): FoundPictures {
  try {
    const data = JSON.parse(readFileSync(foundFile(cache, platform), 'utf8')) as {
      readonly version?: number
      readonly found?: FoundPictures
    }
    const { version, found = {} } = data
    return version === VERSION && Object.values(found).every(isFound) ? found : {}
  } catch {
    return {}
  }
}

function isFound(game: unknown): boolean {
  const kinds = Object.values(Object(game) as object)
  return kinds.every((providers) => Object.values(Object(providers) as object).every(isPicture))
}

/** What was found stays known, whatever has become of the file that said so. */
export function withFound(before: FoundPictures, now: FoundPictures): FoundPictures {
  const all = new Map(Object.entries(before))
  for (const [release, kinds] of Object.entries(now)) {
    const merged = new Map(Object.entries(all.get(release) ?? {}))
    for (const [kind, providers] of Object.entries(kinds))
      merged.set(kind, { ...merged.get(kind), ...providers })
    all.set(release, Object.fromEntries(merged))
  }
  return Object.fromEntries([...all].sort(([a], [b]) => byCodeUnit(a, b)))
}

const VERSION = 1

export interface NewlyFound {
  readonly release: string
  readonly kind: PictureKind
  readonly provider: string
  readonly picture: FoundPicture
}

/** Adds to what the file says by now: another curator may write it as well. */
export function addFound(cache: string, platform: string, news: readonly NewlyFound[]): void {
  if (news.length === 0) return
  const file = foundFile(cache, platform)
  inTurn(file, () => add(cache, platform, news))
}

function add(cache: string, platform: string, news: readonly NewlyFound[]): void {
  const all = new Map(Object.entries(readFound(cache, platform)))
  for (const { release, kind, provider, picture } of news) {
    const of = all.get(release) ?? {}
    all.set(release, { ...of, [kind]: { ...of[kind], [provider]: picture } })
  }
  const found = Object.fromEntries([...all].sort(([a], [b]) => byCodeUnit(a, b)))
  writeKept(foundFile(cache, platform), JSON.stringify({ version: VERSION, found }))
}
