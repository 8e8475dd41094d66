/** Sheets whose tracks get other names. */
import { expect, it } from 'vitest'
import { renameTracks } from '../../../src/inventory/discs/rename-tracks.ts'
import { readSheet } from '../../../src/inventory/discs/sheet.ts'

const CASES: readonly {
  readonly what: string
  readonly kind: 'cue' | 'gdi'
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  readonly renamed: string
}[] = [
  {
    what: 'a quoted name, and all that stands around it',
    kind: 'cue',
    text: 'CATALOG 0000000000000\r\nFILE "a 1.bin" BINARY\r\n  TRACK 01 MODE2/2352\r\n    INDEX 01 00:00:00\r\n',
    names: { 'a 1.bin': 'Alpha (USA).bin' },
    renamed:
      'CATALOG 0000000000000\r\nFILE "Alpha (USA).bin" BINARY\r\n  TRACK 01 MODE2/2352\r\n    INDEX 01 00:00:00\r\n',
  },
  {
    what: 'names without quotes, of one word and of two, and other ends of lines',
    kind: 'cue',
    text: '\ufefffile a.bin BINARY\n track 01 MODE1/2352\nFILE b c.wav wave\r TRACK 02 AUDIO',
    names: { 'a.bin': 'A (Track 1).bin', 'b c.wav': 'A (Track 2).wav' },
    renamed:
      'file "A (Track 1).bin" BINARY\r\n track 01 MODE1/2352\r\nFILE "A (Track 2).wav" wave\r\n TRACK 02 AUDIO',
  },
  {
    what: 'a name in a folder, a kind that is not told, and one that keeps its name',
    kind: 'cue',
    text: '  FILE ".\\cd\\a.bin"\nFILE "b.bin" MOTOROLA',
    names: { 'cd/a.bin': 'A.bin' },
    renamed: '  FILE "A.bin" BINARY\r\nFILE "b.bin" MOTOROLA',
  },
  {
    what: 'the tracks of a GD-ROM',
    kind: 'gdi',
    text: '2\n1 0 4 2352 track01.bin 0\n2 600 0 2352 "track 02.raw" 0\n',
    names: { 'track01.bin': 'G (Track 1).bin', 'track 02.raw': 'G (Track 2).raw' },
    renamed: '2\r\n1 0 4 2352 "G (Track 1).bin" 0\r\n2 600 0 2352 "G (Track 2).raw" 0\r\n',
  },
]

it.each(CASES)('$what', ({ kind, text, names, renamed }) => {
  const now = renameTracks(kind, text, new Map(Object.entries(names)))
  expect(now).toBe(renamed)
  const files = readSheet(kind, '', Buffer.from(text)).files
  expect(readSheet(kind, '', Buffer.from(now)).files).toEqual(files.map((file) => names[file] ?? file))
})
