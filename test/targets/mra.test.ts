import { describe, expect, it } from 'vitest'
import { setsIn, zipsOf } from '../../src/targets/formats/mra.ts'

describe('the zips that an .mra looks in', () => {
  it.each([
    ['one', '<rom index="0" zip="a.zip" md5="x">', ['mame/a']],
    ['several, in order', '<rom zip="b.zip|a.zip" index="0"/>', ['mame/b', 'mame/a']],
    [
      'of several parts of memory, each once',
      '<rom zip="a.zip"/><rom index="1" zip=\'b.zip|a.zip\'/>',
      ['mame/a', 'mame/b'],
    ],
    ['of HBMAME', '<rom zip="/hbmame/a.zip|a.zip|/HBMAME/b.zip"/>', ['hbmame/a', 'mame/a', 'hbmame/b']],
    ['of MAME, by their path', '<rom zip="/mame/a.zip"/>', ['mame/a']],
    ['that single parts name', '<rom zip="a.zip"><part zip="b.zip" name="x"/></rom>', ['mame/a', 'mame/b']],
    ['with an escaped sign', '<rom zip="a&amp;b.zip"/>', ['mame/a&b']],
    ['not of a comment', '<!-- <rom zip="a.zip"/> -->', []],
    [
      'not those elsewhere on the card',
      '<rom zip="/media/x/a.zip|../b.zip|hbmame/x.zip|/hbmame/../y.zip|c.zip"/>',
      ['mame/c'],
    ],
    ['not what is no zip', '<rom index="1"><part>00</part></rom><rom zip=""/>', []],
  ])('%s', (_case, text, zips) => {
    expect(zipsOf(text)).toEqual(zips)
  })

  it('are told apart by folder', () => {
    const zips = ['mame/a', 'hbmame/b', 'mame/c']
    expect([setsIn('mame', zips), setsIn('hbmame', zips)]).toEqual([['a', 'c'], ['b']])
  })

  it('takes time in proportion to its length', () => {
    const long = '<rom zip="'.repeat(20_000) + 'a.zip'.repeat(20_000)
    const began = performance.now()
    zipsOf(long)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
