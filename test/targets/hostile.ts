/** Names as bad as they come, and all kinds of rules for them. */
import fc from 'fast-check'
import type { NameRules } from '../../src/targets/preset.ts'

const PIECES = [
  '..',
  '.',
  '/',
  '\\',
  '../',
  '..\\',
  'C:',
  'c:\\',
  '\\\\?\\',
  '\0',
  '\n',
  ':',
  ': ',
  '?',
  '*',
  '"',
  '<',
  '>',
  '|',
  ' ',
  'CON',
  'nul',
  'Com1',
  'lpt9',
  'AUX',
  'boot.rom',
  '.zip',
  '.curator',
  'CURATO~1',
  '.nes',
  '{file}',
  '{folder}',
  'a',
  'Z',
  '\u0301',
  'é',
  'ß',
  'ﬃ',
  '：',
  '？',
  '／',
  '․',
  '‥',
  '\u202e',
  '\u200b',
  '\u200d',
  '\ud83c',
  '🎮',
  '\ufeff',
  '~',
  '$(rm)',
  '%2e%2e',
]

export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 300 }))
    .map(([piece, times]) => piece.repeat(times)),
)

export const RULES: fc.Arbitrary<NameRules> = fc.constantFrom<NameRules>(
  { alphabet: 'fat', maxName: 255, maxPath: 1023, taken: ['boot.rom'], avoid: ['.zip'] },
  { alphabet: 'fat', maxName: 255, maxNameBytes: 255, maxPath: 255, charset: 'cp437' },
  { alphabet: 'fat', maxName: 64, maxPath: 100, charset: 'ascii', longNames: true },
  { alphabet: 'fat', maxName: 208, maxPath: 512, charset: 'cp1252' },
  { alphabet: 'posix', maxName: 255, maxNameBytes: 255, maxPath: 4000 },
)
