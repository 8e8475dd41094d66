import { describe, expect, it } from 'vitest'
import { zipsOf } from '../../src/targets/formats/mra.ts'

describe('the zips that an .mra looks in', () => {
  it.each([
    ['one', '<rom index="0" zip="a.zip" md5="x">', ['a']],
    ['several, in order', '<rom zip="b.zip|a.zip" index="0"/>', ['b', 'a']],
    [
      'of several parts of memory, each once',
      '<rom zip="a.zip"/><rom index="1" zip=\'b.zip|a.zip\'/>',
      ['a', 'b'],
    ],
    ['with an escaped sign', '<rom zip="a&amp;b.zip"/>', ['a&b']],
    ['not of a comment', '<!-- <rom zip="a.zip"/> -->', []],
    ['not those elsewhere on the card', '<rom zip="/media/x/a.zip|../b.zip|c.zip"/>', ['c']],
    ['not what is no zip', '<rom index="1"><part>00</part></rom><rom zip=""/>', []],
  ])('%s', (_case, text, zips) => {
    expect(zipsOf(text)).toEqual(zips)
  })

  it('takes time in proportion to its length', () => {
    const long = '<rom zip="'.repeat(20_000) + 'a.zip'.repeat(20_000)
    const began = performance.now()
    zipsOf(long)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
