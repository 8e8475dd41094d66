import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffDats, isSame, readVersions, type DatVersion } from '../../src/report/dats/diff.ts'
import { tempFolder } from '../dats/sources/support.ts'
import { logiqxDat } from '../support/dat.ts'

async function versions(files: Readonly<Record<string, string>>): Promise<readonly DatVersion[]> {
  const folder = tempFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return readVersions(Object.keys(files).map((name) => join(folder, name)))
}

const of = (
  games: Readonly<Record<string, string>>,
  { name = 'Nintendo - Game Boy', version = '1' } = {},
): string =>
  logiqxDat(
    name,
    Object.entries(games).map(([game, bytes]) => ({ name: `${game}.gb`, bytes })),
    version,
  )

describe('two versions of a DAT', () => {
  it('differ in games that are renamed, have other ROMs, are new, or are gone', async () => {
    const before = await versions({ 'a.dat': of({ Same: '1', Old: '2', Changed: '3', Gone: '4' }) })
    const after = await versions({
      'b.dat': of({ New: '2', Changed: '5', Added: '6', Same: '1' }, { version: '2' }),
    })
    expect(diffDats(before, after)).toEqual([
      {
        name: 'Nintendo - Game Boy',
        versions: ['1', '2'],
        renamed: [{ from: 'Old', to: 'New' }],
        rehashed: ['Changed'],
        added: ['Added'],
        withdrawn: ['Gone'],
      },
    ])
  })

  it('of the same games in another order are the same', async () => {
    const before = await versions({ 'a.dat': of({ A: '1', B: '2' }) })
    const after = await versions({ 'a.dat': of({ B: '2', A: '1' }, { version: '2' }) })
    expect(diffDats(before, after).every(isSame)).toBe(true)
  })

  it('pair several games with the same ROMs by their names', async () => {
    const before = await versions({ 'a.dat': of({ D: '1', B: '1', C: '1' }) })
    const after = await versions({ 'a.dat': of({ Z: '1', C: '1', Y: '1', X: '1' }) })
    expect(diffDats(before, after)[0]).toMatchObject({
      renamed: [
        { from: 'B', to: 'X' },
        { from: 'D', to: 'Y' },
      ],
      added: ['Z'],
    })
  })

  it('are found by their games where a pack calls one of its DATs otherwise', async () => {
    const gear = of({ G: '7', H: '8' }, { name: 'Sega - Game Gear' })
    const before = await versions({ 'a.dat': of({ A: '1', B: '2', C: '3', F: '4' }), 'b.dat': gear })
    const headered = { name: 'Nintendo - Game Boy (Headered)', version: '2' }
    const after = await versions({
      'a.dat': of({ A: '1', B: '2', D: '3', E: '5', F: '4' }, headered),
      'b.dat': of({ G: '7', H: '8', I: '9' }, { name: 'Sega - Game Gear' }),
      'c.dat': of({ A: '1', X: 'x', Y: 'y' }, { name: 'Nintendo - Super Game Boy' }),
    })
    const diffs = diffDats(before, after)
    expect(diffs.map(({ was, name, added }) => [was, name, added])).toEqual([
      ['Nintendo - Game Boy', 'Nintendo - Game Boy (Headered)', ['E']],
      [undefined, 'Nintendo - Super Game Boy', ['A', 'X', 'Y']],
      [undefined, 'Sega - Game Gear', ['I']],
    ])
    expect(diffs[0]?.renamed).toEqual([{ from: 'C', to: 'D' }])
  })

  it('are found where two of one pack list the same games, and each is called otherwise', async () => {
    const as = (name: string, sha1: string) => of({ A: sha1, B: `${sha1}${sha1}` }, { name })
    const before = await versions({ 'a.dat': as('Game Boy (1)', '1'), 'b.dat': as('Game Boy (2)', '2') })
    const after = await versions({ 'a.dat': as('Game Boy [1]', '1'), 'b.dat': as('Game Boy [2]', '3') })
    expect(diffDats(before, after).map(({ was, name, rehashed }) => [was, name, rehashed])).toEqual([
      ['Game Boy (2)', 'Game Boy [2]', ['A', 'B']],
    ])
  })

  it('are found by their names among many', async () => {
    const before = await versions({ 'a.dat': of({ A: '1' }), 'n.dat': of({ N: '1' }, { name: 'NES' }) })
    const after = await versions({ 'a.dat': of({ A: '1' }), 's.dat': of({ S: '1' }, { name: 'SNES' }) })
    expect(
      diffDats(before, after).map(({ name, came, added, withdrawn }) => [name, came, added, withdrawn]),
    ).toEqual([
      ['NES', 'gone', [], ['N']],
      ['SNES', 'new', ['S'], []],
    ])
  })

  it('are compared by the hashes that both have', async () => {
    const clrMamePro = (crcs: string) =>
      `clrmamepro ( name "Old" )\n${crcs.replace(/(\w)=(\w+)/g, 'game ( name "$1" rom ( name "$1.gb" size 1 crc $2 ) )')}`
    const before = await versions({ 'a.dat': clrMamePro('A=83dcefb7 B=1ad5be0d C=6dd28e9b') })
    const after = await versions({ 'b.dat': of({ A: '1', Bee: '2', C: '9' }, { name: 'New' }) })
    expect(diffDats(before, after)).toEqual([
      {
        was: 'Old',
        name: 'New',
        versions: [undefined, '1'],
        renamed: [{ from: 'B', to: 'Bee' }],
        rehashed: ['C'],
        added: [],
        withdrawn: [],
      },
    ])
  })

  it('that cannot be read are an error', async () => {
    await expect(versions({ 'a.dat': '<html>' })).rejects.toThrow(/is an HTML page, not a DAT/)
  })
})
