import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findOther } from '../../src/config/reading/find-other.ts'
import { findConfig } from '../../src/config/reading/find.ts'
import { PLACES } from '../../src/config/reading/file-names.ts'
import type { CuratorError } from '../../src/errors.ts'

let top: string

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'curator-find-')))
})

afterEach(() => {
  rmSync(top, { recursive: true })
})

function put(...names: readonly string[]): void {
  for (const name of names) {
    const path = join(top, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, path.endsWith('package.json') ? '{ "curator": {} }' : '{}')
  }
}

async function search(from = '.', options: { config?: string; env?: Record<string, string> } = {}) {
  const { file, form } = await findConfig(join(top, from), { env: {}, ...options })
  return `${form} ${relative(top, file)}`
}

describe('searching', () => {
  it.each([
    [['curator.config.ts'], '.', 'script curator.config.ts'],
    [['curator.config.mts', 'curator.config.js'], '.', 'script curator.config.mts'],
    [['curator.config.cts', 'curator.config.mjs'], '.', 'script curator.config.cts'],
    [['curator.config.cjs', 'curator.config.json'], '.', 'script curator.config.cjs'],
    [['curator.config.json', 'curator.config.yaml'], '.', 'json curator.config.json'],
    [['curator.config.yml'], '.', 'yaml curator.config.yml'],
    [['package.json'], '.', 'package package.json'],
    [['.curatorrc'], '.', 'yaml .curatorrc'],
    [['.config/curatorrc.json'], '.', 'json .config/curatorrc.json'],
    [['.curatorrc.mjs'], '.', 'script .curatorrc.mjs'],
    [['.curatorrc.cts'], '.', 'script .curatorrc.cts'],
    // the nearest folder wins, whatever its form
    [['curator.config.ts', 'a/.curatorrc', 'a/b/x'], 'a/b', 'yaml a/.curatorrc'],
    [['curator.config.ts', 'a/b/x'], 'a/b', 'script curator.config.ts'],
    // in one folder curator.config.* wins
    [['curator.config.yml', 'package.json', '.curatorrc'], '.', 'yaml curator.config.yml'],
    [['package.json', '.curatorrc'], '.', 'package package.json'],
  ])('%j from %s gives %s', async (names, from, expected) => {
    put(...names)
    mkdirSync(join(top, from), { recursive: true })
    expect(await search(from)).toBe(expected)
  })

  it('goes past a package.json that has no config, is damaged, or only names curator', async () => {
    put('curator.config.ts', 'a/b/c/x')
    writeFileSync(join(top, 'a/package.json'), '{ "name": "curator" }')
    writeFileSync(join(top, 'a/b/package.json'), '{ "curator": ')
    writeFileSync(join(top, 'a/b/c/package.json'), 'null')
    expect(await search('a/b/c')).toBe('script curator.config.ts')
  })

  it('passes over a folder called like a config', async () => {
    mkdirSync(join(top, 'a/curator.config.ts'), { recursive: true })
    put('curator.config.json')
    expect(await search('a')).toBe('json curator.config.json')
  })

  it('says when there is none', async () => {
    const error = await search().catch((reason: unknown) => reason)
    expect((error as CuratorError).problems).toEqual([
      {
        code: 'config-not-found',
        message: 'No curator.config.ts here or above.',
        hint: 'Run `curator init` to make one.',
      },
    ])
  })

  it.each(['curator.config.toml', 'curator.config.ts.txt', '.curatorrc.json5', 'Curator.config.TS'])(
    'says that %s is none',
    async (name) => {
      put(name)
      const [first] = ((await search().catch((reason: unknown) => reason)) as CuratorError).problems
      const names = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml']
      expect([first?.code, first?.hint]).toEqual([
        'config-not-found',
        `${name} is here, which is no name of a config: these are ${names.map((end) => `curator.config.${end}`).join(', ')}.`,
      ])
    },
  )

  it.each(['curator.config.ts', '.curatorrc.yaml'])('says that %s is a folder', async (name) => {
    mkdirSync(join(top, name))
    const [first] = ((await search().catch((reason: unknown) => reason)) as CuratorError).problems
    expect([first?.code, first?.hint]).toEqual(['config-not-found', `${name} is here, and is no file.`])
  })

  it('finds what cosmiconfig alone would find', async () => {
    const places = fc.subarray([...PLACES], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(places, async (names) => {
        const folder = mkdtempSync(join(top, 'case-'))
        put(...names.map((name) => relative(top, join(folder, name))))
        expect((await findConfig(folder, { env: {} })).file).toBe(await findOther(folder))
      }),
      { numRuns: 60 },
    )
  })
})

describe('naming', () => {
  it('takes --config before CURATOR_CONFIG before the search', async () => {
    put('curator.config.ts', 'one.ts', 'two.json')
    expect(await search('.', { config: 'one.ts', env: { CURATOR_CONFIG: 'two.json' } })).toBe('script one.ts')
    expect(await search('.', { env: { CURATOR_CONFIG: 'two.json' } })).toBe('json two.json')
    expect(await search('.', { env: { CURATOR_CONFIG: '' } })).toBe('script curator.config.ts')
  })

  it.each([
    [{ config: 'none.ts' }, (file: string) => `The config ${file} does not exist.`],
    [
      { env: { CURATOR_CONFIG: 'none.ts' } },
      (file: string) => `The config ${file} (named by CURATOR_CONFIG) does not exist.`,
    ],
  ])('%j that does not exist is an error', async (options, message) => {
    put('curator.config.ts')
    const file = join(top, 'none.ts')
    const error = await search('.', options).catch((reason: unknown) => reason)
    expect((error as CuratorError).problems).toEqual([
      { code: 'config-unreadable', message: message(file), path: file },
    ])
  })

  it('a folder is an error', async () => {
    await expect(search('.', { config: '.' })).rejects.toThrow(`The config ${top} is not a file.`)
  })
})
