/**
 * Work that writes to the catalog over several turns of the event loop: one after the other. All of a process write through one
 * connection, so what others wrote in the middle of a long transaction would be part of it, and lost with it.
 */
export interface Writers {
  /** Does it as soon as nobody else of them writes. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** In the middle of such work, which has nothing to write until `wait` settles: lets the others have their turn. */
  lending<T>(wait: Promise<T>): Promise<T>
}

export function writersInTurn(): Writers {
  let last: Promise<void> = Promise.resolve()
  let leave = (): void => undefined
  const enter = async (): Promise<void> => {
    const before = last
    let free = (): void => undefined
    last = new Promise((resolve) => {
      free = resolve
    })
    await before
    leave = free
  }
  return {
    async alone(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    async lending(wait) {
      leave()
      try {
        return await wait
      } finally {
        await enter()
      }
    },
  }
}
