import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asData } from '../../src/config/reading/data.ts'
import { pathText } from '../../src/config/places/place.ts'

class Shelf {
  readonly games = ['Tetris']
}

const loop: Record<string, unknown> = {}
loop['self'] = { again: loop }

it.each([
  [{ a: () => 1 }, 'a', 'a function', 'a call of it, or what it would return'],
  [{ a: [1, undefined] }, 'a[1]', 'undefined', 'a value, or leave it out'],
  [{ a: { b: Number.NaN } }, 'a.b', 'NaN', 'a finite number'],
  [{ a: -Infinity }, 'a', '-Infinity', 'a finite number'],
  [{ a: 10n }, 'a', 'a BigInt', 'a number'],
  [{ a: Symbol('x') }, 'a', 'a symbol', 'a string'],
  [{ a: { [Symbol('x')]: 1 } }, 'a', 'a key that is a symbol (Symbol(x))', 'a key that is a string'],
  [{ 'a-b': new Date(0) }, '["a-b"]', 'a Date', "a string such as '2026-01-31'"],
  [{ a: new Map() }, 'a', 'a Map', 'an object: Object.fromEntries(map)'],
  [{ a: new Set() }, 'a', 'a Set', 'a list: [...set]'],
  [{ a: /x/ }, 'a', 'a regular expression', "a glob in a string, such as 'Zelda*'"],
  [{ a: Promise.resolve(1) }, 'a', 'a promise', 'its result: put `await` before it'],
  [{ a: new URL('file:///x') }, 'a', 'a URL', 'a string: url.href'],
  [{ a: new Shelf() }, 'a', 'an instance of Shelf', 'an object with only the fields you need: { ...object }'],
  [loop, 'self.again', 'an object that contains itself', 'a copy of what you need from it'],
  [() => ({}), '', 'a function', 'a call of it, or what it would return'],
])('%o is refused at %s', (value, path, found, instead) => {
  expect(asData(value).refused.map((item) => ({ ...item, path: pathText(item.path) }))).toEqual([
    { path, found, instead },
  ])
})

it('finds everything at once', () => {
  const { refused } = asData({ a: () => 1, b: [new Date(0), 1, Number.NaN] })
  expect(refused.map(({ path }) => pathText(path))).toEqual(['a', 'b[0]', 'b[2]'])
})

it('takes the same object twice, objects without prototype, and leaves out what is undefined', () => {
  const shared = { x: 1 }
  const bare: object = Object.assign(Object.create(null) as object, { y: 2 })
  expect(asData({ a: shared, b: [shared], c: undefined, bare })).toEqual({
    data: { a: { x: 1 }, b: [{ x: 1 }], bare: { y: 2 } },
    refused: [],
  })
})

it('refuses a config that multiplies', () => {
  let value: unknown = 'x'
  for (let i = 0; i < 8; i++) value = Array.from({ length: 10 }, () => value)
  expect(asData(value).refused).toEqual([
    { path: [], found: 'more than a million values', instead: 'a smaller config' },
  ])
})

it('a key __proto__ is only a key', () => {
  const { data } = asData(JSON.parse('{ "__proto__": { "polluted": true } }'))
  expect(Object.keys(data as object)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  expect((data as { polluted?: boolean }).polluted).toBeUndefined()
})

it('gives back all JSON as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { data, refused } = asData(value)
      expect(JSON.stringify(data)).toBe(JSON.stringify(value))
      expect(refused).toEqual([])
    }),
  )
})
