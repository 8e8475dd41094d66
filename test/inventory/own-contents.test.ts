/** A first scan asks no question whose answer it knows, and no question too few. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownContents } from '../../src/inventory/scan/reading/own-contents.ts'
import { makeZip } from '../support/archives/zip.ts'
import { library } from './support.ts'
import { sha1 } from '../support/sha1.ts'

it('never says of a content that is there that it lacks', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.array(fc.boolean()), (contents, turns) => {
      const held: string[] = []
      const own = ownContents(() => held.length)
      contents.forEach((content, i) => {
        const hash = sha1(`${content}`)
        if (own.lack(hash)) expect(held).not.toContain(hash)
        held.push(hash)
        own.add(held.length, hash)
        if (turns[i]) own.othersMayPut()
      })
    }),
  )
})

it('knows what it lacks as long as it is alone, and nothing from then on', () => {
  let largest = 0
  const own = ownContents(() => largest)
  expect(own.lack(sha1('a'))).toBe(true)
  own.add(++largest, sha1('a'))
  expect([own.lack(sha1('a')), own.lack(sha1('b'))]).toEqual([false, true])
  own.othersMayPut()
  expect(own.lack(sha1('b'))).toBe(true)
  own.othersMayPut()
  largest++
  expect(own.lack(sha1('c'))).toBe(false)
  own.add(++largest, sha1('c'))
  own.othersMayPut()
  expect(own.lack(sha1('d'))).toBe(false)
})

it('knows nothing of a catalog that held contents before', () => {
  const own = ownContents(() => 7)
  expect(own.lack(sha1('a'))).toBe(false)
})

it('leaves each content once, also where its SHA-1 begins as that of another one', async () => {
  const lib = library()
  // their SHA-1s begin with the same six digits
  const alike = firstAlike()
  lib.write('a.nes', alike[0])
  lib.write('b.nes', alike[1])
  lib.write('again.nes', alike[0])
  lib.write('c.zip', makeZip([{ name: 'in.nes', data: alike[1] }]))
  await lib.scan()
  lib.write('late.nes', alike[1])
  await lib.scan()
  const held = lib.db
    .prepare<[], string>('select lower(hex(sha1)) from rom_file where size < 20')
    .pluck()
    .all()
  expect(held.sort()).toEqual(alike.map(sha1).sort())
  expect(
    lib.db.prepare('select count(*) from file_instance where rom_file_id is not null').pluck().get(),
  ).toBe(5)
  lib.close()
})

function firstAlike(): readonly [string, string] {
  const seen = new Map<string, string>()
  for (let i = 0; ; i++) {
    const start = sha1(`${i}`).slice(0, 6)
    const other = seen.get(start)
    if (other !== undefined) return [other, `${i}`]
    seen.set(start, `${i}`)
  }
}
