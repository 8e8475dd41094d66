/** What the targets of a project have of pictures, and what they miss. */
import { artCacheFolder, openArtCache } from '../../art/cache.ts'
import { betterThan } from '../../art/choose.ts'
import type { EmptyPlace } from '../../art/fetch.ts'
import type { WantedGame } from '../../art/offers.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { defined } from '../../defined.ts'
import { askedRom } from '../../metadata/fetch/asked-rom.ts'
import type { Mutable } from '../../mutable.ts'
import type { PictureKind } from '../../targets/pictures/files.ts'
import { wantsPictures } from '../../targets/pictures/places.ts'
import { asTarget } from '../choosing/selection.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'
import type { ArtSlot } from './art.ts'

/** One kind of picture on one target. A place that takes several kinds counts as the first of them. */
export interface PictureCount {
  readonly target: string
  readonly kind: PictureKind
  /** Games that have a place for one. */
  readonly games: number
  readonly have: number
  /** Of those: pictures that stand in for one of this kind. */
  readonly standIns: number
  /** Places that could do with a picture, or a better one. */
  readonly wanted: readonly EmptyPlace[]
}

/** In the order of the config, then in the order of the device's places. Brings what is asked for up to date. */
export async function countPictures(
  world: World,
  steps: Steps,
  targets: readonly string[],
): Promise<readonly PictureCount[]> {
  const counts = new Map<string, Counting>()
  const { art } = world.config
  const isProvider = (source: string) => source !== 'gamelist' && !Object.hasOwn(art.folders, source)
  const cache = openArtCache(artCacheFolder(process.env))
  for (const target of targets.filter((name) => wantsPictures(asTarget(world.config.targets[name])))) {
    for await (const { platform, release, slot } of placesOn(target, steps)) {
      const { kinds, has } = slot
      const [kind] = kinds
      if (kind === undefined) continue
      const key = `${target}/${kind}`
      const count = counts.get(key) ?? { target, kind, games: 0, have: 0, standIns: 0, wanted: [] }
      counts.set(key, count)
      count.games++
      if (has) count.have++
      if (has?.isGuess || (has && has.kind !== kind)) count.standIns++
      // what was cleared from the cache is there on devices, and nowhere else
      const isGone = has && isProvider(has.source) && cache.fileOf(has.sha1) === undefined
      const tries = betterThan(isGone ? undefined : has, kinds, art, isProvider)
      if (tries.length > 0) count.wanted.push({ game: gameOf(world.db, platform, release), tries })
    }
  }
  return [...counts.values()]
}

type Counting = Mutable<PictureCount> & { readonly wanted: EmptyPlace[] }

interface PicturePlace {
  readonly platform: string
  readonly release: string
  readonly slot: ArtSlot
}

/** Every place for a picture on a target, by what its tree is made of. */
async function* placesOn(target: string, { engine, outputs }: Steps): AsyncGenerator<PicturePlace> {
  await engine.get(outputs.tree, target)
  for (const { kind, arg } of (await engine.page(outputs.tree, target, 'sections')) ?? []) {
    if (kind !== 'part' && kind !== 'sets' && kind !== 'site') continue
    const platform = arg.split('/')[1] ?? ''
    for (const { release, slots } of (await engine.page(outputs.pictures.art, arg, 'wishes')) ?? [])
      for (const slot of slots) yield { platform, release, slot }
  }
}

/** A game with what DATs say of its file: what providers know files by. */
function gameOf(db: Db, platform: string, release: string): WantedGame {
  const { hashes, size } = askedRom(db, platform, release) ?? {}
  return { platform, release, ...defined({ hashes, size }) }
}
