/** Where in the page one is: the part of the address behind `#`, which works from a disk and needs no server. */
import { useLayoutEffect, useState } from 'preact/hooks'

export interface Route {
  /** `['game', 'nes', 'Contra (USA)']` for `#/game/nes/Contra%20(USA)`. */
  readonly path: readonly string[]
  readonly query: ReadonlyMap<string, string>
}

function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s)
  return {
    path: path.split('/').filter(Boolean).map(decoded),
    query: new Map(new URLSearchParams(query)),
  }
}

export function addressOf(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  const text = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
  return `#/${path.map(encodeURIComponent).join('/')}${text}`
}

/** Follows the address. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash))
  // at once: what was changed before the first frame would go unheard
  useLayoutEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return route
}

/** Notes what is being looked at without a step in the history: every key of a search would be one. */
export function noteAddress(address: string): void {
  history.replaceState(null, '', address)
}

/** An address may have been typed: what is no encoding stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
