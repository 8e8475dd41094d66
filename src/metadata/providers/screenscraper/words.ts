/** What ScreenScraper says in statuses of its own and in plain French, and what its replies tell of our limits. */
import { miss, unavailable, type Miss, type Unavailable } from '../../answer.ts'
import { at, member, object, whole } from '../../json.ts'
import type { WireReply } from '../../reply.ts'
import type { LimitNews } from '../../wire/wire.ts'

/** Bodies of failures are plain text, whatever their content type says; some come with status 200. */
export function classify({ status, text }: WireReply): Miss | Unavailable | undefined {
  const isPlain = !/^\s*\{/.test(text)
  if (isPlain && /erreur de login|identifiants/i.test(text))
    return unavailable('auth', `refused our keys (${status})`)
  switch (status) {
    case 404:
      return isPlain && /non trouv/i.test(text) ? miss() : undefined
    case 401:
      return unavailable(
        'closed',
        'is closed to those who are no members, because it has too much to do (401)',
      )
    case 423:
      return unavailable('closed', 'is closed (423)')
    case 426:
      return unavailable('auth', 'does not serve this version of curator (426)')
    case 430:
      return unavailable('quota', 'has no requests left for us today (430)')
    case 431:
      return unavailable('quota', 'was asked for too much today that it does not have (431)')
  }
  return undefined
}

/** Threads, requests a minute, and what is left of the day: of games, and of what it does not have. */
export function limitsOf(text: string): LimitNews | undefined {
  const user = at(read(text), 'response', 'ssuser')
  const number = (name: string) => whole(member(user, name))
  const [threads, perMinute] = [number('maxthreads'), number('maxrequestspermin')]
  const [perDay, today] = [number('maxrequestsperday'), number('requeststoday')]
  const [missesPerDay, missesToday] = [number('maxrequestskoperday'), number('requestskotoday')]
  const left = perDay === undefined || today === undefined ? undefined : perDay - today
  const missesLeft =
    missesPerDay === undefined || missesToday === undefined ? undefined : missesPerDay - missesToday
  return {
    pace: {
      ...(threads === undefined ? {} : { parallel: Math.max(1, threads) }),
      ...(perMinute === undefined || perMinute < 1
        ? {}
        : { windows: [{ requests: perMinute, perMs: 60_000 }] }),
    },
    ...(left === undefined || perDay === undefined
      ? {}
      : { quota: { left: missesLeft !== undefined && missesLeft <= 0 ? 0 : Math.max(0, left), of: perDay } }),
  }
}

/**
 * The game or games alone: the rest repeats our request, with all our keys, and describes our account.
 * What is no JSON stays as it is.
 */
export function tidy(text: string): string {
  const value = read(text)
  if (value === undefined) return text
  const response = object(member(value, 'response'))
  const jeu = response['jeu']
  return JSON.stringify({
    response: {
      ...(jeu === undefined ? {} : { jeu }),
      ...(response['jeux'] === undefined ? {} : { jeux: response['jeux'] }),
    },
  })
}

function read(text: string): unknown {
  return parse(text) ?? parse(repaired(text))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** It sometimes sends backslashes that stand alone, and commas after the last item. */
function repaired(text: string): string {
  return text
    .replace(/\\(?:["\\/bfnrt]|u[\da-f]{4})|\\/gi, (found) => (found === '\\' ? String.raw`\\` : found))
    .replace(/,(?=\s*[\]}])/g, '')
}
