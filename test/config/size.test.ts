/** Sizes as people write them. */
import { expect, it } from 'vitest'
import { parseSize } from '../../src/config/checking/size.ts'

it.each([
  ['128 MiB', 134_217_728],
  ['1.5GB', 1_500_000_000],
  ['512 B', 512],
  ['2 kB', 2000],
  ['1 TiB', 2 ** 40],
  [4096, 4096],
  ['128', undefined],
  ['128 mb', undefined],
  ['-1 MB', undefined],
  ['0 MB', undefined],
  ['1 constructor', undefined],
  ['99999999 TiB', undefined],
])('%s is %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})
