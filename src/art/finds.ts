/** What is found while pictures are fetched: looked up among what was known before, and saved as it comes. */
import { addTo } from '../groups.ts'
import { ownValue } from '../own-value.ts'
import { remembering } from '../remembering.ts'
import type { PictureKind } from '../targets/pictures/files.ts'
import { addFound, readFound, type FoundPicture, type NewlyFound } from './found.ts'
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
  const foundOn = remembering(Infinity, (platform) => readFound(folder, platform))
  const news = new Map<string, NewlyFound[]>()

  function save(platform: string): void {
    addFound(folder, platform, news.get(platform) ?? [])
    news.set(platform, [])
  }

  return {
    known({ platform, release }, kind, provider) {
      return ownValue(foundOn(platform), release)?.[kind]?.[provider]
    },
    note(platform, one) {
      addTo(news, platform, one)
      if (news.get(platform)?.length === SAVE_EVERY) save(platform)
    },
    save() {
      for (const platform of news.keys()) save(platform)
    },
  }
}
