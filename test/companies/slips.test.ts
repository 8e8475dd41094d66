import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slips } from '../../src/companies/slips.ts'

describe('one slip apart', () => {
  it.each([
    ['a letter more', 'konami', 'konamii'],
    ['a letter more in front', 'konami', 'skonami'],
    ['another letter', 'konami', 'kogami'],
    ['letters that changed places', 'konami', 'konmai'],
    ['letters that changed places at the end', 'konami', 'konaim'],
  ])('%s: %s, %s', (_, one, other) => {
    expect(slips([one, other])).toEqual([[0, 1]])
    expect(slips([other, one])).toEqual([[0, 1]])
  })

  it.each([
    ['two letters', 'konami', 'kogani'],
    ['a number', 'team17software', 'team18software'],
    ['a number more', 'studio', 'studio3'],
    ['short names', 'sega', 'saga'],
    ['the same name', 'konami', 'konami'],
    ['nothing in common', 'konami', 'capcom'],
  ])('not: %s: %s, %s', (_, one, other) => {
    expect(slips([one, other])).toEqual([])
  })

  it('finds a letter that was left out, whatever stands around it', () => {
    const name = fc.stringMatching(/^[a-z]{8,20}$/)
    fc.assert(
      fc.property(name, fc.nat(), fc.uniqueArray(name, { maxLength: 8 }), (form, at, others) => {
        const i = at % form.length
        const shorter = form.slice(0, i) + form.slice(i + 1)
        fc.pre(!others.includes(form) && !others.includes(shorter))
        const forms = [...others, form, shorter]
        const pair = [forms.length - 2, forms.length - 1]
        expect(slips(forms)).toContainEqual(pair)
      }),
    )
  })

  it('takes no longer for names that all differ by a letter', () => {
    const forms = Array.from({ length: 5000 }, (_, i) => `company${String.fromCodePoint(0x4e00 + i)}`)
    expect(slips(forms).length).toBeLessThan(5000 * 100)
  })
})
