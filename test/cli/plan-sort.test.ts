/** What a plan tells of a cart that shows its folders as they were written. */
import { expect, it } from 'vitest'
import { planDocument } from '../../src/cli/commands/plan/document.ts'
import { printPlan } from '../../src/cli/commands/plan/text.ts'
import type { Output } from '../../src/cli/screen/output.ts'
import type { SortAction } from '../../src/targets/plan-types.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { readDevice } from '../../src/targets/device/look/reading.ts'
import { build, planOf } from '../device/support.ts'
import { memoryDisk } from '../support/memory-disk.ts'

it('names the folders that will be sorted, in words and in JSON', async () => {
  const disk = memoryDisk({ foldCase: true })
  await build(disk, { 'GB/B.gb': 'b', 'GB/D.gb': 'd', 'a.gb': 'a' }, { byName: true })
  const want = { 'GB/B.gb': 'b', 'GB/C.gb': 'c', 'GB/D.gb': 'd', 'a.gb': 'a' }
  const plan = planOf(disk, want, { byName: true })
  const tree = { tree: '', files: 4, bytes: 4, missing: 0, problems: [], isDisjoint: true }
  const work = { name: 'card', tree, seen: observe(disk), disk, reading: readDevice(disk), plan }

  const lines: string[] = []
  const out: Output = {
    quiet: false,
    live: false,
    print: (text) => lines.push(text),
    document: () => undefined,
    warn: () => undefined,
    paint: (_, text) => text,
    paintError: (_, text) => text,
  }
  printPlan(work, '/card', out)
  expect(lines).toEqual([
    'card  /card  1 to write (1 B), 1 folder to sort',
    '  + GB/C.gb  1 B  new',
    '  ~ GB/  order of names',
  ])
  expect(planDocument([work], []).targets['card']?.actions).toEqual([
    { op: 'put', path: 'GB/C.gb', bytes: 1, reason: 'new' },
    { op: 'sort', path: 'GB', bytes: 0, reason: 'order of names' },
  ])

  lines.length = 0
  const actions = Array.from('ABCDEFGHIJKLM', (letter): SortAction => ({
    op: 'sort',
    path: `GB/${letter}`,
    bytes: 0,
    reason: letter === 'C' ? 'order of names, if one takes a gap' : 'order of names',
  }))
  printPlan({ ...work, plan: { ...plan, actions } }, '/card', out)
  expect(lines[1]).toBe('  ~ GB/  13 folders  12 order of names, 1 order of names, if one takes a gap')
})
