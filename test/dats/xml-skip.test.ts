/** What a reader makes of elements nothing is wanted of: most of a MAME list. */
import { describe, expect, it } from 'vitest'
import { parse } from './support.ts'

const machine = (inside: string) => `<mame build="1">
<machine name="m">
<dipswitch name="a > b" tag='it"s'>
<condition relation="eq" value="/"/>
<!-- </machine> --><![CDATA[</machine>]]> text &lt;
${inside}
</dipswitch>
<rom name="r.bin" size="1"/>
</machine>
</mame>`

const ROMS = [{ name: 'r.bin', size: 1 }]

describe('an element that is skipped', () => {
  it.each([
    ['nothing', ''],
    [
      'known elements, which mean nothing there',
      '<rom name="x" size="2"/><year>1999</year><rom name="y"></rom>',
    ],
    ['a tag over several lines', '<dipvalue\n  name="1 Coin/1 Credit"\n  value="0"\n/>'],
    ['a tag without attributes', '<a><b/></a>'],
  ])('may hold %s', (_, inside) => {
    expect(parse('logiqx', machine(inside)).games).toEqual([{ name: 'm', categories: [], roms: ROMS }])
  })

  it('may be cut anywhere', () => {
    const text = machine('<dipvalue name="x > y" value="0"/><a><rom name="z"/></a>')
    const whole = parse('logiqx', text)
    for (let cut = 1; cut < text.length; cut++) expect(parse('logiqx', text, [cut])).toEqual(whole)
  })

  it.each([
    ['is not closed itself', '<a>', 'line 3: an element is not closed.'],
    ['closes another', '<a></rom>', 'line 6: an element is not closed.'],
    ['holds a known element that is not closed', '<rom>', 'line 6: the <rom> element is not closed.'],
    [
      'holds a "<" in a tag',
      '\n<a b="<"/>',
      'line 7: an attribute value is not closed, or holds a "<" that must be written "&lt;".',
    ],
  ])('is damaged when it %s', (_, inside, message) => {
    const text = machine(inside)
    for (const cuts of [[], [text.indexOf('</dipswitch>') - 3], [20, 60, 100]]) {
      expect(() => parse('logiqx', text, cuts)).toThrow(message)
    }
  })
})
