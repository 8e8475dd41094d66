/** An import that is undone stays undone, until its file is named again or brings something else. */
import { readFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { syncDats } from '../../../src/dats/importing/sync.ts'
import { importInUse, setAside } from '../../../src/dats/sources/undo.ts'
import { readUndone, undonePath, writeUndone } from '../../../src/dats/sources/undone.ts'
import { memoryCatalog } from '../../support/catalog.ts'
import { dat, tempFolder } from './support.ts'

const NES = 'Nintendo - Nintendo Entertainment System'
const GB = 'Nintendo - Game Boy'

function catalog() {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  const folder = tempFolder()
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const sync = (undone: ReadonlySet<string> = new Set(), names = ['nes.dat', 'gb.dat']) =>
    syncDats(db, [{ name: 'd', files: names.map((name) => join(folder, name)) }], { undone })
  const entries = () => db.prepare<[], number>('select count(*) from dat_entry').pluck().get()
  const undo = (id: number): ReadonlySet<string> => {
    const found = importInUse(db, id)
    if (!found) throw new Error(`no import ${id}`)
    setAside(db, found.rows)
    return new Set(found.files.map(({ sha1 }) => sha1))
  }
  return { db, folder, write, sync, entries, undo }
}

describe('an undone import', () => {
  it('is gone at once, with all its rows and no other', async () => {
    const { db, write, sync, entries, undo } = catalog()
    write('nes.dat', dat(NES, 3))
    write('gb.dat', dat(GB, 2))
    await sync()
    expect(importInUse(db, 1)).toMatchObject({ import: 1, games: 3, entries: 3, files: [{ name: NES }] })
    undo(1)
    expect(entries()).toBe(2)
    expect(importInUse(db, 1)).toBeUndefined()
    expect(db.prepare('select status, notes from import_log order by id').raw().all()).toEqual([
      ['cancelled', 'undone'],
      ['completed', null],
    ])
  })

  it('does not come back, also when its file is touched, copied, or the catalog was lost', async () => {
    const { write, sync, entries, undo } = catalog()
    write('nes.dat', dat(NES, 3))
    write('gb.dat', dat(GB, 2))
    await sync()
    const undone = undo(1)
    const again = await sync(undone)
    expect(again.dats[0]?.problems.map(({ code }) => code)).toEqual(['dat-undone'])
    write('nes.dat', dat(NES, 3))
    write('copy.dat', dat(NES, 3))
    await sync(undone, ['nes.dat', 'gb.dat', 'copy.dat'])
    expect(entries()).toBe(2)
    const other = catalog()
    other.write('nes.dat', dat(NES, 3))
    await other.sync(undone, ['nes.dat'])
    expect(other.entries()).toBe(0)
  })

  it('gives way to a new edition, and comes back when it is wanted again', async () => {
    const { write, sync, entries, undo } = catalog()
    write('nes.dat', dat(NES, 3))
    write('gb.dat', dat(GB, 2))
    await sync()
    const undone = undo(1)
    await sync(undone)
    write('nes.dat', dat(NES, 4))
    await sync(undone)
    expect(entries()).toBe(6)
    write('nes.dat', dat(NES, 3))
    await sync(undone)
    expect(entries()).toBe(2)
    await sync(new Set())
    expect(entries()).toBe(5)
  })

  it('is undone as well when only the list says so', async () => {
    const { write, sync, entries, undo, db } = catalog()
    write('nes.dat', dat(NES, 3))
    write('gb.dat', dat(GB, 2))
    await sync()
    const sha1 = importInUse(db, 2)?.files[0]?.sha1 ?? ''
    const { changed } = await sync(new Set([sha1]))
    expect(changed).toEqual(['gb'])
    expect(entries()).toBe(3)
    expect(() => undo(2)).toThrow('no import 2')
  })
})

describe('curator.undone', () => {
  const [A, B] = ['a'.repeat(40), 'b'.repeat(40)] as const

  it('is sorted, says what it is, and is read as it was written', () => {
    const dir = tempFolder()
    expect(readUndone(dir)).toEqual(new Map())
    writeUndone(
      dir,
      new Map([
        [B, 'Two\nlines'],
        [A, NES],
      ]),
    )
    expect(readFileSync(undonePath(dir), 'utf8')).toBe(
      `# Files of DATs and metadata that are not to be used. Deleting its line brings one back; a DAT, \`curator dats import FILE\` does, too.\n${A}  ${NES}\n${B}  Two lines\n`,
    )
    expect(readUndone(dir)).toEqual(
      new Map([
        [A, NES],
        [B, 'Two lines'],
      ]),
    )
    writeUndone(dir, new Map())
    expect(existsSync(undonePath(dir))).toBe(false)
  })

  it('may be written by hand', () => {
    const dir = tempFolder()
    writeFileSync(undonePath(dir), `\n  # mine\n  ${A.toUpperCase()}\n${B}\tx\r\n`)
    expect(readUndone(dir)).toEqual(
      new Map([
        [A, ''],
        [B, 'x'],
      ]),
    )
    const C = 'c'.repeat(40)
    writeUndone(
      dir,
      new Map([
        [C, 'y'],
        [A, ''],
      ]),
    )
    expect(readFileSync(undonePath(dir), 'utf8')).toBe(`\n  # mine\n  ${A.toUpperCase()}\n${C}  y\n`)
    writeUndone(dir, new Map())
    expect(readFileSync(undonePath(dir), 'utf8')).toBe('\n  # mine\n')
    writeFileSync(undonePath(dir), `${A}\nnonsense\n`)
    expect(() => readUndone(dir)).toThrow(
      `${undonePath(dir)}: line 2: a line begins with the SHA-1 of a DAT, or with #.`,
    )
  })
})
