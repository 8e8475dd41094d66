/**
 * Exactly what is found in an archive that is cut, or has one byte changed, at each 64th of its length: how many members
 * are whole, and what is told of the rest.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { inspector } from '../../../src/inventory/hashing/inspect.ts'
import { tempDir } from '../../support/cli.ts'
import { makeRar4, makeRar5 } from '../../support/archives/rar.ts'
import { lockRar4, lockRar5 } from '../../support/archives/rar-locked.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { makeTar } from '../../support/archives/tar.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { makeZst } from '../../support/archives/zstd.ts'

const FILES = {
  'one.bin': pattern(3000, 1),
  'two.bin': pattern(1500, 2),
  'three.bin': pattern(700, 3),
}
const entries = Object.entries(FILES).map(([name, data]) => ({ name, data }))
const stored = entries.map((entry) => ({ ...entry, method: 'store' as const }))

const PASSWORD = 'secret'

/** How each trouble is written below. */
const LETTERS: Readonly<Record<string, string>> = {
  'archive-damaged': 'd',
  'archive-encrypted': 'e',
  'archive-unsupported': 'u',
  'archive-unsafe-name': 'n',
  'archive-bomb': 'b',
}

function pattern(size: number, seed: number): Buffer {
  return Buffer.from(
    Array.from({ length: size }, (_, i) => (Math.imul(i + seed, 2_654_435_761) >>> 24) & 255),
  )
}

const dir = tempDir('damage', afterAll)

/** `0d×40 2d×23`: no whole member and damage at the first forty places, two and damage at the others. */
async function outcomes(bytes: Buffer, how: 'cut' | 'changed', file: string): Promise<string> {
  const look = inspector({ md5: false, passwords: [PASSWORD] })
  const found: string[] = []
  for (let part = 1; part < 64; part++) {
    const at = Math.floor((bytes.length * part) / 64)
    const damaged = Buffer.from(how === 'cut' ? bytes.subarray(0, at) : bytes)
    if (how === 'changed') damaged[at] = (damaged[at] ?? 0) ^ 0x41
    writeFileSync(join(dir, file), damaged)
    const { members, troubles } = await look(join(dir, file))
    const whole = members?.filter(({ content }) => content).length ?? '-'
    found.push(`${whole}${troubles.map(({ code }) => LETTERS[code] ?? code).join('')}`)
  }
  return found
    .reduce<[string, number][]>((runs, one) => {
      const last = runs.at(-1)
      if (last?.[0] === one) last[1]++
      else runs.push([one, 1])
      return runs
    }, [])
    .map(([one, times]) => (times === 1 ? one : `${one}×${times}`))
    .join(' ')
}

type Row = readonly [
  what: string,
  file: string,
  make: () => Buffer | Promise<Buffer>,
  told: { readonly cut: string; readonly changed: string },
]

/** To make a key of their passwords takes so long that normal runs are spared these. */
const SLOW: readonly Row[] = [
  [
    'locked 7z',
    'a.7z',
    () => pack(['-t7z', '-mtm-', '-m0=copy', '-ms=off', `-p${PASSWORD}`], FILES),
    { cut: '0d×63', changed: '2e×61 0d×2' },
  ],
  [
    'locked rar 4',
    'a.rar',
    () => lockRar4(FILES, PASSWORD),
    { cut: '0dd×36 1dd×18 2d 2dd×8', changed: '2d×54 2 2d×8' },
  ],
]

// 7z without times (`-mtm-`): two archives of the same files would differ. Of a tar nothing tells changed bytes, except in its headers; of what one stream holds as a whole, nothing is believed
it.each<Row>([
  ...(process.env['CURATOR_DEEP'] ? SLOW : []),
  ['zip', 'a.zip', () => makeZip(stored), { cut: '0d×63', changed: '2d×61 3 2d' }],
  [
    '7z',
    'a.7z',
    () => pack(['-t7z', '-mtm-', '-m0=copy', '-ms=off'], FILES),
    { cut: '0d×63', changed: '2d×62 0d' },
  ],
  [
    'solid 7z',
    'a.7z',
    () => pack(['-t7z', '-mtm-', '-ms=on'], FILES),
    { cut: '0d×63', changed: '0d×53 2d×2 0d×8' },
  ],
  ['rar 4', 'a.rar', () => makeRar4(FILES), { cut: '0dd×36 1d 1dd×18 2dd×8', changed: '2d×36 1d 2d×26' }],
  ['rar 5', 'a.rar', () => makeRar5(FILES), { cut: '0dd×36 1d 1dd×18 2dd×8', changed: '2d×36 1d 2d×26' }],
  [
    'packed rar 4',
    'a.rar',
    () => makeRar4(FILES, { packed: true }),
    { cut: '0dd×35 1d 1dd×18 2d 2dd×8', changed: '2d×35 1d 2d×27' },
  ],
  [
    'packed rar 5',
    'a.rar',
    () => makeRar5(FILES, { packed: true }),
    { cut: '0dd×36 1dd×18 2d 2dd×8', changed: '2d×63' },
  ],
  [
    'tar',
    'a.tar',
    () => makeTar(entries),
    {
      cut: '-d×3 0dd×24 1d×4 1dd×12 2d×4 2dd×6 3d×6 3×4',
      changed: '-d×3 3×24 1d×4 3×12 2d×4 3×8 3d×4 3×4',
    },
  ],
  ['tar.gz', 'a.tar.gz', () => gzipSync(makeTar(entries)), { cut: '0d×63', changed: '0d×63' }],
  [
    'tar.xz',
    'a.tar.xz',
    () => pack(['-txz'], { 'a.tar': makeTar(entries) }),
    { cut: '0d×63', changed: '0d×63' },
  ],
  ['gz', 'one.bin.gz', () => gzipSync(FILES['one.bin']), { cut: '0d×63', changed: '0d×63' }],
  [
    'xz',
    'one.bin.xz',
    () => pack(['-txz'], { 'one.bin': FILES['one.bin'] }),
    { cut: '0d×63', changed: '0d×63' },
  ],
  ['packed zip', 'a.zip', () => makeZip(entries), { cut: '0d×63', changed: '2d×26 3 2d×36' }],
  ['zip64', 'a.zip', () => makeZip(stored, { zip64: true }), { cut: '0d×63', changed: '2d×51 3 2d×9 3×2' }],
  [
    'locked zip',
    'a.zip',
    () => pack(['-tzip', '-mtm-', '-mem=AES256', `-p${PASSWORD}`], FILES),
    { cut: '0d×63', changed: '2e 2d×25 1d 2d×13 2e 2d×19 2e 3 2d' },
  ],
  [
    'locked zip of old',
    'a.zip',
    () => pack(['-tzip', '-mtm-', '-mx=0', `-p${PASSWORD}`], FILES),
    { cut: '0d×63', changed: '2d×61 3 1d' },
  ],
  [
    '7z that hides its names',
    'a.7z',
    () => pack(['-t7z', '-mtm-', '-m0=copy', '-ms=off', '-mhe=on', `-p${PASSWORD}`], FILES),
    { cut: '0d×63', changed: '2d×61 0e×2' },
  ],
  [
    'locked rar 5',
    'a.rar',
    () => lockRar5(FILES, PASSWORD),
    { cut: '0d 0dd×36 1dd×18 2dd×8', changed: '0d 2d×35 0dd 2d×17 1dd 2d×8' },
  ],
  [
    'zip in a tar',
    'a.tar',
    () => makeTar([{ name: 'a.zip', data: makeZip(stored) }]),
    { cut: '-d×4 0dd×49 1d×6 1×4', changed: '-d×4 1d×27 1 1d×20 1×2 1d×5 1×4' },
  ],
  [
    'tar in a zip',
    'a.zip',
    () => makeZip([{ name: 'a.tar', data: makeTar(entries) }]),
    { cut: '0d×63', changed: '0d×61 1×2' },
  ],
  [
    '7z in a 7z',
    'a.7z',
    async () =>
      pack(['-t7z', '-mtm-', '-m0=copy'], { 'a.7z': await pack(['-t7z', '-mtm-', '-m0=copy'], FILES) }),
    { cut: '0d×63', changed: '0d×63' },
  ],
  [
    'bz2',
    'one.bin.bz2',
    () => pack(['-tbzip2'], { 'one.bin': FILES['one.bin'] }),
    { cut: '0d×63', changed: '0d×63' },
  ],
  ['zst', 'one.bin.zst', () => makeZst(FILES['one.bin']), { cut: '0d×63', changed: '0d×63' }],
])('%s', async (_, file, make, told) => {
  const bytes = await make()
  expect({
    cut: await outcomes(bytes, 'cut', file),
    changed: await outcomes(bytes, 'changed', file),
  }).toEqual(told)
})

it('a 7z whose first member is changed still gives the others', async () => {
  const bytes = await pack(['-t7z', '-mtm-', '-m0=copy', '-ms=off', `-p${PASSWORD}`], FILES)
  bytes[100] = (bytes[100] ?? 0) ^ 0x41
  writeFileSync(join(dir, 'b.7z'), bytes)
  const { members } = await inspector({ md5: false, passwords: ['wrong', PASSWORD] })(join(dir, 'b.7z'))
  expect(members?.map(({ path, content, trouble }) => [path, content?.size, trouble?.what])).toEqual([
    ['one.bin', undefined, 'member "one.bin" is damaged, or encrypted with another password than others'],
    ['three.bin', 700, undefined],
    ['two.bin', 1500, undefined],
  ])
})
