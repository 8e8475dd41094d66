/** What is said alike is shown to people, however it is written. */
import { describe, expect, it } from 'vitest'
import { cutForm, isCutShort } from '../../../src/identify/titles/cut-short.ts'
import { initialsOf, isShortFor, shortForms } from '../../../src/identify/titles/initials.ts'
import { numberless, saidForm } from '../../../src/identify/titles/spoken.ts'
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
    ['Syoujyo', 'syozyo'],
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
    ['Shoujo', 'Shounen'],
  ])('%s is not %s', (one, other) => {
    expect(saidForm(plainTitle(one))).not.toBe(saidForm(plainTitle(other)))
  })

  it.each([
    ['1942', '#'],
    ['19XX', '#'],
    ['XIII', '#'],
    ['One on One', '#on#'],
    ['7th Saga', '#saga'],
    ['3 in 1', '#in#'],
    ['Rocky II', undefined],
    ['', undefined],
  ])('%s, whatever its numbers: %j', (title, form) => {
    expect(numberless(saidForm(plainTitle(title)))).toBe(form)
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

  it('may keep initials and numerals whole, leave out some of the small words, and be one letter before a number', () => {
    expect(initialsOf('super mario rpg')).toEqual(['smr', 'smrpg'])
    expect(initialsOf('final fantasy xiii')).toEqual(['ffx', 'ffxiii'])
    expect(initialsOf('heroes of might and magic iii')).toContain('homm3')
    expect(initialsOf('terminator 2')).toEqual(['t2'])
    expect(initialsOf('2 fast')).toEqual([])
  })

  it('are told by their first word, with its numeral, its letters parted, or its article', () => {
    expect(shortForms('ffvi')).toEqual(['ffvi', 'ff6'])
    expect(shortForms('ssf2t')).toEqual(['ssf2t'])
    expect(shortForms('c and c red alert')).toEqual(['cacredalert'])
    expect(shortForms('tloz')).toEqual(['tloz', 'loz'])
    expect(shortForms('civilization')).toEqual([])
    expect(shortForms('d')).toEqual([])
  })

  it.each([
    ['gta vice city', 'grand theft auto vice city', true],
    ['sf2 turbo', 'street fighter ii turbo', true],
    ['loz', 'legend of zelda', true],
    ['tloz', 'legend of zelda', true],
    ['ffvii', 'final fantasy vii', true],
    ['ffvii', 'final fantasy viii', false],
    ['c and c', 'command and conquer', true],
    ['t2', 'terminator 2', true],
    ['t2', 'terminator 3', false],
    ['gta vice city', 'grand theft auto liberty city', false],
    ['sw rogue squadron', 'star wars rogue squadron', false],
  ])('%s, %s: %s', (short, long, isShort) => {
    expect([isShortFor(short, long), isShortFor(long, short)]).toEqual([isShort, isShort])
  })
})

describe('words that are cut short', () => {
  it.each([
    ['civ ii', 'civilization ii', true],
    ['civ rev', 'civilization revolution', true],
    ['civ 2', 'civilization ii', true],
    ['civ ii', 'civilization iii', false],
    ['civ revolution', 'civilization rev', false],
    ['ci ii', 'civilization ii', false],
    ['sim 200', 'sim 2000', false],
    ['civ', 'civilization revolution', false],
  ])('%s, %s: %s', (short, long, isCut) => {
    expect([isCutShort(short, long), isCutShort(long, short)]).toEqual([isCut, isCut])
    if (isCut) expect(cutForm(short)).toBe(cutForm(long))
  })
})
