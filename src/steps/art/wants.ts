/** What the targets of a project have of pictures, and what they miss. */
import { artCacheFolder, openArtCache } from '../../art/cache.ts'
import { betterThan } from '../../art/choose.ts'
import type { EmptyPlace } from '../../art/fetch.ts'
import type { WantedGame } from '../../art/offers.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { PictureKind } from '../../targets/picture-files.ts'
import { wantsPictures } from '../../targets/picture-places.ts'
import { hexCrc } from '../../wording.ts'
import { asTarget } from '../choosing/selection.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'

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
  { engine, outputs }: Steps,
  targets: readonly string[],
): Promise<readonly PictureCount[]> {
  const counts = new Map<string, Counting>()
  const gameOf = gameFinder(world.db)
  const { folders } = world.config.art
  const isProvider = (source: string) => source !== 'gamelist' && !Object.hasOwn(folders, source)
  const cache = openArtCache(artCacheFolder(process.env))
  for (const name of targets) {
    const target = asTarget(world.config.targets[name])
    if (!wantsPictures(target)) continue
    await engine.get(outputs.tree, name)
    for (const { kind, arg } of (await engine.page(outputs.tree, name, 'sections')) ?? []) {
      if (kind !== 'part' && kind !== 'sets' && kind !== 'site') continue
      const platform = arg.split('/')[1] ?? ''
      for (const { release, slots } of (await engine.page(outputs.pictures.art, arg, 'wishes')) ?? []) {
        for (const { kinds, has } of slots) {
          const [first] = kinds
          if (first === undefined) continue
          const key = `${name}/${first}`
          const count = counts.get(key) ?? {
            target: name,
            kind: first,
            games: 0,
            have: 0,
            standIns: 0,
            wanted: [],
          }
          counts.set(key, count)
          count.games++
          if (has) count.have++
          if (has?.isGuess || (has && has.kind !== first)) count.standIns++
          // what was cleared from the cache is there on devices, and nowhere else
          const isGone = has && isProvider(has.source) && cache.fileOf(has.sha1) === undefined
          const tries = betterThan(isGone ? undefined : has, kinds, world.config.art, isProvider)
          if (tries.length > 0) count.wanted.push({ game: gameOf(platform, release), tries })
        }
      }
    }
  }
  return [...counts.values()]
}

type Counting = { -readonly [K in keyof PictureCount]: PictureCount[K] } & { readonly wanted: EmptyPlace[] }

/** A game with what the DATs say of its first file: what providers know files by. */
function gameFinder(db: Db): (platform: string, release: string) => WantedGame {
  const find = db.prepare<[string, string], HashRow>(FIRST_ROM)
  return (platform, release) => {
    const row = find.get(platform, release)
    if (!row) return { platform, release }
    const { crc32, md5, sha1, sha256, size } = row
    const hashes = {
      ...(crc32 === null ? {} : { crc32: hexCrc(crc32) }),
      ...(md5 === null ? {} : { md5: md5.toString('hex') }),
      ...(sha1 === null ? {} : { sha1: sha1.toString('hex') }),
      ...(sha256 === null ? {} : { sha256: sha256.toString('hex') }),
    }
    return { platform, release, hashes, ...(size === null ? {} : { size }) }
  }
}

interface HashRow {
  readonly crc32: number | null
  readonly md5: Buffer | null
  readonly sha1: Buffer | null
  readonly sha256: Buffer | null
  readonly size: number | null
}

const FIRST_ROM = `
  select r.crc32, r.md5, r.sha1, r.sha256, r.size from game_release g
  join platform p on p.id = g.platform_id
  join release_artifact a on a.release_id = g.id
  join dat_rom r on r.game_id = a.dat_game_id
  where p.slug = ? and g.name = ? order by a.variant, r.part, r.id limit 1`
