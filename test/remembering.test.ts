import { describe, expect, it } from 'vitest'
import { holding, remembering } from '../src/remembering.ts'

/** What was made, in its order, when these keys were asked for. */
function made(keeper: typeof holding, most: number, keys: string): string {
  let order = ''
  const of = keeper(most, (key) => {
    order += key
    return { key }
  })
  for (const key of keys) expect(of(key)).toEqual({ key })
  return order
}

describe('holding', () => {
  it.each([
    ['makes each once', 3, 'aabbcacb', 'abc'],
    ['lets go of the one that was asked for longest ago', 2, 'abacab', 'abcb'],
    ['makes what it let go of anew', 1, 'abab', 'abab'],
  ])('%s', (_, most, keys, expected) => expect(made(holding, most, keys)).toBe(expected))
})

describe('remembering', () => {
  it.each([
    ['makes each once', 8, 'aabbcacb', 'abc'],
    ['remembers at least the latest half', 4, 'abcbcb', 'abc'],
    ['forgets what was not asked for in a while', 4, 'abcdea', 'abcdea'],
  ])('%s', (_, most, keys, expected) => expect(made(remembering, most, keys)).toBe(expected))
})
