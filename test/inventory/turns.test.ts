/** Answers are taken in the order of their questions, and none waits long for a slow one. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { turns } from '../../src/inventory/hashing/turns.ts'

it('gives them in their order, whichever comes first', async () => {
  const queue = turns<string>()
  queue.add(wait(60).then(() => 'first'))
  queue.add(wait(30).then(() => 'second'))
  queue.add(Promise.resolve('third'))
  expect([await queue.take(), await queue.take(), await queue.take()]).toEqual(['first', 'second', 'third'])
  expect(queue.size()).toBe(0)
})

it('waits for one that takes long a fifth of a second in all, and gives it when it comes', async () => {
  const queue = turns<string>()
  let come: ((answer: string) => void) | undefined
  queue.add(new Promise<string>((resolve) => (come = resolve)))
  for (let n = 0; n < 20; n++) queue.add(Promise.resolve(`${n}`))
  const began = performance.now()
  const taken: string[] = []
  while (taken.length < 10) taken.push(await queue.take())
  expect(taken).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(performance.now() - began).toBeGreaterThan(150)
  expect(performance.now() - began).toBeLessThan(1500)
  come?.('large')
  await wait(0)
  expect([await queue.take(), await queue.take()]).toEqual(['large', '10'])
  expect(queue.size()).toBe(9)
})

it('waits for the next to come when all are late', async () => {
  const queue = turns<string>()
  queue.add(wait(600).then(() => 'large'))
  queue.add(wait(300).then(() => 'smaller'))
  expect([await queue.take(), await queue.take()]).toEqual(['smaller', 'large'])
})

it('tells of a failure to whoever takes it, and to nobody else', async () => {
  const queue = turns<string>()
  queue.add(Promise.reject(new Error('no thread')))
  queue.add(Promise.reject(new Error('nobody hears of this')))
  await expect(queue.take()).rejects.toThrow('no thread')
})
