/** What is loaded before anything is done. Every package costs milliseconds, each time curator starts. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../scripts/bundle.mjs'
import { LEAST, settledProject } from '../cli/support.ts'
import { LATER, tempDir } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'

let metafile: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  metafile = await bundle({ write: false })
})

describe('loaded at start, without being asked for', () => {
  const threads = ['hash-worker', 'write-worker', 'dat-worker', 'title-worker']
  it.each(['cli', 'index', 'metadata', 'presets', ...threads])('%s.js loads no package', (entry) => {
    expect(packagesOf(loadedWith(`dist/${entry}.js`))).toEqual([])
  })

  it('the command line loads neither the engine, nor a DAT reader, nor a verb', () => {
    const sources = loadedWith('dist/cli.js').flatMap((output) =>
      Object.keys(metafile.outputs[output]!.inputs),
    )
    expect(sources).toContain('src/cli/main.ts')
    expect(
      sources.filter((path) => /^src\/(engine|catalog|dats|inventory|cli\/commands)\//.test(path)),
    ).toEqual([])
  })

  it('listings are begun by the program itself', () => {
    expect(readFileSync(CLI, 'utf8')).toContain('function beginListings(')
  })

  it('the module of that name starts it as well, and waits for its end', () => {
    const module = CLI.replace(/\.cjs$/, '.js')
    const { status, stderr } = spawnSync(process.execPath, [module, 'biuld'], { encoding: 'utf8' })
    expect(stderr).toContain('Did you mean `build`?')
    expect(status).toBe(2)
  })

  it('a build that writes one file runs the program and its script, no module, and no package but SQLite', async () => {
    const project = settledProject('startup')
    project.write('roms/a.gb', 'one')
    project.write(
      'gb.dat',
      logiqxDat('Nintendo - Game Boy', [
        { name: 'A (USA).gb', bytes: 'one' },
        { name: 'B (USA).gb', bytes: 'two' },
      ]),
    )
    project.configure({ ...LEAST, dats: { gb: { path: './gb.dat' } } })
    expect((await project.build()).outcome).toBe('done')
    expect((await project.build()).outcome).toBe('nothing')
    const program = programAlone()
    const env = { ...process.env, ...LATER }
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { cwd: project.dir, encoding: 'utf8', env })
    expect(run('build').stdout).toMatch(/^curator: nothing to do/)
    project.write('roms/b.gb', 'two')
    expect(run('build').stdout).toContain('1 file written')
    expect(run('--version').stdout).toMatch(/^\d/)
    // what is asked for seldom is in one
    expect(run('biuld').stderr).toContain('ERR_MODULE_NOT_FOUND')
  })
})

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))

/** The program in a package of its own, without any module. */
function programAlone(): string {
  const dir = tempDir('program')
  const script = /everyday-\w+\.cjs/.exec(readFileSync(CLI, 'utf8'))?.[0] ?? ''
  const from = (path: string): string => join(dirname(CLI), '..', path)
  mkdirSync(join(dir, 'dist'))
  for (const path of ['package.json', 'dist/cli.cjs', `dist/${script}`])
    copyFileSync(from(path), join(dir, path))
  mkdirSync(join(dir, 'node_modules'))
  symlinkSync(from('node_modules/better-sqlite3'), join(dir, 'node_modules/better-sqlite3'))
  return join(dir, 'dist/cli.cjs')
}

/** An output and all that it imports at its top, directly or not. */
function loadedWith(output: string): string[] {
  const found = new Set([output])
  for (const path of found) {
    for (const imported of metafile.outputs[path]!.imports) {
      if (!imported.external && imported.kind !== 'dynamic-import') found.add(imported.path)
    }
  }
  return [...found]
}

/** The packages in these outputs: bundled into them, or imported by them. */
function packagesOf(outputs: readonly string[]): string[] {
  const found = outputs.flatMap((path) => {
    const { inputs, imports } = metafile.outputs[path]!
    const bundled = Object.keys(inputs).flatMap((input) => /^node_modules\/(.+?)\//.exec(input)?.[1] ?? [])
    const imported = imports.flatMap((one) => (one.external && one.kind !== 'dynamic-import' ? one.path : []))
    return [...bundled, ...imported.filter((name) => !isBuiltin(name))]
  })
  return [...new Set(found)].sort()
}
