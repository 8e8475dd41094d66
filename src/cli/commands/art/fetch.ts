/** Asks providers for the pictures that devices miss; fetches them, or counts what fetching them would take. */
import { artCacheFolder, openArtCache } from '../../../art/cache.ts'
import { openDownloads } from '../../../art/download.ts'
import { fetchPictures, placeKey, type EmptyPlace, type FetchResult } from '../../../art/fetch.ts'
import { openOffers } from '../../../art/offers.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { problem, type Problem } from '../../../errors.ts'
import { declaredIn } from '../../../metadata/declared.ts'
import { loadProviders } from '../../../metadata/opening/registry.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import { withShared, type Shared } from '../../../metadata/opening/with-shared.ts'
import type { Clock } from '../../../net/clock.ts'
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

interface FetchOptions {
  /** Otherwise it only counts what there is to fetch. */
  readonly isFetching: boolean
  /** Of the pace that providers want kept. */
  readonly clock: Clock
}

interface FetchProject {
  readonly config: ResolvedConfig
  readonly stateDir: string
}

export async function fetchWanted(
  call: Call,
  project: FetchProject,
  counts: readonly PictureCount[],
  options: FetchOptions,
): Promise<Fetched> {
  const { env, out } = call
  const { isFetching } = options
  const places = onceEach(counts.flatMap(({ wanted }) => wanted))
  const nothing: FetchResult = { fetched: [], fromCache: [], offered: [], failures: new Map() }
  if (places.length === 0)
    return { isFetching, result: nothing, traffic: {}, requests: 0, bytes: 0, problems: [] }
  return withShared({ env, stateFolder: project.stateDir, warn: out.warn }, (shared) =>
    fetchPlaces(call, project, places, options, shared),
  )
}

async function fetchPlaces(
  { env, flags, out, signal }: Call,
  { config, stateDir }: FetchProject,
  places: readonly EmptyPlace[],
  { isFetching, clock }: FetchOptions,
  shared: Shared,
): Promise<Fetched> {
  const declared = declaredIn(config)
  const named = new Set(places.flatMap(({ tries }) => tries.flatMap(({ providers }) => providers)))
  const folder = artCacheFolder(env)
  const cache = openArtCache(folder)
  const refresh = flags.has('refresh')
  const offers = openOffers({
    ...shared,
    providers: await loadProviders({ names: [...named].sort(byCodeUnit), declared }),
    identify: await loadProviders({ names: config.art.identify, declared }),
    env,
    signal,
    clock,
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
