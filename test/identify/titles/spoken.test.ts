/** What is said alike is shown to people, however it is written. */
import { describe, expect, it } from 'vitest'
import { cutForm, isCutShort } from '../../../src/identify/titles/spelling/cut-short.ts'
import { initialsOf, isShortFor, shortForms } from '../../../src/identify/titles/spelling/initials.ts'
import { numberless, saidForm } from '../../../src/identify/titles/spelling/spoken.ts'
import { plainTitle } from '../../../src/identify/titles/spelling/title-key.ts'

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
    ['Se7en', 'seten'],
    ['D00m 64', 'dom64'],
    ['2K1 Racer', '2k1racer'],
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

const named = (title: string) => ({ title, plain: plainTitle(title) })

describe('initials', () => {
  const initials = (title: string) => initialsOf(named(title))

  it('stand for a whole title, or for three words and more at its beginning', () => {
    expect(initials('grand theft auto vice city')).toEqual(['gtavicecity', 'gtavcity', 'gtavc', 'tavc'])
    expect(initials('star wars rogue squadron')).toEqual(['swrsquadron', 'swrs'])
    expect(initials('street fighter ii turbo')).toEqual(['sf2', 'sf2turbo', 'sf2t'])
    expect(initials('mario kart')).toEqual(['mk'])
    expect(initials('mario')).toEqual([])
  })

  it('may keep initials and numerals whole, leave out some of the small words, and be one letter before a number', () => {
    expect(initials('super mario rpg')).toEqual(['smr', 'smrpg'])
    expect(initials('final fantasy xiii')).toEqual(['ffx', 'ffxiii'])
    expect(initials('heroes of might and magic iii')).toContain('homm3')
    expect(initials('terminator 2')).toEqual(['t2'])
    expect(initials('2 fast')).toEqual([])
  })

  it('stand for the end of a title, behind the name of its series', () => {
    expect(initials('zelda ocarina of time')).toEqual(['zootime', 'zoot', 'zot', 'oot'])
    expect(initials('star wars knights of the old republic ii')).toContain('kotor2')
    // two words and three without a small one are the beginning of too many
    expect(initials('zelda wind waker hd')).toEqual(['zwwhd', 'zwwh'])
  })

  it('are those of words that are written together', () => {
    expect(initials('RollerCoaster Tycoon 2')).toEqual(['rt2', 'rct2'])
    expect(initials('WarCraft III')).toEqual(['w3', 'wc3'])
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
    ['ALttP', 'The Legend of Zelda - A Link to the Past', true],
    ['SotN', 'Castlevania - Symphony of the Night', true],
    ['KotOR 2', 'Star Wars - Knights of the Old Republic II', true],
    ['KotOR 2', 'Star Wars - Knights of the Old Republic', false],
    ['RCT2', 'RollerCoaster Tycoon 2', true],
    ['RCT2', 'RollerCoaster Tycoon 3', false],
    ['MGS2', 'Metal Gear Solid 2 - Sons of Liberty', true],
    ['MGS2', 'Metal Gear Solid 3 - Snake Eater', false],
    ['TMNT IV', 'Teenage Mutant Ninja Turtles IV - Turtles in Time', true],
    ['THUG 2', "Tony Hawk's Underground 2", true],
    ['CV3', "Castlevania III - Dracula's Curse", true],
    ['CV3', "Castlevania II - Simon's Quest", false],
    ['MMX2', 'Mega Man X2', true],
    ['MMX2', 'Mega Man X3', false],
  ])('%s, %s: %s', (short, long, isShort) => {
    const [one, other] = [named(short), named(long)]
    expect([isShortFor(one, other), isShortFor(other, one)]).toEqual([isShort, isShort])
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
