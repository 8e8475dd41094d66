/** Which providers are configured, and which can be reached: what `doctor` tells. */
import type { Pool } from './opening/pool.ts'
import type { UnavailableReason } from './answer.ts'

export interface ProviderStatus {
  readonly name: string
  /** What people call it. */
  readonly title: string
  readonly isConfigured: boolean
  /** Environment variables that are missing. */
  readonly missing: readonly string[]
  readonly isLocal: boolean
  /** Absent: it was not asked. */
  readonly reached?:
    | { readonly is: true; readonly says?: string }
    | { readonly is: false; readonly reason: UnavailableReason; readonly message: string }
}

/** In the order of the providers; they are asked side by side. */
export function checkProviders(pool: Pool, reach: boolean): Promise<readonly ProviderStatus[]> {
  return Promise.all(
    pool.definitions.map(async (definition) => {
      const { name, title, capabilities } = definition
      const missing = pool.missingKeys(definition)
      const isConfigured = missing.length === 0
      const status = { name, title, isConfigured, missing, isLocal: capabilities.local }
      return reach && isConfigured ? { ...status, reached: await reached(pool, name) } : status
    }),
  )
}

async function reached(pool: Pool, name: string): Promise<NonNullable<ProviderStatus['reached']>> {
  const { answer } = await pool.ask(name, (provider) => provider.heartbeat())
  if (answer.kind === 'hit') return { is: true, ...answer.value }
  if (answer.kind === 'miss') return { is: true }
  return { is: false, reason: answer.reason, message: answer.message }
}
