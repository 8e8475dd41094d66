/** Sources with sites of their own: Redump and TOSEC. What their pages must say is as little as possible. */
import { HttpError, shownAddress } from '../../net/failure.ts'
import { fileNameOf } from '../../net/take.ts'
import { dateIn, fetchPack, textAt, type Asking, type Part } from './part.ts'

/** Of a page's links, more are not looked at. */
const MOST_LINKS = 20_000
const SYSTEM_CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/

/**
 * One zip a system. Its name says how new it is, and is told without sending it:
 * `Sony - PlayStation - Datfile (10974) (2026-08-31 07-59-02).zip`.
 */
export async function redumpParts(asking: Asking): Promise<readonly Part[]> {
  const { source } = asking
  const codes = source.systems ?? (await listedSystems(asking))
  return codes.map((code) => ({ name: code, ...redumpSystem(asking, code) }))
}

function redumpSystem(asking: Asking, code: string): Omit<Part, 'name'> {
  const { http, source, info } = asking
  const url = `${baseOf(asking)}/datfile/${code}${source.serials ? '/serial,version' : ''}`
  // the same day's list with serials is another one
  const versionIn = (fileName: string) => {
    const date = /\((\d{4}-\d\d-\d\d(?: \d\d-\d\d-\d\d)?)\)/.exec(fileName)?.[1]
    return date === undefined || !source.serials ? date : `${date} with serials`
  }
  let newest: string | undefined
  return {
    async newest() {
      if (!SYSTEM_CODE.test(code)) throw new Error(`Redump has no system called "${code}".`)
      const head = { url, method: 'HEAD', wants: 'file', most: Number.MAX_SAFE_INTEGER } as const
      newest = versionIn(await http.ask(head, (reply) => Promise.resolve(fileNameOf(reply) ?? '')))
      return newest
    },
    async fetch(stage, known) {
      const asked = shownAddress(url)
      // of another address they say nothing, and what is there would never be fetched
      const validators = newest === undefined && known?.asked === asked ? known.validators : undefined
      const got = await fetchPack(http, stage, {
        url,
        name: `${code}.dat`,
        keep: info.keep,
        ...(validators ? { validators } : {}),
      })
      if (got === 'unchanged') return got
      return {
        ...got,
        asked,
        version: versionIn(got.name) ?? newest ?? got.validators.lastModified ?? 'unknown',
      }
    },
  }
}

async function listedSystems(asking: Asking): Promise<readonly string[]> {
  const url = `${baseOf(asking)}/downloads`
  const page = await textAt(asking.http, { url })
  const codes = links(page, url).flatMap(({ pathname }) => /\/datfile\/([^/]+)\/?$/.exec(pathname)?.[1] ?? [])
  const found = [...new Set(codes)].filter((code) => SYSTEM_CODE.test(code)).sort()
  if (found.length === 0) throw new HttpError(url, 'lists no systems any more')
  return found
}

/** A list of releases, in no order; the page of the newest; on it the pack of everything. */
export async function tosecPart(asking: Asking): Promise<readonly Part[]> {
  const { http, info } = asking
  const list = `${baseOf(asking)}/downloads/category/22-datfiles`
  const newest = newestLink(
    await textAt(http, { url: list }),
    list,
    /\/downloads\/category\/\d+-\d{4}-\d\d-\d\d$/,
  )
  const pack = newestLink(
    await textAt(http, { url: newest.url.href }),
    newest.url.href,
    /[?&]download=.*dat-pack-complete/,
  )
  return [
    {
      name: '',
      newest: () => Promise.resolve(pack.date),
      async fetch(stage) {
        const got = await fetchPack(http, stage, { url: pack.url.href, name: 'tosec.zip', keep: info.keep })
        return got === 'unchanged' ? got : { ...got, version: pack.date }
      },
    },
  ]
}

function newestLink(page: string, at: string, wanted: RegExp): { readonly url: URL; readonly date: string } {
  const found = links(page, at)
    .filter((url) => wanted.test(url.pathname + url.search))
    .map((url) => ({ url, date: dateIn(url.search === '' ? url.pathname : url.search) ?? '' }))
    .sort((a, b) => (a.date < b.date || (a.date === b.date && a.url.href < b.url.href) ? 1 : -1))
  if (!found[0] || found[0].date === '') throw new HttpError(at, 'does not lead to a pack of DATs any more')
  return found[0]
}

/** Links of a page that stay on its own host. */
function links(page: string, at: string): readonly URL[] {
  const found: URL[] = []
  for (const [, target] of page.matchAll(/\shref\s*=\s*["']([^"'<>]{1,2000})["']/gi)) {
    const text = (target ?? '').replaceAll('&amp;', '&')
    if (URL.canParse(text, at)) found.push(new URL(text, at))
    if (found.length >= MOST_LINKS) break
  }
  return found.filter(({ host }) => host === new URL(at).host)
}

function baseOf({ source, info }: Asking): string {
  return (source.url ?? info.base ?? '').replace(/\/+$/, '')
}
