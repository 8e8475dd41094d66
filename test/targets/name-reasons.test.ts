/** What is said of a name that a device cannot have. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whyChanged } from '../../src/targets/names/reasons.ts'
import { safeName } from '../../src/targets/names/names.ts'
import type { NameRules } from '../../src/targets/preset.ts'

const FAT: NameRules = { alphabet: 'fat', maxName: 20, maxPath: 255 }
const POSIX: NameRules = { alphabet: 'posix', maxName: 20, maxPath: 255 }

describe('why a name becomes another', () => {
  it.each<[string, NameRules, string]>([
    ['What? "Me": A/B.gb', FAT, `names there cannot have "?", '"', ":", "/"`],
    ['<*|>?:".gb', FAT, `names there cannot have "<", "*", "|", ">", "?", …`],
    ['a\\b.gb', POSIX, 'names there cannot have "\\"'],
    ['AUX.x.gb', FAT, '"AUX" is what DOS and Windows call a device'],
    ['Boot.rom', { ...FAT, taken: ['boot.rom'] }, 'a file of that name means something else there'],
    ['A.zip B.gb', { ...FAT, avoid: ['.zip'] }, 'it stumbles over ".zip" inside a name'],
    ['Ångström – é.gb', { ...FAT, charset: 'cp437' }, 'it cannot show "–"'],
    ['ナイト.gb', { ...FAT, charset: 'ascii' }, 'it cannot show "ナ", "イ", "ト"'],
    ['.hidden.gb', FAT, 'names there cannot begin or end with a dot or a blank'],
    ['A game of many words.gb', FAT, 'names there have 20 characters at most, and it has 23'],
    ['ナイトナイト.gb', { ...FAT, maxNameBytes: 20 }, 'names there have 20 bytes at most, and it has 21'],
    ['zero\u200bwidth.gb', POSIX, 'it has characters that nobody sees'],
    ['B.gb', { ...FAT, longNames: true }, 'it mistakes names as short as this'],
  ])('%s', (name, rules, why) => {
    expect(safeName(name, rules)).not.toBe(name)
    expect(whyChanged(name, rules)).toBe(why)
  })

  it('is known of every name that is changed', () => {
    const rules = fc.constantFrom<NameRules>(
      FAT,
      POSIX,
      { ...FAT, charset: 'ascii', avoid: ['.zip'], taken: ['boot.rom'] },
      { ...FAT, longNames: true, maxNameBytes: 20 },
    )
    const text = fc.stringMatching(/^[ -~é\u200bナ]{1,30}$/)
    fc.assert(
      fc.property(text, rules, (name, given) => {
        const asked = name.normalize('NFC')
        fc.pre(safeName(asked, given) !== asked)
        expect(whyChanged(asked, given)).not.toBe('names there cannot be like that')
      }),
    )
  })
})
