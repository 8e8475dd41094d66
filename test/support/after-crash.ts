/** What a power cut leaves of a file's bytes, on the disk in memory. */

interface Bytes {
  readonly data: Buffer
  /** As they were synced last. */
  readonly durable?: Buffer | undefined
}

/** Bytes that were never synced survive up to some place, or as they were before, or as zeros. `random`: 0 to 1. */
export function afterCrash(file: Bytes, random: () => number): Buffer {
  if (file.durable === file.data) return file.data
  const fate = random()
  if (fate < 0.25) return file.durable ?? Buffer.alloc(0)
  const survives = Math.floor(random() * (file.data.length + 1))
  const head = file.data.subarray(0, survives)
  return fate < 0.5 ? Buffer.concat([head, Buffer.alloc(file.data.length - survives)]) : Buffer.from(head)
}
