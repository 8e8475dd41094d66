/**
 * Which contents a catalog cannot hold yet, because all that it holds were put there by whoever asks: a first scan is spared
 * the question of each file, which takes longer than writing it. Takes two megabytes, whatever the number of contents.
 */
import { lazy } from '../../../lazy.ts'

interface OwnContents {
  /** `true`: no content has this SHA-1. `false`: one may have. */
  lack(sha1: string): boolean
  /** A content was put, under the next id. */
  add(id: number, sha1: string): void
  /** What was put is in the catalog, and others have their turn at it. */
  othersMayPut(): void
}

/** Hex digits that count. With a million contents, 94 of 100 others are still told apart. */
const DIGITS = 6

/** @param largestId of the contents in the catalog; 0: there is none. As long as it is the last one's here, nobody else put any */
export function ownContents(largestId: () => number): OwnContents {
  const bits = lazy(() => new Uint8Array(16 ** DIGITS / 8))
  let lastOwn = 0
  let alone: boolean | undefined
  const isAlone = (): boolean => (alone ??= largestId() === lastOwn)
  return {
    lack(sha1) {
      if (!isAlone()) return false
      const place = placeOf(sha1)
      return ((bits()[place >>> 3] ?? 0) & (1 << (place & 7))) === 0
    },
    add(id, sha1) {
      lastOwn = id
      if (alone !== true) return
      const place = placeOf(sha1)
      bits()[place >>> 3] = (bits()[place >>> 3] ?? 0) | (1 << (place & 7))
    },
    othersMayPut() {
      if (alone === true) alone = undefined
    },
  }
}

function placeOf(sha1: string): number {
  return Number.parseInt(sha1.slice(0, DIGITS), 16)
}
