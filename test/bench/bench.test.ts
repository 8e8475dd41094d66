/** The benchmark itself, measuring a stand-in that is no faster than it says. */
import { execFileSync, spawnSync } from 'node:child_process'
import { statSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createRandom, romBytes, writeLargeDat, writeListxml } from '../../fixtures/generate/index.mjs'
import { tempDir } from '../support/cli.ts'

const RUN = fileURLToPath(new URL('../../bench/run.mjs', import.meta.url))
/** Those that are measured only when they are named as well. */
const CASES = 'cold noop add policy memory dat text listxml many hash large quick changed million flat'.split(
  ' ',
)
const STAND_IN = fileURLToPath(new URL('stand-in.mjs', import.meta.url))

const hasBaselines = process.platform === 'linux' && spawnSync('openssl', ['version']).status === 0

it.skipIf(!hasBaselines)(
  'measures every case (skipped without the baselines: GNU find and coreutils, openssl)',
  () => {
    const options = [
      ...CASES,
      '--size',
      'tiny',
      '--runs',
      '1',
      '--settle',
      '0',
      '--cli',
      STAND_IN,
      '--dir',
      tempDir('bench'),
    ]
    const table = execFileSync(process.execPath, [RUN, ...options], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const rows = table.split('\n').filter((line) => line.startsWith('| '))
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2))).toEqual([
      'case',
      expect.stringMatching(/^cold build: 40 files, \d+ MB, \d+ zips, three targets$/),
      'no-op build: 60 files, three targets',
      'the same',
      'one ROM added to 60 files',
      'policy changed: order of regions reversed',
      expect.stringMatching(/^peak memory: 60 files, 20\d DAT entries$/),
      'a Logiqx DAT of 0 MB: peak memory',
      'a Logiqx DAT of 0 MB: speed',
      'a ClrMamePro DAT of 60 games',
      expect.stringMatching(/^a MAME list of 0 MB, \d+ ROMs: speed$/),
      'the same',
      'the same: peak memory',
      'one of 5 DATs changed',
      '40 files of 64 KiB, cold',
      'rate of reading 2 files of 3 MB, two threads',
      '5 zips, `quick`: bytes read',
      'one changed file of 40: 1 file read',
      '60 files of 8 bytes: peak memory (one run)',
      'the same',
      '60 files of 8 bytes in one folder: peak memory (one run)',
      'the same',
      'the same',
    ])
    for (const row of rows.slice(1)) expect(row).toMatch(/\*\*[\d.]+(×| MB| MB\/s)\*\* \([\d.]+–[\d.]+\)/)
  },
  60_000,
)

it('makes the same random numbers everywhere', () => {
  expect(createRandom('seed', 1).hex(32)).toBe('c01411662ecb4ab201a61906bdf4049e')
})

it('makes ROMs that deflate to about half', () => {
  const rom = romBytes(createRandom('rom'), 1 << 20)
  const share = deflateRawSync(rom).length / rom.length
  expect(share).toBeGreaterThan(0.4)
  expect(share).toBeLessThan(0.6)
})

it('makes large DATs of about the size wanted', () => {
  const file = join(tempDir('dat'), 'large.dat')
  const { bytes, games } = writeLargeDat({ file, bytes: 300_000 })
  const text = readFileSync(file, 'utf8')
  expect(bytes).toBe(statSync(file).size)
  expect(bytes).toBeGreaterThanOrEqual(300_000)
  expect(bytes).toBeLessThan(302_000)
  expect(text.match(/<game name="/g)).toHaveLength(games)
  expect(text.match(/<\/game>/g)).toHaveLength(games)
  expect(text.endsWith('</datafile>\n')).toBe(true)
})

it('makes lists of machines as dense as those of MAME', () => {
  const file = join(tempDir('listxml'), 'machines.xml')
  const { bytes, machines, roms } = writeListxml({ file, bytes: 2_000_000 })
  const text = readFileSync(file, 'utf8')
  expect(bytes).toBe(statSync(file).size)
  expect(text.match(/<machine name="/g)).toHaveLength(machines)
  expect(text.match(/<rom name="/g)).toHaveLength(roms)
  expect(roms / (text.match(/\n/g)?.length ?? 0)).toBeCloseTo(1 / 16, 1)
  expect(machines / bytes).toBeCloseTo(47_000 / 300e6, 4)
  expect(text.endsWith('</mame>\n')).toBe(true)
})
