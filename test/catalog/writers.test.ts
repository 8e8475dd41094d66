import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { writersInTurn } from '../../src/catalog/writers.ts'

/** What writers did, in order: each says when it begins and when it ends. */
function told() {
  const said: string[] = []
  const writing = (name: string) => async (): Promise<string> => {
    said.push(`${name} begins`)
    await turn()
    await turn()
    said.push(`${name} ends`)
    return name
  }
  return { said, writing }
}

describe('those who write over several turns', () => {
  it('do it one after the other, in the order of asking, also after one that failed', async () => {
    const { alone } = writersInTurn()
    const { said, writing } = told()
    const failing = alone(() => Promise.reject(new Error('no')))
    const [a, b] = [alone(writing('a')), alone(writing('b'))]
    await expect(failing).rejects.toThrow('no')
    expect(await Promise.all([a, b])).toEqual(['a', 'b'])
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('let others have their turn while they wait, and go on when those are done', async () => {
    const { alone, lending } = writersInTurn()
    const { said, writing } = told()
    const reading = alone(async () => {
      said.push('asks')
      const answers = [
        await lending(turn('one')),
        await lending(Promise.reject(new Error('no')).catch(String)),
      ]
      said.push(`has ${answers.join()}`)
      await turn()
      said.push('wrote it')
    })
    await Promise.all([reading, alone(writing('a')), alone(writing('b'))])
    expect(said.slice(0, 3)).toEqual(['asks', 'a begins', 'a ends'])
    expect(said.indexOf('wrote it') - said.indexOf('has one,Error: no')).toBe(1)
    expect(said.indexOf('b ends') - said.indexOf('b begins')).toBe(1)
    await expect(alone(() => lending(Promise.reject(new Error('lost'))))).rejects.toThrow('lost')
    expect(await alone(writing('c'))).toBe('c')
  })
})
