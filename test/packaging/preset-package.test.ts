/** A preset from somebody else's package: packed, installed, compiled and built with. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { declare } from '../../scripts/types.mjs'
import { logiqxDat } from '../support/dat.ts'
import { curator, tempDir, tree } from '../support/cli.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const EXAMPLE = join(PROJECT, 'docs', 'example-preset')

beforeAll(() => declare())

/** The config that the package's own README shows. */
function config(): string {
  const readme = readFileSync(join(EXAMPLE, 'README.md'), 'utf8')
  return /```ts\n([^]*?)```/.exec(readme)?.[1] ?? ''
}

/** A project with curator and the packed example in its `node_modules`. */
function installed(): string {
  const dir = tempDir('preset')
  const packed = spawnSync('npm', ['pack', EXAMPLE, '--json', '--ignore-scripts'], {
    cwd: dir,
    encoding: 'utf8',
  })
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  const home = join(dir, 'node_modules', 'curator-preset-arcade-stick')
  mkdirSync(home, { recursive: true })
  const unpacked = spawnSync('tar', ['-xzf', join(dir, filename), '-C', home, '--strip-components=1'])
  expect(unpacked.status).toBe(0)
  const own = join(dir, 'node_modules', 'curator')
  mkdirSync(own, { recursive: true })
  cpSync(join(PROJECT, 'package.json'), join(own, 'package.json'))
  symlinkSync(join(PROJECT, 'dist'), join(own, 'dist'))
  symlinkSync(join(PROJECT, 'node_modules'), join(own, 'node_modules'))
  writeFileSync(join(dir, 'package.json'), '{ "type": "module", "private": true }')
  return dir
}

function write(dir: string, path: string, content: string): void {
  mkdirSync(join(dir, path, '..'), { recursive: true })
  writeFileSync(join(dir, path), content)
}

describe('the example of a preset in a package', () => {
  it('builds its device, playlists and all', async () => {
    const dir = installed()
    write(dir, 'curator.config.ts', config())
    write(
      dir,
      'dats/gb.dat',
      logiqxDat('Nintendo - Game Boy', [
        { name: 'Sacred Bridge (Japan).gb', bytes: 'one' },
        { name: 'Pokémon – Rouge (France).gb', bytes: 'two' },
      ]),
    )
    write(dir, 'roms/a.gb', 'one')
    write(dir, 'roms/b.gb', 'two')
    const { code, stdout, stderr } = await curator(['build'], { cwd: dir, timeout: 60_000 })
    expect(stderr + stdout).toContain('curator: done')
    expect(code).toBe(0)
    const files = tree(join(dir, 'stick'))
    expect(Object.keys(files).filter((path) => !path.startsWith('.curator'))).toEqual([
      'GAMES/GB/P/Pokemon - Rouge (France).gb',
      'GAMES/GB/S/Sacred Bridge (Japan).gb',
      'LISTS/favourites.txt',
    ])
    const list = readFileSync(join(dir, 'stick/LISTS/favourites.txt'), 'utf8')
    expect(list).toBe('/GAMES/GB/S/Sacred Bridge (Japan).gb\n')
  })

  it('shows a misspelt policy at the word', () => {
    const dir = installed()
    write(dir, 'curator.config.ts', config().replace("policy: 'best'", "policy: 'bst'"))
    const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: [] }
    write(dir, 'tsconfig.json', JSON.stringify({ compilerOptions: options, files: ['curator.config.ts'] }))
    const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: dir, encoding: 'utf8' })
    expect(stdout.split('\n')[0]).toBe(
      `curator.config.ts(9,52): error TS2820: Type '"bst"' is not assignable to type '"best" | "everything"'. Did you mean '"best"'?`,
    )
  })
})
