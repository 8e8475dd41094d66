import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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

it('writes a config, a workflow and what git has to know, once', () => {
  const dir = join(top, 'new')
  const files = [
    'curator.config.ts',
    '.gitignore',
    '.gitattributes',
    join('.github', 'workflows', 'curator.yml'),
  ]
  expect(initProject(dir)).toEqual({ written: files, existing: [] })
  expect(readFileSync(join(dir, 'curator.config.ts'), 'utf8')).toMatch(/^import \{ defineConfig, /)
  expect(readFileSync(join(dir, '.gitignore'), 'utf8')).toContain(
    '\n/node_modules/\n/.curator/\n/out/\n/roms/\n',
  )
  expect(readdirSync(dir).sort()).toEqual(['.gitattributes', '.github', '.gitignore', 'curator.config.ts'])
  expect(initProject(dir)).toEqual({ written: [], existing: files })
})

it('leaves what is there as it is', () => {
  writeFileSync(join(top, '.gitignore'), 'mine\n')
  writeFileSync(join(top, 'curator.config.json'), '{}')
  expect(initProject(top)).toEqual({
    written: ['.gitattributes', join('.github', 'workflows', 'curator.yml')],
    existing: ['curator.config.json', '.gitignore'],
  })
  expect(readFileSync(join(top, '.gitignore'), 'utf8')).toBe('mine\n')
})

it('says where it cannot write', () => {
  writeFileSync(join(top, 'file'), '')
  chmodSync(join(top, 'file'), 0o600)
  expect(() => initProject(join(top, 'file'))).toThrow(
    `Cannot write ${join(top, 'file', 'curator.config.ts')}: `,
  )
})
