/** What contents say of themselves, in the catalog. */
import { beforeEach, describe, expect, it } from 'vitest'
import { SCHEMA_1 } from '../../../src/catalog/schema/tables.sql.ts'
import { connect, type Db } from '../../../src/catalog/sqlite.ts'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { describeContent } from '../../../src/inventory/header-facts/describe.ts'
import { metadataOf, putMetadata, sheetOf } from '../../../src/inventory/header-facts/metadata.ts'
import { GAME_BOY_ROM } from './samples.ts'

const describeText = (text: string, extension: string) =>
  describeContent(memoryReader(Buffer.from(text)), extension)

describe('putMetadata', () => {
  let db: Db
  let id: number

  beforeEach(() => {
    db = connect(':memory:')
    db.exec(SCHEMA_1)
    id = Number(
      db.prepare('insert into rom_file (sha1, crc32, size) values (?, 1, 1)').run(Buffer.alloc(20))
        .lastInsertRowid,
    )
  })

  it('keeps what a content says', () => {
    expect(putMetadata(db, id, describeContent(memoryReader(GAME_BOY_ROM), 'gb'))).toBe(true)
    expect([...metadataOf(db, id)]).toEqual([
      ['header.checksum', 'right'],
      ['header.maker', 'Capcom'],
      ['header.platform', 'gb'],
      ['header.regions', 'Japan'],
      ['header.title', 'WATER_RAT'],
      ['header.version', '1.1'],
    ])
  })

  it('writes only what is new', () => {
    const title = (text: string) => ({ metadata: [['header.title', text]] as const })
    expect(putMetadata(db, id, title('a'))).toBe(true)
    expect(putMetadata(db, id, title('a'))).toBe(false)
    expect(putMetadata(db, id, { metadata: [] })).toBe(false)
    expect([...metadataOf(db, id)]).toEqual([['header.title', 'a']])
    expect(putMetadata(db, id, title('b'))).toBe(true)
    expect([...metadataOf(db, id)]).toEqual([['header.title', 'b']])
  })

  it('goes with its content', () => {
    putMetadata(db, id, { metadata: [['header.title', 'a']] })
    db.prepare('delete from rom_file').run()
    expect([...metadataOf(db, id)]).toEqual([])
  })
})

describe('sheetOf', () => {
  it('gives back what a sheet names', () => {
    const text = 'REM DISCNUMBER 2\nCDTEXTFILE "a.cdt"\nFILE "a.bin" BINARY\nTRACK 01 MODE1/2352\n'
    const { metadata, troubles } = describeText(text, 'cue')
    expect(metadata).toEqual([
      ['sheet.kind', 'cue'],
      ['sheet.files', '["a.bin"]'],
      ['sheet.companions', '["a.cdt"]'],
      ['sheet.tracks', '1'],
      ['sheet.disc', '2'],
      ['sheet.text', text],
    ])
    expect(troubles).toEqual([])
    expect(sheetOf(new Map(metadata))).toEqual({
      kind: 'cue',
      files: ['a.bin'],
      companions: ['a.cdt'],
      tracks: 1,
      disc: 2,
      troubles: [],
    })
  })

  it('is none for other contents', () => {
    expect(sheetOf(new Map([['header.title', 'a']]))).toBeUndefined()
    expect(sheetOf(new Map())).toBeUndefined()
  })

  it('comes with what is wrong', () => {
    expect(describeText('FILE "../a.bin" BINARY\nTRACK 01 AUDIO', 'cue').troubles).toEqual([
      {
        code: 'sheet-damaged',
        what: 'it names "../a.bin", which is not in its folder; the name is not used',
      },
    ])
  })
})
