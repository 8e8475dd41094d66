/** What a walk asks the system of files when it is known what may have changed. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identityAt, type Folder } from '../../src/inventory/scan/walking/folder.ts'
import { walk, type Known, type Walk } from '../../src/inventory/scan/walking/walk.ts'

let path: string
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'curator-walk-'))
  mkdirSync(join(path, 'nes'))
  for (const name of ['a', 'b', 'c']) write(name, 'x')
})
afterEach(() => {
  rmSync(path, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(join(path, 'nes', name), text)

const walked = (known: Known) => walk({ path, ignore: [], identity: 'full', followSymlinks: false }, known)

async function after(before: Walk, touched: readonly string[]): Promise<Walk> {
  const folders = new Map(before.changed.map(({ folder }) => [folder.path, folder]))
  return walked({ folders, sameRules: true, touched: new Set(touched) })
}

/** Its files with their sizes, `*` where they have to be looked at. */
function told({ changed }: Walk): readonly string[] {
  const all = changed.find(({ folder }) => folder.path === 'nes')
  if (!all) return []
  const { folder, suspects } = all
  return folder.names
    .split('/')
    .map((name, i) => `${name} ${identityAt(folder.stats, i).size}${suspects.includes(i) ? '*' : ''}`)
    .sort()
}

const nothingKnown: Known = { folders: new Map<string, Folder>(), sameRules: false }

describe('a walk after a glance', () => {
  it('looks at no file but those that may have changed', async () => {
    const first = await walked(nothingKnown)
    expect(told(first)).toEqual(['a 1*', 'b 1*', 'c 1*'])
    write('a', 'other')
    write('b', 'not asked for')
    expect(told(await after(first, ['nes', 'nes/a']))).toEqual(['a 5*', 'b 1', 'c 1'])
    expect(told(await after(first, ['nes', 'nes/a', 'nes/b']))).toEqual(['a 5*', 'b 13*', 'c 1'])
  })

  it('looks at those that came, and at those that could not be trusted', async () => {
    const first = await walked(nothingKnown)
    const nes = first.changed.find(({ folder }) => folder.path === 'nes')?.folder
    nes?.stats.fill(NaN, 0, 4)
    const doubted = nes?.names.split('/')[0] ?? ''
    write('a', 'other')
    write('d', 'new')
    const asked = told(await after(first, ['nes', 'nes/d']))
    expect(asked).toContain('d 3*')
    expect(asked.filter((line) => line.endsWith('*')).map((line) => line[0])).toEqual([doubted, 'd'])
  })

  it('has another file under a known name, where one was renamed over it', async () => {
    const first = await walked(nothingKnown)
    write('new', 'longer')
    renameSync(join(path, 'nes/new'), join(path, 'nes/c'))
    expect(told(await after(first, ['nes', 'nes/c']))).toEqual(['a 1', 'b 1', 'c 6*'])
  })

  it('does not look into a link that stands where a folder was', async () => {
    const first = await walked(nothingKnown)
    renameSync(join(path, 'nes'), join(path, 'away'))
    symlinkSync('away', join(path, 'nes'))
    const { changed, files, gone } = await after(first, ['', 'nes', 'away'])
    expect(changed.map(({ folder }) => `${folder.path}: ${folder.kinds}`)).toEqual([': do', 'away: fff'])
    expect([files, gone]).toEqual([3, ['nes']])
  })
})
