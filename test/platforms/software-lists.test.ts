import { describe, expect, it } from 'vitest'
import { platformBySlug, platformOfDat } from '../../src/platforms/lookup.ts'
import { platformOfSoftwareList } from '../../src/platforms/software-lists.ts'

describe('MAME software lists', () => {
  it.each([
    ['nes', 'nes'],
    ['megadriv', 'genesis'],
    ['gameboy', 'gb'],
    ['famicom_flop', 'fds'],
    ['snes_bspack', 'satellaview'],
    ['c64_cart', 'c64'],
    ['c64_flop', 'c64'],
    ['msx2_cass', 'msx2'],
  ])('%s is a list of %s', (list, slug) => {
    expect(platformOfSoftwareList(list)).toBe(slug)
    expect(platformOfDat(list)).toBe(slug)
    expect(platformBySlug(slug)?.slug).toBe(slug)
  })

  it.each(['ibm5150', 'constructor', '__proto__', ''])('%j is not placed', (list) => {
    expect(platformOfSoftwareList(list)).toBeUndefined()
  })
})
