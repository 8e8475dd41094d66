/** Asks providers for the pictures that devices miss; fetches them, or counts what fetching them would take. */
import { artCacheFolder, openArtCache } from '../../../art/cache.ts'
import { openDownloads } from '../../../art/download.ts'
import { fetchPictures, placeKey, type EmptyPlace, type FetchResult } from '../../../art/fetch.ts'
import { openOffers } from '../../../art/offers.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { problem, type Problem } from '../../../errors.ts'
import { memoryCache } from '../../../metadata/cache/memory.ts'
import { openCache } from '../../../metadata/cache/open.ts'
import { declaredIn } from '../../../metadata/declared.ts'
import { loadProviders } from '../../../metadata/registry.ts'
import { sharedPace } from '../../../metadata/shared-pace.ts'
import type { Traffic } from '../../../metadata/traffic.ts'
import { createHttp } from '../../../net/http.ts'
import { byCodeUnit } from '../../../order.ts'
import type { PictureCount } from '../../../steps/art/wants.ts'
import { markFetched } from '../../../watch/fetched.ts'
import type { Call } from '../../call.ts'
import { createProgress } from '../../screen/progress.ts'

export interface Fetched {
  readonly isFetching: boolean
  readonly result: FetchResult
  /** Of the providers, by name: questions. */
  readonly traffic: Readonly<Record<string, Traffic>>
  /** Requests for pictures themselves, and bytes that came. */
  readonly requests: number
  readonly bytes: number
  readonly problems: readonly Problem[]
}

export async function fetchWanted(
  { env, flags, out, signal }: Call,
  { config, stateDir }: { readonly config: ResolvedConfig; readonly stateDir: string },
  counts: readonly PictureCount[],
  { isFetching }: { readonly isFetching: boolean },
): Promise<Fetched> {
  const { art } = config
  const declared = declaredIn(config)
  const places = onceEach(counts.flatMap(({ wanted }) => wanted))
  const names = [...new Set(places.flatMap(({ tries }) => tries.flatMap(({ providers }) => providers)))].sort(
    byCodeUnit,
  )
  const nothing: FetchResult = { fetched: [], fromCache: [], offered: [], failures: new Map() }
  if (places.length === 0)
    return { isFetching, result: nothing, traffic: {}, requests: 0, bytes: 0, problems: [] }
  const folder = artCacheFolder(env)
  const cache = openArtCache(folder)
  const refresh = flags.has('refresh')
  const answers = await openCache({ env, stateFolder: stateDir, now: Date.now }).catch(() =>
    memoryCache({ now: Date.now }),
  )
  const pace = sharedPace(env)
  const offers = openOffers({
    providers: await loadProviders({ names, declared }),
    identify: await loadProviders({ names: art.identify, declared }),
    env,
    cache: answers,
    pace,
    signal,
    mode: isFetching ? 'online' : 'count',
    refresh,
    stateFolder: stateDir,
  })
  const downloads = openDownloads({ http: createHttp({ signal }), cache, now: Date.now, refresh })
  const progress = createProgress(out)
  progress.step(isFetching ? 'Fetching pictures' : 'Looking for pictures')
  try {
    const result = await fetchPictures(places, {
      offers,
      downloads,
      cache,
      folder,
      isDry: !isFetching,
      signal,
      onProgress: (files, total) => progress.tick({ files, total, unit: 'picture' }),
    })
    const { fetched, fromCache } = result
    if (isFetching && fetched.length + fromCache.length > 0)
      markFetched(stateDir, ['art', Date.now(), fetched.length, fromCache.length])
    return {
      isFetching,
      result,
      traffic: offers.traffic(),
      requests: downloads.requests(),
      bytes: downloads.bytes(),
      problems: isFetching ? problemsOf(result) : [],
    }
  } finally {
    progress.stop()
    await offers.close()
    pace.close()
    await answers.prune().catch(() => 0)
    await answers.close()
  }
}

/** Several targets may miss the same. */
function onceEach(places: readonly EmptyPlace[]): readonly EmptyPlace[] {
  return [...new Map(places.map((place) => [placeKey(place), place])).values()]
}

function problemsOf({ failures }: FetchResult): readonly Problem[] {
  return [...failures]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([provider, { message, count }]) => {
      const times = count === 1 ? 'once' : `${count} times`
      return problem('art-not-fetched', `${provider} could not be asked, ${times}: ${message}`)
    })
}
