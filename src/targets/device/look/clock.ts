/** When two times of the same file mean that it was not touched. */

/** FAT keeps times on a grid of two seconds. */
const GRID = 2000
const QUARTER = 15 * 60_000
/** The farthest two time zones can be apart, summer time included. */
const FARTHEST = 26 * 60 * 60_000

/**
 * Both in milliseconds since the epoch. FAT stores local time on a coarse grid, so its times may differ by the grid,
 * and by whole quarter hours when the disk was in a machine of another zone. A file system that keeps finer times
 * has no such excuse: there they must be equal.
 */
export function sameTime(recorded: number, seen: number): boolean {
  if (recorded === seen) return true
  if (!isCoarse(recorded) && !isCoarse(seen)) return false
  const apart = Math.abs(recorded - seen)
  const beyond = apart % QUARTER
  return apart <= FARTHEST + GRID && (beyond <= GRID || beyond >= QUARTER - GRID)
}

/** On the 10 ms grid of exFAT, which holds that of FAT. Times of other file systems are hardly ever. */
function isCoarse(time: number): boolean {
  return time % 10 === 0
}
