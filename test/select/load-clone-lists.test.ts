import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cloneListFiles, loadCloneLists } from '../../src/select/clone-lists/load.ts'
import { tempDir } from '../support/cli.ts'

const LIST = (name: string): string => JSON.stringify({ description: { name }, variants: [] })

/** A folder as Retool keeps it, and things that are no clone lists. */
function folder(): string {
  const path = tempDir('clone-lists')
  mkdirSync(join(path, 'clonelists'))
  mkdirSync(join(path, '.git'))
  writeFileSync(join(path, 'clonelists', 'B (Redump).json'), LIST('B (Redump)'))
  writeFileSync(join(path, 'clonelists', 'A (No-Intro).JSON'), LIST('A (No-Intro)'))
  writeFileSync(join(path, 'clonelists', 'bad.json'), '{"variants": [')
  writeFileSync(join(path, 'hash.json'), '{"a": 1}')
  writeFileSync(join(path, 'readme.md'), '"variants":')
  writeFileSync(join(path, '.git', 'x.json'), LIST('X'))
  return path
}

it('finds lists in folders, takes what can be read, and says what cannot', () => {
  const path = folder()
  const { lists, problems } = loadCloneLists([{ path, shown: './lists' }])
  expect(lists.map(({ name, file }) => [name, file.slice(path.length + 1)])).toEqual([
    ['A (No-Intro)', 'clonelists/A (No-Intro).JSON'],
    ['B (Redump)', 'clonelists/B (Redump).json'],
  ])
  expect(problems.map(({ code, path: file }) => [code, file])).toEqual([
    ['clone-list-unreadable', join(path, 'clonelists/bad.json')],
  ])
})

it.each([
  ['nothing', ''],
  ['a web page', '<!DOCTYPE html><html></html>\n'],
  ['a list cut short before it says what it is', '{"description": {"name": "C (Redump)"},'],
  ['UTF-16', Buffer.from(`\ufeff${LIST('C (Redump)')}`, 'utf16le')],
])('in a folder says of %s that it is no list', (_, text) => {
  const path = folder()
  const file = join(path, 'clonelists', 'C (Redump).json')
  writeFileSync(file, text)
  const { lists, problems } = loadCloneLists([{ path: join(path, 'clonelists'), shown: './lists' }])
  expect(lists).toHaveLength(2)
  expect(problems.map(({ message }) => message)[0]).toMatch(`${file}: It is no JSON: `)
})

it('insists on what is named as a file', () => {
  const path = join(folder(), 'hash.json')
  expect(loadCloneLists([{ path, shown: 'hash.json' }]).problems.map(({ code }) => code)).toEqual([
    'clone-list-unreadable',
  ])
})

it('names what is not there', () => {
  const missing = { path: '/does/not/exist', shown: './lists' }
  const optional = { path: '/nor/does/this', shown: './more', isOptional: true }
  const { files, problems } = cloneListFiles([missing, optional])
  expect(files).toEqual([])
  expect(problems).toEqual([
    {
      code: 'clone-list-missing',
      message: 'The clone lists ./lists cannot be read: no such file or folder.',
      path: '/does/not/exist',
    },
  ])
})
