/** What was done on a device, in numbers. */
export interface DeviceCounts {
  readonly put: number
  readonly moved: number
  readonly deleted: number
  /** Files that were right already. */
  readonly kept: number
  readonly conflicts: number
  /** Bytes of the files that were put. */
  readonly bytes: number
}

export const NOTHING_DONE: DeviceCounts = { put: 0, moved: 0, deleted: 0, kept: 0, conflicts: 0, bytes: 0 }
