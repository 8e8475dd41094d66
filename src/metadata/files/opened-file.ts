/** The life of a provider that answers from a file of the user: opened when it is asked first, closed in an orderly way. */
import { CuratorError, reason } from '../../errors.ts'
import { amount } from '../../wording.ts'
import { hit, unavailable, type Answer, type Unavailable } from '../answer.ts'
import type { MetadataProvider } from '../provider.ts'

interface UserFile<Source, Index> {
  /** Where the user says that it is. */
  readonly place: string
  /** What should be there, for messages. */
  readonly what: string
  /** Undefined when it is not there. May throw. */
  find(place: string): Source | undefined
  /** May reject: then it is tried again by the next question. */
  open(source: Source): Promise<Index>
}

interface OpenedFile<Index> extends Pick<MetadataProvider, 'heartbeat' | 'close'> {
  index(): Promise<Answer<Index>>
}

export function openedFile<Source extends { readonly bytes: number }, Index extends { close(): void }>({
  place,
  what,
  find,
  open,
}: UserFile<Source, Index>): OpenedFile<Index> {
  let opened: Promise<Answer<Index>> | undefined
  let isClosed = false

  async function tryOpen(): Promise<Answer<Index>> {
    const source = findSource()
    if (source.kind !== 'hit') return source
    try {
      return hit(await open(source.value))
    } catch (error) {
      return unreadable(place, error)
    }
  }

  function findSource(): Answer<Source> {
    try {
      const source = find(place)
      // a path that somebody set is wrong, and not missing
      return source ? hit(source) : unavailable('malformed', `there is no ${what} at ${place}`)
    } catch (error) {
      return unreadable(place, error)
    }
  }

  return {
    async index() {
      if (isClosed) return CLOSED
      const answer = await (opened ??= tryOpen())
      if (answer.kind !== 'hit') opened = undefined
      return answer
    },
    heartbeat() {
      if (isClosed) return Promise.resolve(CLOSED)
      const source = findSource()
      const answer =
        source.kind === 'hit' ? hit({ says: `${amount(source.value.bytes)} of metadata` }) : source
      return Promise.resolve(answer)
    },
    async close() {
      isClosed = true
      const answer = await opened
      if (answer?.kind === 'hit') answer.value.close()
      opened = undefined
    },
  }
}

const CLOSED = unavailable('closed', 'the connection is closed')

function unreadable(place: string, error: unknown): Unavailable {
  return unavailable(
    'malformed',
    error instanceof CuratorError ? error.message : `${place}: ${reason(error)}`,
  )
}
