import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { initProject } from '../../src/config/init.ts'

let top: string

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'curator-init-'))
})

afterEach(() => {
  rmSync(top, { recursive: true })
})

it('writes a config, a workflow and what git has to know, once', async () => {
  const dir = join(top, 'new')
  const files = [
    'curator.config.ts',
    '.gitignore',
    '.gitattributes',
    join('.github', 'workflows', 'curator.yml'),
  ]
  expect(await initProject(dir)).toEqual({ written: files, existing: [], problems: [] })
  expect(readFileSync(join(dir, 'curator.config.ts'), 'utf8')).toMatch(/^import \{ defineConfig, /)
  expect(readFileSync(join(dir, '.gitignore'), 'utf8')).toContain(
    '\n/node_modules/\n/.curator/\n/out/\n/roms/\n',
  )
  expect(readdirSync(dir).sort()).toEqual(['.gitattributes', '.github', '.gitignore', 'curator.config.ts'])
  expect(await initProject(dir)).toEqual({ written: [], existing: files, problems: [] })
})

it('leaves what is there as it is', async () => {
  writeFileSync(join(top, '.gitignore'), 'mine\n')
  writeFileSync(join(top, 'curator.config.json'), '{}')
  expect(await initProject(top)).toEqual({
    written: ['.gitattributes', join('.github', 'workflows', 'curator.yml')],
    existing: ['curator.config.json', '.gitignore'],
    problems: [],
  })
  expect(readFileSync(join(top, '.gitignore'), 'utf8')).toBe('mine\n')
})

it.each([
  ['.curatorrc', '{}'],
  [join('.config', 'curatorrc.yml'), '{}'],
  ['curator.config.cjs', 'module.exports = {}'],
  ['package.json', '{ "curator": {} }'],
])('makes no config that would win over %s', async (name, text) => {
  mkdirSync(join(top, '.config'))
  writeFileSync(join(top, name), text)
  expect((await initProject(top)).existing).toEqual([name])
  expect(existsSync(join(top, 'curator.config.ts'))).toBe(false)
})

it('says where it cannot write, and writes the rest', async () => {
  mkdirSync(join(top, 'curator.config.ts'))
  mkdirSync(join(top, '.github'))
  writeFileSync(join(top, '.github', 'workflows'), '')
  const { written, existing, problems } = await initProject(top)
  expect([written, existing]).toEqual([['.gitignore', '.gitattributes'], []])
  expect(problems.map(({ message }) => message)).toEqual([
    `Cannot write ${join(top, 'curator.config.ts')}: something else is there already.`,
    expect.stringContaining(`Cannot write ${join(top, '.github', 'workflows', 'curator.yml')}: `),
  ])
})

it('writes no workflow where GitHub would not read it', async () => {
  const dir = join(top, 'packages', 'roms')
  mkdirSync(join(top, '.git'))
  const { written, repository } = await initProject(dir)
  expect([written, repository]).toEqual([['curator.config.ts', '.gitignore', '.gitattributes'], top])
  expect(existsSync(join(dir, '.github'))).toBe(false)
  expect((await initProject(top)).written).toContain(join('.github', 'workflows', 'curator.yml'))
  // a repository of its own, as submodules and worktrees have it
  writeFileSync(join(dir, '.git'), 'gitdir: elsewhere\n')
  expect((await initProject(dir)).written).toEqual([join('.github', 'workflows', 'curator.yml')])
})
