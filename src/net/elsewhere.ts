/** Whether redirects led away from what was asked: then what is answered there says nothing of what is here. */
import { byCodeUnit } from '../order.ts'

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * Another host, path or query. Encryption that was switched on, a slash at the end, other escapes and another order of
 * parameters make no other place.
 * @param asked, answered addresses, both valid
 */
export function isElsewhere(asked: string, answered: string): boolean {
  return placeOf(new URL(asked)) !== placeOf(new URL(answered))
}

function placeOf({ protocol, hostname, port, pathname, searchParams }: URL): string {
  const own = port === '' || port === PORTS[protocol] ? '' : port
  const query = Array.from(searchParams, ([name, value]) => JSON.stringify([name, value])).sort(byCodeUnit)
  return JSON.stringify([hostname, own, plainPath(pathname), query])
}

function plainPath(path: string): string {
  const bare = path.replace(/\/+$/, '')
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}
