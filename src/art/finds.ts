/** What is found while pictures are fetched: looked up among what was known before, and saved as it comes. */
import type { PictureKind } from '../targets/picture-files.ts'
import { addFound, readFound, type FoundPicture, type FoundPictures, type NewlyFound } from './found.ts'
import type { WantedGame } from './offers.ts'

interface Finds {
  /** What was known before of a game's picture at a provider. */
  known(game: WantedGame, kind: PictureKind, provider: string): FoundPicture | undefined
  note(platform: string, one: NewlyFound): void
  /** What is not saved yet. */
  save(): void
}

/** What a run that is cut off loses at most, of each platform. */
const SAVE_EVERY = 64

/** @param folder of the cache */
export function findsIn(folder: string): Finds {
  const before = new Map<string, FoundPictures>()
  const news = new Map<string, NewlyFound[]>()

  function save(platform: string): void {
    addFound(folder, platform, news.get(platform) ?? [])
    news.set(platform, [])
  }

  return {
    known({ platform, release }, kind, provider) {
      const found = before.get(platform) ?? readFound(folder, platform)
      before.set(platform, found)
      return Object.hasOwn(found, release) ? found[release]?.[kind]?.[provider] : undefined
    },
    note(platform, one) {
      const list = news.get(platform) ?? []
      news.set(platform, list)
      if (list.push(one) >= SAVE_EVERY) save(platform)
    },
    save() {
      for (const platform of news.keys()) save(platform)
    },
  }
}
