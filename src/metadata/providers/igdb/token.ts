/** The token of Twitch that IGDB wants. Kept in memory only: it is a secret. */
import { hit, type Answer } from '../../answer.ts'
import { member, number, text } from '../../json.ts'
import { malformed, readJson } from '../../reply.ts'
import type { ProviderKit } from '../../provider.ts'
import type { Session, SessionSource } from '../../wire/wire.ts'

/** It is renewed so long before it expires. */
const EARLY_MS = 60_000

interface Token {
  readonly session: Session
  readonly until: number
}

export function twitchToken(
  kit: ProviderKit,
  base: string,
  id: string | undefined,
  secret: string | undefined,
): SessionSource {
  const wire = kit.connect({
    base,
    secretQuery: { client_id: id, client_secret: secret, grant_type: 'client_credentials' },
    // Twitch says 400 to an id that it does not know, and 403 to a wrong secret
    classify: ({ status }) =>
      status === 400 ? { kind: 'unavailable', reason: 'auth', message: 'refused our keys (400)' } : undefined,
  })
  let token: Promise<Answer<Token>> | undefined
  let until = Infinity

  async function fetchToken(): Promise<Answer<Token>> {
    const fetched = await wire.ask(
      { method: 'POST', path: '/oauth2/token', keep: 'never' },
      readJson((value, now) => {
        const word = text(member(value, 'access_token'))
        const seconds = number(member(value, 'expires_in'))
        if (word === undefined || seconds === undefined || !/^[\w.~+/=-]+$/.test(word))
          return malformed('gives no token')
        const headers = { 'client-id': id ?? '', authorization: `Bearer ${word}` }
        return hit({ session: { headers, secrets: [word] }, until: now + seconds * 1000 - EARLY_MS })
      }),
    )
    if (fetched.kind === 'hit') until = fetched.value.until
    else token = undefined
    return fetched
  }

  return {
    renewOn: [401],
    renew() {
      token = undefined
    },
    async get() {
      if (kit.now() >= until) {
        token = undefined
        until = Infinity
      }
      const answer = await (token ??= fetchToken())
      return answer.kind === 'hit' ? hit(answer.value.session) : answer
    },
  }
}
