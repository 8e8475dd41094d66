import { describe, expect, it } from 'vitest'
import type { TargetResult } from '../../src/steps/outcome.ts'
import { planAhead, type Stages } from '../../src/steps/devices/plan-ahead.ts'
import type { TargetWork } from '../../src/steps/devices/targets.ts'

/** Stages that note when they begin and end. Writing takes as long as nothing else is to be done. */
function stagesOf(actions: Readonly<Record<string, number>>): { stages: Stages; log: string[] } {
  const log: string[] = []
  const stages: Stages = {
    async plan(name) {
      log.push(`plan ${name}`)
      await Promise.resolve()
      return { name, plan: { actions: Array.from({ length: actions[name] ?? 0 }) } } as unknown as TargetWork
    },
    async prepare(name) {
      log.push(`prepare ${name}`)
    },
    async record() {
      log.push('record')
    },
    async finish({ name }) {
      log.push(`write ${name}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
      log.push(`wrote ${name}`)
      return { target: name } as unknown as TargetResult
    },
  }
  return { stages, log }
}

async function run(
  actions: Readonly<Record<string, number>>,
): Promise<{ readonly log: readonly string[]; readonly done: readonly string[] }> {
  const { stages, log } = stagesOf(actions)
  const done: string[] = []
  for await (const [{ name }] of planAhead(Object.keys(actions), stages)) done.push(name)
  return { log, done }
}

describe('targets', () => {
  it('are all planned while the first is written, when they are small', async () => {
    const { log, done } = await run({ a: 5, b: 5, c: 5 })
    expect(done).toEqual(['a', 'b', 'c'])
    expect(log.slice(0, 6)).toEqual(['plan a', 'write a', 'plan b', 'plan c', 'record', 'wrote a'])
    expect(log.filter((line) => line.startsWith('plan'))).toHaveLength(3)
  })

  it('are written side by side when they are small, and one after the other when they are large', async () => {
    const { log, done } = await run({ a: 5, b: 5, c: 5, d: 100, e: 100, f: 5 })
    expect(done).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    const written = log.filter((line) => line.startsWith('w')).join(', ')
    expect(written).toBe(
      'write a, wrote a, write b, write c, wrote b, wrote c, write d, wrote d, write e, wrote e, write f, wrote f',
    )
  })

  it('are planned one ahead, and prepared, when they are large', async () => {
    const { log } = await run({ a: 20_000, b: 20_000, c: 20_000 })
    expect(log).toEqual([
      'plan a',
      'write a',
      'plan b',
      'prepare c',
      'wrote a',
      'write b',
      'plan c',
      'record',
      'wrote b',
      'write c',
      'record',
      'wrote c',
    ])
  })

  it('may be none', async () => {
    expect(await run({})).toEqual({ log: [], done: [] })
  })

  it('are given up with the first failure of writing, or of planning', async () => {
    const { stages } = stagesOf({ a: 1, b: 1 })
    const failing = async (over: Partial<Stages>): Promise<string[]> => {
      const done: string[] = []
      for await (const [{ name }] of planAhead(['a', 'b'], { ...stages, ...over })) done.push(name)
      return done
    }
    await expect(failing({ finish: () => Promise.reject(new Error('full')) })).rejects.toThrow('full')
    const plan = (name: string) => (name === 'b' ? Promise.reject(new Error('no plan')) : stages.plan(name))
    await expect(failing({ plan })).rejects.toThrow('no plan')
  })

  it('were written all the same when the next one cannot be planned', async () => {
    const { stages } = stagesOf({ a: 1, b: 1 })
    const plan = (name: string) => (name === 'b' ? Promise.reject(new Error('no plan')) : stages.plan(name))
    const done: string[] = []
    const all = async (): Promise<void> => {
      for await (const [{ name }] of planAhead(['a', 'b'], { ...stages, plan })) done.push(name)
    }
    await expect(all()).rejects.toThrow('no plan')
    expect(done).toEqual(['a'])
  })
})
