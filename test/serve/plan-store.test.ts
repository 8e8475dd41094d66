/** The last plan, folder by folder. */
import { describe, expect, it } from 'vitest'
import { createPlanStore } from '../../src/serve/plan-store.ts'

const action = (op: string, path: string, more: object = {}) => ({
  op,
  path,
  bytes: 10,
  reason: 'new',
  ...more,
})

function stored(actions: readonly object[]) {
  const store = createPlanStore()
  store.put(JSON.stringify({ targets: { card: { actions, kept: 3 } }, problems: [] }))
  return store
}

describe('the plan store', () => {
  it('has no targets before the first plan, and after a build', () => {
    const store = stored([])
    expect(store.answer.targets).toHaveLength(1)
    store.forget()
    expect(store.answer).toEqual({ targets: null, problems: [] })
    expect(store.folder('card', '')).toBeUndefined()
  })

  it('has a group for each kind of problem, the gravest first, and says how many it leaves out', () => {
    const store = createPlanStore()
    const notes = Array.from({ length: 103 }, (_, i) => ({ code: 'name-adjusted', message: `Note ${i}.` }))
    const problems = [
      ...notes,
      { code: 'archive-damaged', message: 'A zip.', path: 'a.zip' },
      { code: 'header-missing', message: 'No header.', hint: 'Look for one.' },
    ]
    store.put(JSON.stringify({ targets: {}, problems }))
    expect(store.answer.problems).toEqual([
      {
        severity: 'error',
        code: 'header-missing',
        problems: [{ code: 'header-missing', message: 'No header.', hint: 'Look for one.' }],
        more: 0,
      },
      {
        severity: 'warning',
        code: 'archive-damaged',
        problems: [{ code: 'archive-damaged', message: 'A zip.' }],
        more: 0,
      },
      { severity: 'note', code: 'name-adjusted', problems: notes.slice(0, 100), more: 3 },
    ])
  })

  it('counts what is done to each target and folder', () => {
    const store = stored([
      action('put', 'nes/A/a.nes'),
      action('put', 'nes/b.nes', { bytes: 5 }),
      action('move', 'nes/A/c.nes', { from: 'nes/c.nes', reason: 'renamed' }),
      action('delete', 'old.nes', { reason: 'no longer wanted' }),
      action('conflict', 'nes/d.nes', { reason: 'not ours' }),
      action('sort', 'nes', { bytes: 0, reason: 'order of names' }),
    ])
    expect(store.answer.targets).toEqual([
      { name: 'card', kept: 3, put: 2, move: 1, delete: 1, sort: 1, conflict: 1, bytes: 15 },
    ])
    expect(store.folder('card', '')).toEqual({
      folders: [{ name: 'nes', put: 2, move: 1, delete: 0, sort: 0, conflict: 1, bytes: 15 }],
      files: [
        { op: 'sort', name: 'nes', bytes: 0, reason: 'order of names' },
        { op: 'delete', name: 'old.nes', bytes: 10, reason: 'no longer wanted' },
      ],
      moreFiles: 0,
    })
    expect(store.folder('card', 'nes')).toEqual({
      folders: [{ name: 'A', put: 1, move: 1, delete: 0, sort: 0, conflict: 0, bytes: 10 }],
      files: [
        { op: 'put', name: 'b.nes', bytes: 5, reason: 'new' },
        { op: 'conflict', name: 'd.nes', bytes: 10, reason: 'not ours' },
      ],
      moreFiles: 0,
    })
    expect(store.folder('card', 'nes/A')?.files[1]).toEqual({
      op: 'move',
      name: 'c.nes',
      bytes: 10,
      from: 'nes/c.nes',
      reason: 'renamed',
    })
  })

  it('knows no folder that is not in the plan, and no target either', () => {
    const store = stored([action('put', 'nes/a.nes')])
    expect(store.folder('card', '../nes')).toEqual({ folders: [], files: [], moreFiles: 0 })
    expect(store.folder('card', 'ne')).toEqual({ folders: [], files: [], moreFiles: 0 })
    expect(store.folder('__proto__', '')).toBeUndefined()
  })

  it('lists at most 500 files of a folder, and says how many more there are', () => {
    const store = stored(Array.from({ length: 502 }, (_, i) => action('put', `${i}.nes`)))
    expect(store.folder('card', '')?.files).toHaveLength(500)
    expect(store.folder('card', '')?.moreFiles).toBe(2)
  })

  it('does not take a failure for a plan', () => {
    expect(() => createPlanStore().put('{"outcome":"failed","problems":[]}')).toThrow(
      'The plan could not be read.',
    )
  })
})
