/** What the catalog says of files that a walk saw and nobody has read yet. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { library, type Library } from './support.ts'

let lib: Library
beforeEach(() => {
  lib = library()
})
afterEach(() => lib.close())

interface Discovery {
  readonly path: string
  readonly promotion_state: string
}

const discovered = (): readonly string[] =>
  lib.db
    .prepare<[string], Discovery>('select * from file_discovery where root = ? order by path')
    .all('roms')
    .map(({ promotion_state: state, path }) => `${state} ${path}`)

/** Cuts a scan off before it read anything: what the walk saw is written by then. */
async function cutOff(): Promise<void> {
  const stop = new AbortController()
  const scan = lib.scan({ signal: stop.signal, onProgress: ({ toHash }) => toHash > 0 && stop.abort() })
  await expect(scan).rejects.toThrow('interrupted')
}

describe('file_discovery', () => {
  it('lists what a scan saw that was cut off, and nothing when it is done', async () => {
    lib.write('x/old.nes', 'old')
    await lib.scan()
    expect(discovered()).toEqual([])
    const odd = ['a "quoted" name.nes', 'back\\slash.nes', 'new\nline.nes', 'tab\t.nes', 'é.nes']
    for (let i = 0; i < 300; i++) lib.write(`many/${i}.nes`, `${i}`)
    for (const name of odd) lib.write(`x/${name}`, name)
    lib.write('x/folder/in.nes', 'in')
    lib.write('x/save.srm', 'only listed')
    lib.write('.hidden', '')
    await cutOff()
    const left = discovered()
    expect(left.filter((line) => !line.includes('many/'))).toEqual(
      [...odd.map((name) => `pending x/${name}`), 'pending x/folder/in.nes'].sort(),
    )
    const read = lib.db.prepare("select count(*) from file_instance where path like 'many/%'").pluck().get()
    expect(left.filter((line) => line.includes('many/'))).toHaveLength(300 - Number(read))
    expect(Number(read)).toBeLessThan(300)
    expect(
      lib.db.prepare("select depth, size from file_discovery where path = 'x/folder/in.nes'").get(),
    ).toEqual({
      depth: 2,
      size: null,
    })
    await lib.scan()
    expect(discovered()).toEqual([])
  })

  it('lists a file that changed and was not read since, with what it held', async () => {
    lib.write('a.nes', 'a')
    await lib.scan()
    lib.write('a.nes', 'longer')
    for (let i = 0; i < 300; i++) lib.write(`${i}.nes`, `${i}`)
    await cutOff()
    expect(
      lib.db.prepare("select promotion_state, size from file_discovery where path = 'a.nes'").get(),
    ).toEqual({
      promotion_state: 'pending',
      size: 1,
    })
  })

  it('lists a file that was read a moment after it was written, until it was read once more', async () => {
    lib.write('a.nes', 'a')
    const now = Date.now()
    await lib.scan({ now: () => now })
    expect(discovered()).toEqual(['hashed a.nes'])
    await lib.scan()
    expect(discovered()).toEqual([])
  })
})
