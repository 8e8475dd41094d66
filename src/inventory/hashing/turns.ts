/**
 * Takes answers in the order of their questions, as far as that costs nothing: none waits long for one before it, which
 * may be about a file of many gigabytes. What is taken is kept, and what waits would be lost with a kill.
 */

/** As long as a kill may cost. */
const PATIENCE_MS = 200

interface Turns<T> {
  size(): number
  add(answer: Promise<T>): void
  /** The next answer; call it when there is one to come. */
  take(): Promise<T>
}

interface Place<T> {
  readonly answer: Promise<T>
  isHere: boolean
  /** It was waited for, and is taken when it comes. */
  isLate: boolean
}

export function turns<T>(): Turns<T> {
  const queue: Place<T>[] = []
  /** Those that are late, and the first that is not. */
  const due = (): Place<T>[] => {
    const first = queue.findIndex(({ isLate }) => !isLate)
    return first === -1 ? queue : queue.slice(0, first + 1)
  }
  const taken = (): Promise<T> | undefined => {
    const place = due().find(({ isHere }) => isHere)
    if (place) queue.splice(queue.indexOf(place), 1)
    return place?.answer
  }
  return {
    size: () => queue.length,
    add(answer) {
      const place = { answer, isHere: false, isLate: false }
      const arrive = (): void => void (place.isHere = true)
      // a failure is told to whoever takes it; the first ends the taking, and leaves the later ones to nobody
      answer.then(arrive, arrive)
      queue.push(place)
    },
    async take() {
      for (;;) {
        const next = taken()
        if (next) return next
        const waitedFor = due()
        if ((await firstOf(waitedFor)) === 'none') for (const place of waitedFor) place.isLate = true
      }
    },
  }
}

async function firstOf<T>(places: readonly Place<T>[]): Promise<'some' | 'none'> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<'none'>((resolve) => {
    timer = setTimeout(() => resolve('none'), PATIENCE_MS)
  })
  const some = places.map(({ answer }) => answer.then(() => 'some' as const))
  const first = await Promise.race([...some, patience])
  clearTimeout(timer)
  return first
}
