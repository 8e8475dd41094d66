/** Whether a save is that of another game as well: asked of every game that is renamed. */
import { expect, it } from 'vitest'
import { mister } from '../../presets/index.ts'
import { sharedWith } from '../../src/targets/saves/sharers.ts'
import { saveFinder } from '../../src/targets/saves/saves.ts'
import { memoryDisk } from '../support/memory-disk.ts'

it('takes no time to speak of on a card with very many games', () => {
  const { device } = mister({ path: 'out', policy: 'all' })
  const disk = memoryDisk()
  const games = Array.from({ length: 10_000 }, (_, n) => `games/SNES/Game ${n}.sfc`)
  for (const folder of ['games', 'games/SNES']) disk.mkdir(folder)
  for (const path of games) disk.write(path, Buffer.from('x'))
  const renames = games.slice(1).map((from) => ({ from, path: from.replace('Game', 'Play') }))
  const isShared = sharedWith(disk, device, saveFinder(disk, device), renames)
  const began = performance.now()
  const save = { path: 'saves/SNES/Game 1.sav', renamed: 'saves/SNES/Play 1.sav', bytes: 1, isTaken: false }
  expect(renames.filter((one) => isShared(save, one))).toEqual([])
  expect(performance.now() - began).toBeLessThan(2000)
})
