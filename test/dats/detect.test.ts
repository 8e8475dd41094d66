import { describe, expect, it } from 'vitest'
import { detectDat } from '../../src/dats/detect.ts'

const HTML = 'is an HTML page, not a DAT: the download site probably answered with its error page'
const UNKNOWN = 'is not a DAT of any kind that curator reads'
const SMDB = `${'a'.repeat(64)}\tA/b c.nes\t${'b'.repeat(40)}\t${'c'.repeat(32)}\t0123abCD`

describe('the first bytes', () => {
  it.each([
    ['<datafile>', 'logiqx'],
    [
      '\uFEFF\r\n <?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE datafile PUBLIC "x" "y">\n<datafile>',
      'logiqx',
    ],
    ['<?xml version="1.0"?><!DOCTYPE mame [<!ELEMENT mame (machine+)>]><mame>', 'logiqx'],
    ['<mame build="0.280">', 'logiqx'],
    [`<?xml version="1.0"?><!-- ${'x'.repeat(100_000)} --><datafile>`, 'logiqx'],
    ['clrmamepro (\n\tname "x"', 'clrmamepro'],
    ['\uFEFF\n\nclrmamepro(', 'clrmamepro'],
    ['game (\n', 'clrmamepro'],
    ['emulator (\n', 'clrmamepro'],
    ['CLRMAMEPRO (\r\n', 'clrmamepro'],
    ['<softwarelist name="nes">', 'software-list'],
    ['<!DOCTYPE softwarelist SYSTEM "softwarelist.dtd"><softwarelist name="nes">', 'software-list'],
    ['<softwarelists><softwarelist name="nes">', 'software-lists'],
    ['[CREDITS]\r\nauthor=x', 'romcenter'],
    ['\uFEFF\n[Dat]\nversion=2.50', 'romcenter'],
    [SMDB, 'smdb'],
    [`${SMDB}\t12\r\n${SMDB}`, 'smdb'],
    [SMDB.replace('0123abCD', '123abCD'), 'smdb'],
    ['PK\x03\x04', 'zip'],
    ['PK\x05\x06', 'zip'],
  ])('%j are %s', (text, format) => {
    expect(detectDat(Buffer.from(text))).toEqual({ format })
  })

  it('know gzip', () => {
    expect(detectDat(Buffer.from([0x1f, 0x8b, 8]))).toEqual({ format: 'gzip' })
  })

  it.each([
    ['', 'is empty'],
    ['   \n', UNKNOWN],
    ['<!DOCTYPE html>\n<html>', HTML],
    ['<!doctype HTML PUBLIC "x">', HTML],
    ['\n<HTML lang="en">', HTML],
    ['<!-- cached --><html>', HTML],
    ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', HTML],
    ['<rss version="2.0">', 'is XML, but not a DAT: its outermost element is <rss>'],
    ['[general]\nauthor=x', UNKNOWN],
    [`${SMDB}\twords\n`, UNKNOWN],
    ['7z\xbc\xaf\x27\x1c', 'is a 7z archive, which curator does not unpack: unpack it, or make it a zip'],
    ['Rar!\x1a\x07\0', 'is a RAR archive, which curator does not unpack: unpack it, or make it a zip'],
    ['{"games": []}', UNKNOWN],
    ['gamelist (x)', UNKNOWN],
    ['<', 'logiqx'],
  ])('%j are refused: %s', (text, what) => {
    const expected = what === 'logiqx' ? { format: 'logiqx' } : { format: 'refused', what }
    expect(detectDat(Buffer.from(text, text.includes('\xbc') ? 'latin1' : 'utf8'))).toEqual(expected)
  })
})
