import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDat } from '../../src/dats/parse.ts'
import { openDats } from '../../src/dats/read.ts'
import { zipOf } from './support.ts'
import { tempDir } from '../support/cli.ts'

const folder = tempDir('read', afterAll)

const DAT =
  '<datafile><header><name>N</name></header><game name="g"><rom name="r" size="1"/></game></datafile>'
const TEXT_DAT = 'clrmamepro ( name N )\ngame ( name g rom ( name r size 1 ) )\n'

function write(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** Each DAT of a file as `path: games`, each problem as its message, without the folder. */
async function contents(file: string): Promise<readonly string[]> {
  const found: string[] = []
  for await (const dat of openDats(file)) {
    if ('problem' in dat) found.push(`${dat.problem.code}: ${dat.problem.message}`)
    else {
      const games: string[] = []
      parseDat(dat, { header: () => undefined, game: (game) => games.push(game.name) })
      found.push(`${dat.path}: ${games.join()}`)
    }
  }
  return found.map((line) => line.replaceAll(`${folder}/`, ''))
}

describe('openDats', () => {
  it('reads a plain DAT, whatever it is called', async () => {
    expect(await contents(write('plain.txt', DAT))).toEqual(['plain.txt: g'])
    expect(await contents(write('plain.xml', TEXT_DAT))).toEqual(['plain.xml: g'])
  })

  it('reads a gzipped DAT, with the hash of the text', async () => {
    expect(await contents(write('a.gz', gzipSync(DAT)))).toEqual(['a.gz: g'])
    const hashes: string[] = []
    for (const file of [
      write('b.gz', gzipSync(DAT)),
      write('b.dat', DAT),
      write('b.zip', zipOf({ 'b.dat': DAT })),
    ]) {
      for await (const dat of openDats(file)) if ('sha1' in dat) hashes.push(dat.sha1)
    }
    expect(hashes).toHaveLength(3)
    expect(new Set(hashes).size).toBe(1)
  })

  describe('reads UTF-16', () => {
    const accented = DAT.replace('"g"', '"Pokémon 😀"')
    const little = (text: string) => Buffer.from(text, 'utf16le')
    const big = (text: string) => little(text).swap16()
    const declared = `<?xml version="1.0" encoding="UTF-16"?>\n${accented}`
    it.each<[string, Buffer, string]>([
      ['little end first', little(`\uFEFF${accented}`), 'Pokémon 😀'],
      ['big end first', big(`\uFEFF${accented}`), 'Pokémon 😀'],
      ['without a mark', little(accented), 'Pokémon 😀'],
      ['big end first, without a mark', big(accented), 'Pokémon 😀'],
      ['that says so', little(`\uFEFF${declared}`), 'Pokémon 😀'],
      ['of ClrMamePro', little(`\uFEFF${TEXT_DAT}`), 'g'],
      ['cut in the middle of a letter', little(`\uFEFF${TEXT_DAT} `).subarray(0, -1), 'g'],
    ])('%s, plain or packed', async (_, bytes, games) => {
      expect(await contents(write('u.dat', bytes))).toEqual([`u.dat: ${games}`])
      expect(await contents(write('u.gz', gzipSync(bytes)))).toEqual([`u.gz: ${games}`])
      expect(await contents(write('u.zip', zipOf({ 'u.dat': bytes })))).toEqual([`u.zip#u.dat: ${games}`])
    })

    it('of several megabytes, and of several lists', async () => {
      const many = Array.from(
        { length: 30_000 },
        (_, i) => `<game name="é${i}"><rom name="r" size="1"/></game>`,
      )
      const text = `<datafile><header><name>N</name></header>${many.join('')}</datafile>`
      const [line = ''] = await contents(write('large.dat', little(`\uFEFF${text}`)))
      expect(line.split(',')).toHaveLength(30_000)
      const software = '<software name="s"><part name="p"><rom name="r" size="1"/></part></software>'
      const list = (name: string) => `<softwarelist name="${name}">${software}</softwarelist>`
      const lists = `<softwarelists>${list('nes')}${list('snes')}</softwarelists>`
      expect(await contents(write('lists.xml', little(`\uFEFF${lists}`)))).toEqual([
        'lists.xml#nes: s',
        'lists.xml#snes: s',
      ])
    })

    it('and says what else it is', async () => {
      expect(await contents(write('u.txt', little('\uFEFFhello there')))).toEqual([
        'dat-not-a-dat: u.txt: is not a DAT of any kind that curator reads.',
      ])
    })
  })

  it('reads every DAT in a zip and passes over what stands beside them', async () => {
    const members = {
      'readme.txt': 'hello',
      'sub/a.dat': DAT,
      'b.xml': TEXT_DAT,
      'picture.png': '\x89PNG',
      '__MACOSX/sub/._a.dat': 'what macOS keeps of a file',
      './d.dat': DAT,
      '../e.dat': DAT,
      'c.dat': '<html>',
    }
    expect(await contents(write('many.zip', zipOf(members)))).toEqual([
      'many.zip#sub/a.dat: g',
      'many.zip#b.xml: g',
      'many.zip#./d.dat: g',
      'many.zip#../e.dat: g',
      'dat-not-a-dat: many.zip#c.dat: is an HTML page, not a DAT: the download site probably answered with its error page.',
    ])
  })

  it.each([
    [
      'page.dat',
      '<!DOCTYPE html><html>',
      'dat-not-a-dat: page.dat: is an HTML page, not a DAT: the download site probably answered with its error page.',
    ],
    ['empty.dat', '', 'dat-not-a-dat: empty.dat: is empty.'],
    ['none.zip', zipOf({ 'readme.txt': 'x' }), 'dat-not-a-dat: none.zip: is a zip that holds no DAT.'],
    [
      'cut.zip',
      zipOf({ 'a.dat': DAT }).subarray(0, 100),
      'dat-unreadable: cut.zip: it is no whole zip: the list of its members is missing.',
    ],
    [
      'wrong.zip',
      wrongCrc(),
      'dat-unreadable: wrong.zip#a.dat: cannot be read: is damaged: its checksum is wrong.',
    ],
    [
      'list.zip',
      wrongCrc('mame0288.xml'),
      'dat-unreadable: list.zip#mame0288.xml: cannot be read: is damaged: its checksum is wrong.',
    ],
    [
      'cut.gz',
      gzipSync(DAT.repeat(50)).subarray(0, 60),
      'dat-unreadable: cut.gz: cannot be read: unexpected end of file.',
    ],
    ['twice.gz', gzipSync(gzipSync(DAT)), 'dat-not-a-dat: twice.gz: is an archive inside an archive.'],
    ['junk.dat', 'just words', 'dat-not-a-dat: junk.dat: is not a DAT of any kind that curator reads.'],
  ])('says what is wrong with %s', async (name, bytes, message) => {
    expect(await contents(write(name, bytes))).toEqual([message])
  })

  const LISTS = `<?xml version="1.0"?>
<!DOCTYPE softwarelists [<!ELEMENT softwarelists (softwarelist*)>]>
<softwarelists>
<!-- <softwarelist name="no"> -->
<softwarelist name="nes" description="Nintendo Entertainment System cartridges">
<software name="smb"><part name="cart"><dataarea name="prg"><rom name="a" size="1"/></dataarea></part></software>
</softwarelist>
<softwarelist description="Sega" name='sms'><!-- </softwarelist> --><software name="alexkidd"/></softwarelist>
<softwarelist name="nes"></softwarelist>
</softwarelists>
`

  it('takes a file of software lists apart, however it is packed', async () => {
    expect(await contents(write('lists.xml', LISTS))).toEqual([
      'lists.xml#nes: smb',
      'lists.xml#sms: alexkidd',
      'lists.xml#nes~2: ',
    ])
    expect(await contents(write('lists.gz', gzipSync(LISTS)))).toEqual([
      'lists.gz#nes: smb',
      'lists.gz#sms: alexkidd',
      'lists.gz#nes~2: ',
    ])
    expect(await contents(write('lists.zip', zipOf({ 'all.xml': LISTS })))).toEqual([
      'lists.zip#all.xml#nes: smb',
      'lists.zip#all.xml#sms: alexkidd',
      'lists.zip#all.xml#nes~2: ',
    ])
  })

  it('says so when a file of software lists is cut, or holds none', async () => {
    expect(await contents(write('none.xml', '<softwarelists></softwarelists>'))).toEqual([
      'dat-not-a-dat: none.xml: is a file of software lists that holds none.',
    ])
    const cut = write('cut.xml', LISTS.slice(0, LISTS.indexOf('<rom')))
    await expect(contents(cut)).rejects.toThrow(`${cut}#nes: line 6: the <dataarea> element is not closed.`)
  })

  it('names a table of files after its own file', async () => {
    const line = `${'a'.repeat(64)}\t1/2/Game.nes\t${'b'.repeat(40)}\t${'c'.repeat(32)}\t0123abcd\n`
    const file = write('EverDrive N8 SMDB.txt', line)
    const names: string[] = []
    for await (const dat of openDats(file)) {
      if ('problem' in dat) throw new Error(dat.problem.message)
      parseDat(dat, { header: ({ name }) => names.push(name), game: ({ name }) => names.push(name) })
    }
    expect(names).toEqual(['EverDrive N8', 'Game'])
  })

  it('says so when there is no file', async () => {
    expect(await contents(join(folder, 'nothing.dat'))).toEqual([
      'dat-unreadable: nothing.dat: cannot be read: no such file or folder.',
    ])
  })

  it('notices a file that changes between hashing and parsing', async () => {
    expect.assertions(2)
    const file = write('moving.dat', DAT)
    for await (const dat of openDats(file)) {
      if ('problem' in dat) throw new Error(dat.problem.message)
      expect(dat.sha1).toHaveLength(40)
      writeFileSync(file, DAT.replace('name="g"', 'name="h"'))
      const sink = { header: () => undefined, game: () => undefined }
      expect(() => parseDat(dat, sink)).toThrow(`${file}: changed while it was read.`)
    }
  })
})

function wrongCrc(name = 'a.dat'): Buffer {
  const zip = zipOf({ [name]: DAT })
  const at = zip.indexOf('name="g"')
  zip.write('name="h"', at)
  return zip
}
