/** Two curators that fetch pictures at once: neither loses what the other found. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addFound, readFound, type NewlyFound } from '../../src/art/found.ts'
import { inTurn } from '../../src/art/in-turn.ts'
import { tempDir } from '../support/cli.ts'

function cacheFolder(): string {
  const folder = tempDir('in-turn-test')
  mkdirSync(join(folder, 'found'))
  return folder
}

function found(release: string): NewlyFound {
  const picture = {
    sha1: 'a'.repeat(40),
    size: 1,
    width: 1,
    height: 1,
    format: 'png' as const,
    url: 'https://x/',
  }
  return { release, kind: 'box', provider: 'x', picture }
}

it('waits until the other has written, and adds to that', () => {
  const cache = cacheFolder()
  const file = join(cache, 'found/snes.json')
  addFound(cache, 'snes', [found('Theirs (USA)')])
  // the other holds the file, and writes what it found while we wait
  mkdirSync(join(cache, 'other/found'), { recursive: true })
  addFound(join(cache, 'other'), 'snes', [found('Theirs (USA)'), found('Newer (USA)')])
  writeFileSync(`${file}.lock`, '')
  spawn('sh', ['-c', 'sleep 0.15; mv "$0" "$1"; rm "$1.lock"', join(cache, 'other/found/snes.json'), file])
  addFound(cache, 'snes', [found('Ours (USA)')])
  expect(Object.keys(readFound(cache, 'snes'))).toEqual(['Newer (USA)', 'Ours (USA)', 'Theirs (USA)'])
  expect(readdirSync(join(cache, 'found'))).toEqual(['snes.json'])
})

it('does not wait for one that was killed', () => {
  const cache = cacheFolder()
  const mark = join(cache, 'found/snes.json.lock')
  writeFileSync(mark, '')
  utimesSync(mark, 1_000_000_000, 1_000_000_000)
  addFound(cache, 'snes', [found('Ours (USA)')])
  expect(Object.keys(readFound(cache, 'snes'))).toEqual(['Ours (USA)'])
  expect(readdirSync(join(cache, 'found'))).toEqual(['snes.json'])
})

it('takes the mark away when the work fails, and leaves work alone where no mark can be made', () => {
  const cache = cacheFolder()
  const file = join(cache, 'found/snes.json')
  const fails = () => {
    throw new Error('full')
  }
  expect(() => inTurn(file, fails)).toThrow('full')
  expect(existsSync(`${file}.lock`)).toBe(false)
  writeFileSync(join(cache, 'no-folder'), '')
  expect(inTurn(join(cache, 'no-folder/x.json'), () => 1)).toBe(1)
})
