/** What stays of a title when spelling is taken off it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calledAlike, readsOtherwise } from '../../../src/identify/titles/spelling/left-out.ts'
import { similarity } from '../../../src/identify/titles/nearness/similarity.ts'
import {
  matchKey,
  plainTitle,
  sequelNumbers,
  titleParts,
} from '../../../src/identify/titles/spelling/title-key.ts'

describe('the plain form of a title', () => {
  it.each([
    ['Pokémon Stadium', 'pokemon stadium'],
    ['Pokémon', 'pokemon'],
    ['Legend of Zelda, The - A Link to the Past', 'legend of zelda a link to the past'],
    ['The Legend of Zelda: A Link to the Past', 'legend of zelda a link to the past'],
    ['Addams Family, The', 'addams family'],
    ['An American Tail', 'american tail'],
    ['A. D. 2044', 'a d 2044'],
    ['A', 'a'],
    ['Another World', 'another world'],
    ["Street Fighter II' Turbo", 'street fighter ii turbo'],
    ['Yoshi’s Island', 'yoshis island'],
    ['Sonic & Knuckles', 'sonic and knuckles'],
    ['Snow+Surf', 'snow and surf'],
    ['X-Men', 'x men'],
    ['Super_Mario_World', 'super mario world'],
    ['R.C. Pro-Am', 'r c pro am'],
    ['Das Geheimnis der Straße', 'das geheimnis der strasse'],
    ['Ægir', 'aegir'],
    ['ガンダム', 'ガンダム'],
    ['Ｆｉｎａｌ　Ｆａｎｔａｓｙ', 'final fantasy'],
    ['  ', ''],
    ['!!!', ''],
  ])('%s → %s', (title, plain) => {
    expect(plainTitle(title)).toBe(plain)
  })

  it.each([
    ['Street Fighter × Tekken', 'street fighter x tekken'],
    ['❤️ Puzzle 1️⃣', 'puzzle 1'],
    ['Zel\u00adda', 'zelda'],
    ['เกมกีฬา', 'เกมกีฬา'],
    ['Ranma ½', 'ranma 1 2'],
  ])('%s → %s', (title, plain) => {
    expect(plainTitle(title)).toBe(plain)
  })

  it.each([
    ['กิ', 'กี'],
    ['कि', 'की'],
    ['שִׁיר', 'שׁוּר'],
  ])('keeps vowels that are marks: %s is not %s', (a, b) => {
    expect(plainTitle(a)).not.toBe(plainTitle(b))
  })

  it('keeps the marks of kana, which are letters of their own', () => {
    expect(plainTitle('が')).not.toBe(plainTitle('か'))
  })
})

describe('the match key', () => {
  it.each([
    ['Mega Man II', 'Mega Man 2'],
    ['Final Fantasy VII', 'Final Fantasy 7'],
    ['Sonic & Knuckles', 'Sonic and Knuckles'],
    ['Wolfenstein 3-D', 'Wolfenstein 3D'],
    ['Legend of Zelda, The', 'The Legend of Zelda'],
    ['Spider-Man', 'Spider Man'],
    ['Spider-Man', 'Spiderman'],
    ['ActRaiser', 'Actraiser'],
    ['Goal!', 'Goal!!'],
    ['M.U.S.H.A.', 'MUSHA'],
  ])('is one for "%s" and "%s"', (a, b) => {
    expect(matchKey(plainTitle(a))).toBe(matchKey(plainTitle(b)))
  })

  it.each([
    ['Mega Man X', 'Mega Man 10'],
    ['V - The Game', '5 - The Game'],
    ['Ivory', 'Ivy'],
    ['Mega Man 7', 'Mega Man X'],
  ])('is two for "%s" and "%s"', (a, b) => {
    expect(matchKey(plainTitle(a))).not.toBe(matchKey(plainTitle(b)))
  })
})

describe('the numbers of a title', () => {
  it.each([
    ['Mega Man II', '2'],
    ['Mega Man', ''],
    ['Sonic 3D', '3'],
    ['Wonder Boy 1 1', '1 1'],
    ['Wonder Boy 11', '11'],
    ['Madden NFL 094', '94'],
    ['V - The Game', ''],
  ])('%s → %s', (title, numbers) => {
    expect(sequelNumbers(plainTitle(title))).toBe(numbers)
  })
})

describe('letters that may be numerals or words', () => {
  const areOther = (a: string, b: string) => readsOtherwise({ title: a }, { title: b })

  it.each([
    ['Batman v Superman', 'Batman 5 Superman'],
    ['Freddy V. Jason', 'Freddy 5 Jason'],
    ['Batman_v_Superman', 'Batman 5 Superman'],
    ['Yu-Gi-Oh! ARC-V', 'Yu-Gi-Oh! ARC 5'],
    ['F.E.A.R.', 'Fear'],
    ['The S.C.A.R.S. Cup', 'The Scars Cup'],
  ])('"%s" is not "%s"', (a, b) => {
    expect([areOther(a, b), areOther(b, a)]).toEqual([true, true])
  })

  it.each([
    ['Dragon Quest V', 'Dragon Quest 5'],
    ['Final Fantasy V Advance', 'Final Fantasy 5 Advance'],
    ['Dragon Quest V - Tenkuu no Hanayome', 'Dragon Quest V Tenkuu no Hanayome'],
    ["King's Quest V: Absence", "King's Quest 5 - Absence"],
    ['Batman v Superman', 'BATMAN V SUPERMAN'],
    ['Street Fighter v', 'Street Fighter 5'],
    ['F.E.A.R.', 'FEAR'],
    ['R.C. Pro-Am', 'Rc Pro-Am'],
  ])('"%s" may be "%s"', (a, b) => {
    expect([areOther(a, b), areOther(b, a)]).toEqual([false, false])
  })
})

describe('what people call a game', () => {
  it.each([
    ['Legend of Zelda, The - A Link', 'The Legend of Zelda: A Link', true],
    ['Yo! Noid', 'Yo Noid', true],
    ['Mask', 'The Mask', false],
    ['Goal!', 'Goal!!', false],
    ['.hack', 'Hack', false],
    ["Street Fighter II'", 'Street Fighter II', false],
    ['Art of War', 'Art & War', false],
  ])('"%s" and "%s" are one game: %s', (a, b, isOne) => {
    expect(calledAlike(a) === calledAlike(b)).toBe(isOne)
  })
})

it('finds the parts around a subtitle', () => {
  expect(
    titleParts('Zelda II - The Adventure of Link', plainTitle('Zelda II - The Adventure of Link')),
  ).toEqual(['zelda ii', 'adventure of link'])
  expect(titleParts('Mega Man: The Wily Wars', plainTitle('Mega Man: The Wily Wars'))).toEqual([
    'mega man',
    'wily wars',
  ])
  expect(titleParts('.hack//Infection', 'hack infection')).toEqual(['hack', 'infection'])
  expect(titleParts('X-Men', plainTitle('X-Men'))).toEqual(['x men'])
})

describe('similarity', () => {
  // worked out by hand, and the usual examples of the literature
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['actraiser', 'actraiser 2', 0.964],
    ['mega man 7', 'mega man x', 0.96],
    ['abc', 'xyz', 0],
    ['', '', 0],
    ['a', 'a', 1],
  ])('of "%s" and "%s" is %f', (a, b, expected) => {
    expect(similarity(a, b)).toBeCloseTo(expected, 3)
  })

  it('lies between 0 and 1, and is 1 for equal texts only', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (a, b) => {
        const value = similarity(a, b)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        expect(value === 1).toBe(a === b && a !== '')
      }),
    )
  })
})

it('plain forms are plain already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (title) => {
      const plain = plainTitle(title)
      expect(plain).toMatch(/^$|^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?: [\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u)
    }),
  )
})
