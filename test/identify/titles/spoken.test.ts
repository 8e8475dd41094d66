/** What is said alike is shown to people, however it is written. */
import { describe, expect, it } from 'vitest'
import { initialsOf, isShortFor } from '../../../src/identify/titles/initials.ts'
import { areSaidAlike, saidForm } from '../../../src/identify/titles/spoken.ts'
import { plainTitle } from '../../../src/identify/titles/title-key.ts'

describe('a title as it is said', () => {
  it.each([
    ['Nineteen Forty-Two', '1942'],
    ['Nineteen Ninety-Nine', '1999'],
    ['Three Hundred', '300'],
    ['A Hundred and One', '101'],
    ['Hundred Swords', '100swords'],
    ['Two Thousand Ten', '2010'],
    ['Twenty-First Century', '21century'],
    ['20th Century', '20century'],
    ['One Two Switch', '12switch'],
    ['Zero', '0'],
    ['Twenty Zero', '200'],
    ['XIII', '13'],
    ['Louis XIV', 'lois14'],
    ['xxxx', 'xxxx'],
    ["F1 '97", 'formula197'],
    ['Saint Street', 'stst'],
    ['Syouzyo', 'syozyo'],
    ['Shoujo', 'syozyo'],
    ['Macchi wo Dzuka', 'mattiozuka'],
    ['Тетрис II', 'тетрис2'],
    ['The', ''],
    ['', ''],
  ])('%s: %j', (title, said) => {
    expect(saidForm(plainTitle(title))).toBe(said)
  })

  it.each([
    ['Seventh Saga', 'Sixth Saga'],
    ['Dr. Mario', 'Mr. Mario'],
    ['Of the', 'The'],
    ['Shoujo', 'Shounen'],
  ])('%s is not %s', (one, other) => {
    expect(areSaidAlike(plainTitle(one), plainTitle(other))).toBe(false)
  })
})

describe('initials', () => {
  it('stand for a whole title, or for three words and more at its beginning', () => {
    expect(initialsOf('grand theft auto vice city')).toEqual(['gtavicecity', 'gtavcity', 'gtavc'])
    expect(initialsOf('star wars rogue squadron')).toEqual(['swrsquadron', 'swrs'])
    expect(initialsOf('street fighter ii turbo')).toEqual(['sf2turbo', 'sf2t'])
    expect(initialsOf('mario kart')).toEqual(['mk'])
    expect(initialsOf('mario')).toEqual([])
  })

  it.each([
    ['gta vice city', 'grand theft auto vice city', true],
    ['sf2 turbo', 'street fighter ii turbo', true],
    ['loz', 'legend of zelda', true],
    ['gta vice city', 'grand theft auto liberty city', false],
    ['sw rogue squadron', 'star wars rogue squadron', false],
  ])('%s, %s: %s', (short, long, isShort) => {
    expect([isShortFor(short, long), isShortFor(long, short)]).toEqual([isShort, isShort])
  })
})
