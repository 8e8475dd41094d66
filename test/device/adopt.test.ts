/** Files on a card that equal the target's own, and which of them are taken over. */
import { expect, test } from 'vitest'
import { mister } from '../../presets/index.ts'
import type { Disk } from '../../src/disk/disk.ts'
import { adopt } from '../../src/targets/device/adopt.ts'
import { readDevice } from '../../src/targets/device/look/reading.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { build, planOf, sayActions, visible } from './support.ts'

const { device } = mister({ path: 'card', policy: 'everything' })

test('of several copies the one that was played is taken over, and its save goes on', async () => {
  const disk = memoryDisk()
  for (const folder of ['games', 'games/SNES', 'saves', 'saves/SNES']) disk.mkdir(folder)
  for (const name of ['a', 'b', 'c']) disk.write(`games/SNES/${name}.sfc`, Buffer.from('one'))
  disk.write('saves/SNES/b.sav', Buffer.from('a save'))
  const wanted = { 'games/SNES/Alpha (USA).sfc': 'one' }
  const plan = planOf(disk, wanted, { adopt: true })
  expect(await adopt(disk, plan, device, readDevice(disk))).toEqual({
    inPlace: 0,
    elsewhere: 1,
    problems: [],
  })
  expect(sayActions(planOf(disk, wanted).actions)).toEqual([
    'move games/SNES/b.sfc > games/SNES/Alpha (USA).sfc (renamed)',
  ])
})

test('a file that cannot be read is named, and the others are taken over', async () => {
  const disk = memoryDisk()
  disk.write('a.sfc', Buffer.from('one'))
  disk.write('b.sfc', Buffer.from('two'))
  const broken: Disk = {
    ...disk,
    where: (path) => `/card/${path}`,
    pieces(path) {
      if (path === 'a.sfc') throw Object.assign(new Error('broken'), { code: 'EIO' })
      return disk.pieces(path)
    },
  }
  const wanted = { 'one.sfc': 'one', 'two.sfc': 'two' }
  const { elsewhere, problems } = await adopt(
    broken,
    planOf(broken, wanted, { adopt: true }),
    device,
    readDevice(broken),
  )
  expect([elsewhere, problems.map(({ message }) => message)]).toEqual([
    1,
    [
      '/card/a.sfc cannot be read: the disk reported an input/output error. It cannot be told whether it is ours, so it is left alone.',
    ],
  ])
  expect(await build(disk, wanted)).toMatchObject({ put: 1, moved: 1 })
})

test.each([
  ['that have each other’s names', { 'a.sfc': 'two', 'b.sfc': 'one' }, {}],
  ['one of which is where another should be', { 'a.sfc': 'two', 'c.sfc': 'one' }, {}],
  [
    'one of which waits for a stranger to go',
    { 'a.sfc': 'a stranger', 'c.sfc': 'one', 'd.sfc': 'two' },
    { 'a.sfc': 'a stranger', 'c.sfc': 'one' },
  ],
])('games %s are taken over at once', async (_case, there, instead) => {
  const disk = memoryDisk()
  for (const [path, text] of Object.entries(there)) disk.write(path, Buffer.from(text))
  const wanted = { 'a.sfc': 'one', 'b.sfc': 'two' }
  const run = () => adopt(disk, planOf(disk, wanted, { adopt: true }), device, readDevice(disk))
  expect(await run()).toEqual({ inPlace: 0, elsewhere: 2, problems: [] })
  expect(await run()).toEqual({ inPlace: 0, elsewhere: 0, problems: [] })
  await build(disk, wanted)
  expect(visible(disk.files())).toEqual({ ...wanted, ...instead })
})
