/** Fetches pictures, each address once: what was fetched before comes from the cache, and so does what is not there. */
import { isElsewhere } from '../net/elsewhere.ts'
import { shownAddress } from '../net/failure.ts'
import { HttpError, type Http } from '../net/http.ts'
import type { ArtCache, Kept } from './cache.ts'
import { MOST_BYTES, readFacts, whyNone, type Picture } from './picture.ts'

type Downloaded =
  | { readonly kind: 'picture'; readonly picture: Picture; readonly isNew: boolean }
  /** There is nothing, or no picture. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly message: string }

export interface Downloads {
  /** @param signed gives the address with the secrets that it needs; they are kept nowhere */
  fetch(url: string, signed: () => Promise<string>): Promise<Downloaded>
  /** Requests that went out. */
  requests(): number
  /** Bytes that came. */
  bytes(): number
}

interface DownloadOptions {
  readonly http: Http
  readonly cache: ArtCache
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Asks again for what was not there. */
  readonly refresh?: boolean
}

/** What was not there may be there some day. */
const MISSING_FOR_MS = 30 * 86_400_000
const GONE: ReadonlySet<number> = new Set([404, 410])

export function openDownloads({ http, cache, now, refresh = false }: DownloadOptions): Downloads {
  /** Two games may share a picture. */
  const underWay = new Map<string, Promise<Downloaded>>()
  let requests = 0
  let bytes = 0

  async function fetchOnce(url: string, signed: () => Promise<string>): Promise<Downloaded> {
    const known = cache.find(url)
    const isMissing = known && !known.picture && !refresh && now() - known.at < MISSING_FOR_MS
    if (known && (known.picture || isMissing)) return told(known, false)
    try {
      const address = await signed()
      requests++
      return await http.ask({ url: address, most: MOST_BYTES, wants: 'file' }, async (reply) => {
        const chunks: Uint8Array[] = []
        for await (const chunk of reply.body()) chunks.push(chunk.slice())
        const body = Buffer.concat(chunks)
        bytes += body.length
        const kept = cache.keep(body, { url, at: now() })
        if (kept) return told(kept, true)
        // without a length nobody knows whether that was all
        const isCut = readFacts(body) !== undefined && !reply.headers.has('content-length')
        if (isCut || isPage(body) || isElsewhere(address, reply.url))
          return { kind: 'failed', message: `What ${shownAddress(reply.url)} sent ${whyNone(body)}.` }
        cache.keepMissing({ url, at: now() })
        return { kind: 'missing' }
      })
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      // a login page or a gate of the network knows nothing of what is there, whatever status it has
      const isNone = error.status !== undefined && GONE.has(error.status)
      if (!isNone || error.elsewhere) return { kind: 'failed', message: error.message }
      cache.keepMissing({ url, at: now() })
      return { kind: 'missing' }
    }
  }

  return {
    async fetch(url, signed) {
      if (!/^https?:/.test(url)) return { kind: 'missing' }
      const known = underWay.get(url) ?? fetchOnce(url, signed)
      underWay.set(url, known)
      return known
    },
    requests: () => requests,
    bytes: () => bytes,
  }
}

function isPage(body: Buffer): boolean {
  return /^\s*<(?:!doctype\s+html|html)\b/i.test(body.toString('latin1', 0, 256))
}

function told({ picture }: Kept, isNew: boolean): Downloaded {
  return picture ? { kind: 'picture', picture, isNew } : { kind: 'missing' }
}
