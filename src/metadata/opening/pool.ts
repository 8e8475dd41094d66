/** Providers that are opened when they are first asked, and closed together. */
import { reason } from '../../errors.ts'
import { unavailable, type Answer, type UnavailableReason } from '../answer.ts'
import { outcomeOf, type Outcome } from '../outcome.ts'
import { missingKeys, valueIn, wrongAddresses } from '../keys.ts'
import { openWithExchange, type OpenedProvider, type ProviderOptions } from './open-provider.ts'
import type { MetadataProvider, ProviderDefinition } from '../provider.ts'
import { createScrubber } from '../wire/scrub.ts'
import { createMeter, type Traffic, type Unanswered } from '../wire/traffic.ts'

export interface PoolOptions extends ProviderOptions {
  /** In the order in which they are asked. */
  readonly providers: readonly ProviderDefinition[]
}

export interface Pool {
  readonly definitions: readonly ProviderDefinition[]
  /** Never rejects, whatever the provider does. */
  ask<T>(name: string, question: (provider: MetadataProvider) => Promise<Answer<T>>): Promise<Asked<T>>
  /** Names of the environment variables that it lacks. */
  missingKeys(definition: ProviderDefinition): readonly string[]
  traffic(): Readonly<Record<string, Traffic>>
  close(): Promise<void>
}

interface Asked<T> {
  readonly answer: Answer<T>
  readonly outcome: Outcome
}

/** What nobody wanted to be asked, or could be. */
const OF_OUR_OWN: ReadonlySet<UnavailableReason> = new Set(['unconfigured', 'unsupported', 'dry-run'])

export function createPool(options: PoolOptions): Pool {
  const { providers, env } = options
  const opened = new Map<string, OpenedProvider>()
  const unanswered = new Map<string, Unanswered>()
  let isClosed = false

  function openOnce(definition: ProviderDefinition): MetadataProvider {
    const known = opened.get(definition.name)
    if (known) return known.provider
    const { provider, exchange } = openWithExchange(definition, options)
    opened.set(definition.name, { provider, exchange })
    return provider
  }

  async function answerOf<T>(
    name: string,
    question: (provider: MetadataProvider) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    if (isClosed) return unavailable('closed', 'the connection is closed')
    const definition = providers.find((one) => one.name === name)
    if (!definition) return unavailable('unconfigured', 'is no provider that is in use')
    const missing = missingKeys(definition, env)
    if (missing.length > 0) return unavailable('unconfigured', `needs ${missing.join(' and ')}`)
    let provider
    try {
      provider = openOnce(definition)
    } catch (error) {
      return unavailable('malformed', `cannot be opened: ${withoutKeys(reason(error), definition)}`)
    }
    try {
      const wrong = wrongAddresses(definition, env)
      if (wrong.length > 0) return unavailable('auth', `finds no address in ${wrong.join(' and ')}`)
      const answer = await question(provider)
      return isAnswer(answer) ? answer : unavailable('malformed', 'gave what is no answer')
    } catch (error) {
      // what a stranger's error says may hold a secret
      const kind = error instanceof Error ? error.name : 'something that is no error'
      return unavailable('malformed', `failed within curator, with ${kind}`)
    }
  }

  /** Its author wrote the message for who uses it, who may have mistyped a key. */
  function withoutKeys(text: string, { keys }: ProviderDefinition): string {
    const secrets = keys.flatMap(({ variable, open }) => (open ? [] : (valueIn(env, variable) ?? [])))
    return createScrubber(secrets)(text)
  }

  return {
    definitions: providers,
    missingKeys: (definition) => missingKeys(definition, env),
    async ask(name, question) {
      const answer = await answerOf(name, question)
      if (answer.kind === 'unavailable' && !OF_OUR_OWN.has(answer.reason)) {
        const { message } = answer
        const { questions, ...first } = unanswered.get(name) ?? {
          questions: 0,
          reason: answer.reason,
          message,
        }
        unanswered.set(name, { ...first, questions: questions + 1 })
      }
      return { answer, outcome: outcomeOf(name, answer) }
    },
    traffic: () =>
      Object.fromEntries(
        Array.from(new Set([...opened.keys(), ...unanswered.keys()]), (name) => {
          const { exchange } = opened.get(name) ?? {}
          const failed = unanswered.get(name)
          const asked = exchange?.traffic() ?? createMeter().read()
          return [name, { ...asked, ...(failed ? { unanswered: failed } : {}) }]
        }),
      ),
    async close() {
      if (isClosed) return
      isClosed = true
      const all = [...opened.values()]
      for (const { exchange } of all) exchange.close()
      await Promise.allSettled(all.map(async ({ provider }) => provider.close()))
    },
  }
}

/** Whoever wrote the provider, what is no answer must not pass for one. */
function isAnswer(answer: Answer<unknown>): boolean {
  const { kind, suggestions } = Object(answer) as { kind?: unknown; suggestions?: unknown }
  return kind === 'hit' || kind === 'unavailable' || (kind === 'miss' && Array.isArray(suggestions))
}
