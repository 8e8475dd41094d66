import { describe, expect, it } from 'vitest'
import type { FileWishes } from '../../src/targets/preset.ts'
import { shapeCompanion, shapeFile } from '../../src/targets/shape.ts'
import { file, nes } from './picks.ts'

const NES: FileWishes = { extensions: ['nes'], shape: 'require-header' }
const UNIF: FileWishes = { ...NES, extensions: ['nes', 'unf'] }
const SNES: FileWishes = { extensions: ['sfc', 'smc'], renamed: ['swc'], shape: 'no-smc' }
const N64: FileWishes = { extensions: ['z64'], renamed: ['n64', 'v64'], shape: 'z64' }
const ANY: FileWishes = { extensions: [] }

const copied = { bytes: 'head|rom', extension: 'smc', matched: 'no-smc', view: 'no-smc' } as const
const swapped = { bytes: 'swap|rom', extension: 'v64', view: 'z64' } as const

describe('shapeFile', () => {
  it.each([
    ['a headered file the DAT knows without header', nes('A'), NES, '.nes', undefined],
    [
      'a headered file the DAT knows as it is',
      file('A.nes', { bytes: 'h|A', view: 'no-ines' }),
      NES,
      '.nes',
      undefined,
    ],
    [
      'a headered file under an odd name',
      file('A.unh', { bytes: 'h|A', extension: 'bin', matched: 'no-ines', view: 'no-ines' }),
      NES,
      '.nes',
      undefined,
    ],
    ['a format of its own, beside the one with the header', file('A.unf'), UNIF, '.unf', undefined],
    [
      'a headered file under the name of another format',
      file('A.nes', { bytes: 'h|A', extension: 'unf', matched: 'no-ines', view: 'no-ines' }),
      UNIF,
      '.nes',
      undefined,
    ],
    ['a copier header on a device that minds', file('A.sfc', copied), SNES, '.sfc', 'no-smc'],
    [
      'a copier header on a device that does not',
      file('A.sfc', copied),
      { ...SNES, shape: 'keep' },
      '.smc',
      undefined,
    ],
    [
      'a copier header the DAT has too',
      file('A.smc', { bytes: 'h|A', view: 'no-smc' }),
      SNES,
      '.sfc',
      'no-smc',
    ],
    ['no header where none is wanted', file('A.sfc', { extension: 'smc' }), SNES, '.sfc', undefined],
    ['an extension the device would not open', file('A.swc'), SNES, '.sfc', undefined],
    [
      'a swapped file the DAT knows in native order',
      file('A.z64', { ...swapped, matched: 'z64' }),
      N64,
      '.z64',
      'z64',
    ],
    ['a swapped file the DAT knows as it is', file('A.v64', swapped), N64, '.z64', 'z64'],
    [
      'a native file with the name of another order',
      file('A.z64', { extension: 'n64' }),
      N64,
      '.z64',
      undefined,
    ],
    [
      'a swapped file under a name that does not tell',
      file('A.z64', { ...swapped, extension: 'rom', matched: 'z64' }),
      { extensions: ['z64', 'n64', 'v64'] },
      '.z64',
      'z64',
    ],
    ['anything where anything goes', file('A.WAV'), ANY, '.WAV', undefined],
    ['the shape the DAT does not mean', file('A.sfc', copied), ANY, '.smc', undefined],
    [
      'the DAT name when the user has none',
      file('A.sfc', { ...copied, extension: '' }),
      ANY,
      '.sfc',
      undefined,
    ],
    [
      'an extension that is no extension',
      file('A.unh', { ...copied, extension: '../../x' }),
      ANY,
      '.unh',
      undefined,
    ],
  ] as const)('%s', (_what, owned, wishes, extension, view) => {
    const shaped = shapeFile(owned, wishes)
    const expected = view === undefined ? owned.content : owned.views[0]
    expect(shaped).toEqual({ ok: true, bytes: expected, extension, ...(view === undefined ? {} : { view }) })
  })

  it.each([
    ['header-missing', file('A.nes'), NES],
    ['header-missing', file('A.unh', { extension: 'nes' }), NES],
    ['header-missing', file('A.nes', { extension: 'bin' }), UNIF],
    ['format-not-playable', file('A.iso'), SNES],
    ['format-not-playable', file('A', { extension: '' }), SNES],
  ] as const)('refuses with %s', (code, owned, wishes) => {
    expect(shapeFile(owned, wishes)).toEqual({ ok: false, code })
  })
})

it('leaves companions as they are', () => {
  expect(shapeCompanion(file('A (Track 1).bin'))).toMatchObject({ extension: '.bin' })
})
