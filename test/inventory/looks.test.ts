/** What was read when curator saw less in files of some sort is read anew when it sees more. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookVersions, seesMoreIn, type Looks } from '../../src/inventory/hashing/looks.ts'
import { rulesKey } from '../../src/inventory/store.ts'
import { makeTar } from '../support/archives/tar.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library, type Library } from './support.ts'
import { GAME_BOY_ROM } from './header-facts/samples.ts'

const LOOKS: Looks = {
  headers: { version: 2, extensions: ['gb', 'gg'] },
  discs: { version: 1, extensions: ['chd'] },
}

it.each([
  [undefined, ['gb', 'gg', 'chd']],
  [{}, ['gb', 'gg', 'chd']],
  [{ headers: 1, discs: 1 }, ['gb', 'gg']],
  [{ headers: 2 }, ['chd']],
  [lookVersions(LOOKS), []],
])('by %j, less was seen in %j', (before, expected) => {
  expect([...seesMoreIn(before, LOOKS)]).toEqual(expected)
})

describe('a scan that sees more', () => {
  let lib: Library
  beforeEach(() => {
    lib = library()
  })
  afterEach(() => lib.close())

  /** As a scan left it that knew no headers of copiers there, and noted nothing of how well it looked. */
  function forget(): void {
    lib.db.exec("delete from rom_view where kind = 'no-copier'; delete from rom_file_metadata")
    const saved = JSON.parse(String(lib.db.prepare(READ).pluck().get(rulesKey('roms')))) as object
    const { looks: _, ...rules } = saved as { readonly looks?: object }
    lib.db.prepare(WRITE).run(JSON.stringify(rules), rulesKey('roms'))
  }

  const seen = () => lib.db.prepare(SEEN).raw().all()

  const HEADED = Buffer.concat([Buffer.alloc(512), GAME_BOY_ROM])

  it('reads files of these names anew, however deep they lie, and nothing else', async () => {
    const other = Buffer.concat([HEADED.subarray(0, -1), Buffer.from('!')])
    const third = Buffer.concat([HEADED.subarray(0, -1), Buffer.from('?')])
    lib.write('a.gb', HEADED)
    lib.write('deep.zip', makeZip([{ name: 'in.tar', data: makeTar([{ name: 'B.GB', data: other }]) }]))
    lib.write('flat.tar', makeTar([{ name: 'c.gb', data: third }]))
    lib.write('d.nes', 'd')
    lib.write('e.zip', makeZip([{ name: 'e.nes', data: 'e' }]))
    lib.write('cut.zip', makeZip([{ name: 'f.gb', data: 'f' }]).subarray(0, 30))
    await lib.scan()
    const whole = seen()
    expect(whole).toHaveLength(3)
    expect(await lib.scan()).toMatchObject({ hashed: 0 })
    forget()
    expect(await lib.scan()).toMatchObject({ hashed: 3, changed: true })
    expect(seen()).toEqual(whole)
    expect(await lib.scan()).toMatchObject({ hashed: 0, changed: false })
  })

  it('reads them in the next one, when it is cut off', async () => {
    for (let n = 0; n < 200; n++)
      lib.write(`${n}/a.gb`, Buffer.concat([HEADED.subarray(0, -1), Buffer.from([n])]))
    await lib.scan()
    forget()
    const ended = new AbortController()
    const onProgress = ({ hashed }: { readonly hashed: number }): void => {
      if (hashed > 0) ended.abort()
    }
    await expect(lib.scan({ signal: ended.signal, onProgress })).rejects.toThrow(
      'Reading the roots was interrupted.',
    )
    expect((await lib.scan()).hashed).toBeGreaterThan(0)
    expect(await lib.scan()).toMatchObject({ hashed: 0 })
    expect(seen()).toHaveLength(200)
  })

  it('leaves what is only listed', async () => {
    lib.write('listed.zip', makeZip([{ name: 'a.gb', data: HEADED }]))
    await lib.scan({}, { hashing: 'quick' })
    forget()
    expect(await lib.scan({}, { hashing: 'quick' })).toMatchObject({ hashed: 0, changed: false })
  })
})

const READ = 'select value from meta where key = ?'
const WRITE = 'update meta set value = ? where key = ?'
const SEEN = `
  select hex(v.sha1), m.value from rom_view v join rom_file_metadata m on m.rom_file_id = v.rom_file_id
  where v.kind = 'no-copier' and m.key = 'header.title' order by 1`
