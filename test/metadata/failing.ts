/** A provider that is asked once, and answered by something that is no answer. */
import type { Answer } from '../../src/metadata/answer.ts'
import type { MetadataProvider } from '../../src/metadata/provider.ts'
import { openCase, type Case } from './subjects.ts'
import type { Reply } from './stand-in.ts'

/** What each provider is asked: something that it answers over the net. */
export function question({
  known,
  definition,
}: Case): (provider: MetadataProvider) => Promise<Answer<unknown>> {
  const { platform, hashes = {}, size = 0, fileName = '' } = known
  if (!definition.capabilities.search)
    return async (provider) =>
      (await provider.byHash?.({ platform, hashes, size, fileName })) ?? { kind: 'miss', suggestions: [] }
  return (provider) => provider.search({ title: known.title, platform })
}

export async function failing(one: Case, reply: Reply) {
  const opened = await openCase(one, reply.hangs ? { patienceMs: 150 } : {})
  opened.server.instead(reply)
  const answer = await question(one)(opened.provider)
  const kind = answer.kind === 'unavailable' ? answer.reason : answer.kind
  return { ...opened, answer, kind, times: opened.server.asked.length }
}
