/** Asks providers how they are, and keeps nothing of it. */
import type { Environment } from '../../user-folder.ts'
import { noCache } from '../cache/none.ts'
import { createMetadataClient } from '../client.ts'
import type { ProviderDefinition } from '../provider.ts'
import { sharedPace } from '../wire/shared-pace.ts'
import type { ProviderStatus } from '../status.ts'

/** @param reach asks each that is configured whether it answers, one request each, until the signal says so. Absent: nobody */
export async function askStatus(
  providers: readonly ProviderDefinition[],
  env: Environment,
  reach?: AbortSignal,
): Promise<readonly ProviderStatus[]> {
  const pace = sharedPace(env)
  const client = createMetadataClient({
    providers,
    env,
    cache: noCache(),
    pace,
    ...(reach ? { signal: reach } : {}),
  })
  try {
    return await client.status({ reach: reach !== undefined })
  } finally {
    await client.close()
    pace.close()
  }
}
