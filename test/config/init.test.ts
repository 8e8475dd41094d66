import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
  expect(await initProject(dir)).toEqual({ written: files, existing: [] })
  expect(readFileSync(join(dir, 'curator.config.ts'), 'utf8')).toMatch(/^import \{ defineConfig, /)
  expect(readFileSync(join(dir, '.gitignore'), 'utf8')).toContain(
    '\n/node_modules/\n/.curator/\n/out/\n/roms/\n',
  )
  expect(readdirSync(dir).sort()).toEqual(['.gitattributes', '.github', '.gitignore', 'curator.config.ts'])
  expect(await initProject(dir)).toEqual({ written: [], existing: files })
})

it('leaves what is there as it is', async () => {
  writeFileSync(join(top, '.gitignore'), 'mine\n')
  writeFileSync(join(top, 'curator.config.json'), '{}')
  expect(await initProject(top)).toEqual({
    written: ['.gitattributes', join('.github', 'workflows', 'curator.yml')],
    existing: ['curator.config.json', '.gitignore'],
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

it('says where it cannot write', async () => {
  writeFileSync(join(top, 'file'), '')
  chmodSync(join(top, 'file'), 0o600)
  await expect(initProject(join(top, 'file'))).rejects.toThrow(
    `Cannot write ${join(top, 'file', 'curator.config.ts')}: `,
  )
})
