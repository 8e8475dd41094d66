/** When a zip of the user's is the very zip that a device should get. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { withOwnZips } from '../../src/identify/own-zips.ts'
import type { TreeFile } from '../../src/targets/tree.ts'
import { zipFile } from '../../src/targets/zip-file.ts'
import { shelf } from './support.ts'

function wanted(members: Readonly<Record<string, string>>): TreeFile {
  const wishes = Object.entries(members).map(([name, text]) => {
    const sha1 = createHash('sha1').update(text).digest('hex')
    return { name, content: sha1, sha1, size: text.length, crc32: crc32(text) }
  })
  return zipFile('arcade/a.zip', 'a', wishes)
}

const SET = { 'b.rom': 'bee', 'a.rom': 'ay' }

it.each<[string, Readonly<Record<string, string>>, boolean]>([
  ['the same members', { 'a.rom': 'ay', 'b.rom': 'bee' }, true],
  ['a member more', { ...SET, 'readme.txt': 'hello' }, false],
  ['a member less', { 'a.rom': 'ay' }, false],
  ['another name', { 'A.rom': 'ay', 'b.rom': 'bee' }, false],
  ['names exchanged', { 'a.rom': 'bee', 'b.rom': 'ay' }, false],
])('%s', (_, members, isOwn) => {
  const { db, zip, close } = shelf()
  zip('pack.zip', members)
  const [file] = withOwnZips(db, [wanted(SET)])
  expect('content' in (file?.origin ?? {})).toBe(isOwn)
  if (isOwn) expect(file?.origin).toEqual({ content: file?.sha1 })
  else expect(file).toEqual(wanted(SET))
  close()
})

it.each([
  ['in another shape', { view: 'no-ines' }],
  ['with other words in it', { text: 'ay' }],
] as const)('takes none where a member is wanted %s, and leaves alone what is no zip', (_, otherwise) => {
  const { db, zip, close } = shelf()
  zip('pack.zip', { 'a.rom': 'ay' })
  const sha1 = createHash('sha1').update('ay').digest('hex')
  const wish = { name: 'a.rom', content: sha1, sha1, size: 2, crc32: crc32('ay') }
  const loose: TreeFile = { path: 'a.rom', size: 2, sha1, origin: { content: sha1 }, label: 'a' }
  const asked = zipFile('arcade/a.zip', 'a', [{ ...wish, ...otherwise }])
  expect(withOwnZips(db, [loose, asked])).toEqual([loose, asked])
  // as it is, it is taken
  expect(withOwnZips(db, [zipFile('arcade/a.zip', 'a', [wish])])[0]?.origin).not.toHaveProperty('zip')
  close()
})

it('takes none that is gone, and of two the same one whichever came first', () => {
  const found = [
    ['one.zip', 'two.zip'],
    ['two.zip', 'one.zip'],
  ].map((order) => {
    const { db, zip, gone, close } = shelf()
    for (const path of order) zip(path, path === 'one.zip' ? SET : { 'a.rom': 'ay', 'b.rom': 'bee' })
    const [file] = withOwnZips(db, [wanted(SET)])
    for (const path of order) gone(path)
    expect(withOwnZips(db, [wanted(SET)])).toEqual([wanted(SET)])
    close()
    return file?.sha1
  })
  expect(found[0]).toBe(found[1])
})

it('looks no further into a zip of thousands of games than a game has ROMs', () => {
  const { db, zip, close } = shelf()
  const names = Array.from({ length: 6000 }, (_, i) => `game ${i}.rom`)
  zip('all.zip', Object.fromEntries(names.map((name) => [name, name])))
  const files = names.slice(0, 2000).map((name) => wanted({ [name]: name }))
  const began = performance.now()
  expect(withOwnZips(db, files)).toEqual(files)
  // to list all members for each of them takes ten times as long
  expect(performance.now() - began).toBeLessThan(2000)
  close()
})
