/** What is noted of runs: which of two states counts, the room that is taken for them, and which runs there are. */
import { expect, it } from 'vitest'
import { readState, reserveStates, runNumbers, writeState } from '../../src/library/journal.ts'
import { libraryOf, RUNS } from './support.ts'

it('states take turns in room that was made for them before, and a torn one hides only itself', async () => {
  const { disk } = libraryOf([])
  const slots = [`${RUNS}/1/state.0`, `${RUNS}/1/state.1`] as const
  const sizes = () => slots.map((slot) => disk.stat(slot)?.size)
  reserveStates(disk, RUNS, 1)
  expect([readState(disk, RUNS, 1), ...sizes()]).toEqual([undefined, 4096, 4096])
  for (const phase of [1, 2, 3])
    await writeState(disk, RUNS, 1, { doing: 'apply', phase, isDone: false, failed: [] })
  expect(sizes()).toEqual([4096, 4096])
  expect(readState(disk, RUNS, 1)).toEqual({
    sequence: 3,
    doing: 'apply',
    phase: 3,
    isDone: false,
    failed: [],
  })
  disk.write(slots[1], Buffer.from('torn'))
  expect(readState(disk, RUNS, 1)).toMatchObject({ sequence: 2, phase: 2 })
})

it('runs are folders with a number, the oldest first', () => {
  const { disk } = libraryOf([])
  for (const name of ['10', '9', '01', 'nine', '0']) disk.mkdir(`${RUNS}/${name}`)
  disk.write(`${RUNS}/3`, Buffer.from('no folder'))
  expect(runNumbers(disk, RUNS)).toEqual([9, 10])
})
