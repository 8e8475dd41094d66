/** How `curator art` shows what there is of pictures. */
import { placeKey } from '../../../art/fetch.ts'
import type { Problem } from '../../../errors.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import type { PictureCount } from '../../../steps/art/wants.ts'
import { amount, count, plural } from '../../../wording.ts'
import type { Fetched } from './fetch.ts'
import type { Output } from '../../screen/output.ts'
import { table } from '../../screen/table.ts'

export function printArt(counts: readonly PictureCount[], fetched: Fetched, out: Output): void {
  if (counts.length === 0) {
    out.print('No game has a place for a picture: give a target `artwork: true` in the config.')
    return
  }
  const rows = counts.map((one) => rowOf(one, fetched))
  out.print(table([[...HEAD, fetched.isFetching ? 'fetched' : 'to fetch'], ...rows]))
  out.print('')
  for (const line of fetched.isFetching ? doneLines(fetched) : needLines(fetched)) out.print(line)
}

const HEAD = ['target', 'kind', 'games', 'have', 'missing']

function rowOf(one: PictureCount, fetched: Fetched): readonly string[] {
  const { target, kind, games, have } = one
  const cells = [games, have, games - have, newOf(one, fetched)]
  return [target, kind, ...cells.map((cell) => count(cell))]
}

/** How many of its places get a picture by this call, or would. */
function newOf({ wanted }: PictureCount, { result }: Fetched): number {
  const served = new Set([...result.fetched, ...result.fromCache, ...result.offered].map(placeKey))
  return wanted.filter((place) => served.has(placeKey(place))).length
}

function doneLines({ result, requests, bytes, traffic }: Fetched): readonly string[] {
  const { fetched, fromCache } = result
  const got = fetched.length + fromCache.length
  if (got + requests + sum(traffic, 'asked') === 0) return ['Nothing to fetch.']
  const kept = fromCache.length === 0 ? '' : `, ${count(fromCache.length)} already there`
  return [
    `${plural(fetched.length, 'picture')} fetched (${amount(bytes)}, ${plural(requests, 'request')})${kept}.`,
    ...Object.entries(traffic).map(([name, of]) => `${name} was asked for lists and games: ${costOf(of)}.`),
    ...(got > 0 ? ['Run `curator build` to write them.'] : []),
  ]
}

/** `4 requests, 2 answers from the cache, 980 of 1,000 left`. */
function costOf({ asked, fromCache, quota }: Traffic): string {
  const of = quota?.of === undefined ? '' : ` of ${count(quota.of)}`
  return [
    plural(asked, 'request'),
    `${plural(fromCache, 'answer')} from the cache`,
    ...(quota ? [`${count(quota.left)}${of} left`] : []),
  ].join(', ')
}

/** Lists that are not there yet may lead to more. */
function needLines({ result, traffic }: Fetched): readonly string[] {
  const questions = sum(traffic, 'wouldAsk')
  const pictures = result.offered.length
  if (questions + pictures === 0 && result.fromCache.length === 0) return ['Nothing to fetch.']
  const known = plural(questions + pictures, 'request')
  const least = questions > 0 ? `at least ${known}: who has what is not known yet` : known
  return [`\`curator art --fetch\` would take ${least}.`]
}

function sum(traffic: Fetched['traffic'], what: 'asked' | 'wouldAsk'): number {
  return Object.values(traffic).reduce((total, one) => total + one[what], 0)
}

export function artDocument(
  counts: readonly PictureCount[],
  fetched: Fetched,
  problems: readonly Problem[],
): object {
  const targets: Record<string, Record<string, object>> = {}
  for (const one of counts) {
    const { target, kind, games, have, standIns } = one
    const kinds = (targets[target] ??= {})
    const more = fetched.isFetching ? { fetched: newOf(one, fetched) } : { toFetch: newOf(one, fetched) }
    kinds[kind] = { games, have, standIns, missing: games - have, ...more }
  }
  const { result, requests, bytes, traffic } = fetched
  return {
    targets,
    pictures: {
      fetched: result.fetched.length,
      fromCache: result.fromCache.length,
      toFetch: result.offered.length,
    },
    requests: {
      questions: sum(traffic, 'asked'),
      pictures: requests,
      bytes,
      needed: sum(traffic, 'wouldAsk') + result.offered.length,
    },
    traffic,
    problems,
  }
}
