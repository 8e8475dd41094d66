/** What goes wrong with the disk in memory, and when: operations are counted, and one of them fails or is the last. */

/** The switches of a test. */
export interface FaultSwitches {
  /** Every change so far. */
  changes(): number
  /** Power is lost in the n-th change from now on, 1-based. */
  dieAt(n: number): void
  /** The n-th change from now on throws the system's error, and if `forever`, all after it. */
  failAt(n: number, errno: string, forever: boolean): void
  /** The same of what only looks or reads. */
  failReadAt(n: number, errno: string, forever: boolean): void
  /** No more faults. */
  heal(): void
}

interface Faults {
  readonly switches: FaultSwitches
  /** Before each change. Throws when it is its turn to fail. */
  change(): void
  /** Before each look. */
  look(): void
}

export class PowerLoss extends Error {}

interface Fault {
  /** Which operation it is, counted from the first. */
  readonly at: number
  readonly errno: string
  readonly forever: boolean
}

const NONE: Fault = { at: Infinity, errno: '', forever: false }

export function memoryFaults(): Faults {
  let changes = 0
  let looks = 0
  let death = Infinity
  let ofChanges = NONE
  let ofLooks = NONE
  return {
    change() {
      changes += 1
      if (changes >= death) throw new PowerLoss()
      failIfAt(ofChanges, changes)
    },
    look() {
      looks += 1
      failIfAt(ofLooks, looks)
    },
    switches: {
      changes: () => changes,
      dieAt(n) {
        death = changes + n
      },
      failAt(n, errno, forever) {
        ofChanges = { at: changes + n, errno, forever }
      },
      failReadAt(n, errno, forever) {
        ofLooks = { at: looks + n, errno, forever }
      },
      heal() {
        death = Infinity
        ofChanges = NONE
        ofLooks = NONE
      },
    },
  }
}

function failIfAt({ at, errno, forever }: Fault, nth: number): void {
  if (nth === at || (forever && nth > at)) throw systemError(errno)
}

export function systemError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}
