/** `curator.lock`: its data, how it is read and how it is written. */
export { keptGame, lockGames, lockKept } from './games.ts'
export { parseLock } from './parse.ts'
export { reasonKey } from './data.ts'
export { writeLock } from './write.ts'
export type { LockData, LockedDat, LockedGames, LockReasons } from './data.ts'
