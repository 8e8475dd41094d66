import { XMLParser } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { planPage } from '../../src/report/plan-page.ts'
import type { Action } from '../../src/targets/plan-types.ts'
import { textFile } from '../../src/targets/tree.ts'

function put(path: string): Action {
  const file = textFile(path, 'text', path)
  return { op: 'put', path, bytes: 4, reason: 'new', file }
}

const MOVE: Action = {
  op: 'move',
  path: 'NES/b <new>.nes',
  from: 'NES/a & b.nes',
  bytes: 10,
  reason: 'renamed',
  file: textFile('NES/b <new>.nes', 'x', 'b'),
}

it('tells of every change with its reason, escaped, by folder', () => {
  const page = planPage(
    [{ name: 'card', path: '/media/card', actions: [put('SNES/z.sfc'), MOVE], kept: 3 }],
    [],
  )
  expect(page).toContain(
    '<h2>card <small>/media/card</small></h2>\n<p>2 changes, 4 B to write, 3 files kept</p>',
  )
  expect(page).toContain(
    '<tr class="move"><td>></td><td>NES/a &amp; b.nes → NES/b &lt;new&gt;.nes</td><td>10 B</td><td>renamed</td></tr>',
  )
  expect(page.indexOf('<summary>NES')).toBeLessThan(page.indexOf('<summary>SNES'))
})

it('folds up long lists, loads nothing, and is the same for the same plan', () => {
  const actions = Array.from({ length: 30 }, (_, n) => put(`NES/${n}.nes`))
  const targets = [{ name: 'card', path: '/x', actions, kept: 0 }]
  const page = planPage(targets, [
    { code: 'name-kept', message: 'It stays.', hint: 'Say so.' },
    { code: 'no-space', message: 'It is full.' },
  ])
  expect(page).toContain('<details><summary>NES <small>30 changes</small></summary>')
  expect(page).toContain(
    '<li class="note"><b>note</b> It stays. <small>Say so.</small></li>\n<li class="error"><b>error</b> It is full.</li>',
  )
  expect(page).not.toMatch(/src=|href=|<script|url\(/)
  expect(planPage([{ ...targets[0]!, actions: actions.toReversed() }], [])).toBe(planPage(targets, []))
})

it('counts a conflict as none of the changes', () => {
  const conflict: Action = {
    op: 'conflict',
    path: 'NES/c.nes',
    bytes: 4,
    reason: 'changed on the device',
    file: textFile('NES/c.nes', 'text', 'c'),
  }
  const page = planPage([{ name: 'card', path: '/x', actions: [put('NES/a.nes'), conflict], kept: 0 }], [])
  expect(page).toContain('<p>1 change, 1 in conflict, 4 B to write, 0 files kept</p>')
  expect(page).toContain('<summary>NES <small>1 change, 1 in conflict</small></summary>')
  const left = planPage([{ name: 'card', path: '/x', actions: [conflict], kept: 0 }], [])
  expect(left).toContain('<p>1 in conflict, 0 files kept</p>')
})

it('says when there is nothing to do', () => {
  const page = planPage([{ name: 'card', path: '/x', actions: [], kept: 1 }], [])
  expect(page).toContain('<p>nothing to do, 1 file kept</p>')
  const parsed = new XMLParser({ unpairedTags: ['meta'], processEntities: false }).parse(
    page.slice(15),
  ) as object
  expect(parsed).toHaveProperty('html.title')
})
