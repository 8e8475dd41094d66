import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closureFresh } from '../../src/config/reading/closure.ts'
import { formOf } from '../../src/config/reading/find.ts'
import { loadConfig } from '../../src/config/reading/load.ts'
import { isOwn } from '../../src/config/own.ts'
import { fixture } from './support.ts'

let top: string

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'curator-load-')))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(top, { recursive: true })
})

function put(name: string, text: string | Buffer): string {
  const path = join(top, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

function load(file: string) {
  return loadConfig({ file, form: formOf(file) })
}

const PLAIN = { roots: { a: './roms' }, dats: { b: './dats' }, targets: {} }

describe('another encoding', () => {
  const latin = Buffer.from('export default { roots: {}, dats: {}, targets: {}, x: "Pokémon" }', 'latin1')
  const wide = Buffer.from(`\ufeff${JSON.stringify(PLAIN)}`, 'utf16le')
  it.each([
    ['curator.config.ts', latin],
    ['curator.config.ts', wide],
    ['curator.config.json', wide],
    ['curator.config.yaml', wide],
  ])('%s %#', async (name, bytes) => {
    const file = put(name, bytes)
    await expect(load(file)).rejects.toMatchObject({
      problems: [
        {
          code: 'config-unreadable',
          message: `Cannot read ${file}: it is not in UTF-8; save it in that encoding.`,
        },
      ],
    })
  })
})

describe('forms', () => {
  it.each([
    [
      'curator.config.ts',
      `const roots: Record<string, string> = { a: './roms' }\nexport default { roots, dats: { b: './dats' }, targets: {} }`,
    ],
    ['curator.config.mts', `export default ${JSON.stringify(PLAIN)} as const`],
    ['curator.config.js', `module.exports = ${JSON.stringify(PLAIN)}`],
    ['curator.config.mjs', `export default await Promise.resolve(${JSON.stringify(PLAIN)})`],
    ['curator.config.json', JSON.stringify(PLAIN)],
    ['curator.config.yaml', 'roots: { a: ./roms }\ndats:\n  b: ./dats\ntargets: {}\n'],
    ['.curatorrc', 'roots: { a: ./roms }\ndats: { b: ./dats }\ntargets: {}\n'],
    ['package.json', JSON.stringify({ name: 'games', curator: PLAIN })],
  ])('%s', async (name, text) => {
    const file = put(name, text)
    const { config, closure, env } = await load(file)
    expect(config).toEqual(PLAIN)
    expect(closure.map(({ path }) => path)).toEqual([file])
    expect(env).toEqual({})
    expect(readdirSync(top)).toEqual([name])
  })

  it.each([
    ['curator.config.json', JSON.stringify(PLAIN)],
    ['curator.config.yaml', 'roots: { a: ./roms }\ndats: { b: ./dats }\ntargets: {}\n'],
    ['curator.config.ts', `export default ${JSON.stringify(PLAIN)}`],
  ])('%s may begin with the mark that editors of Windows write', async (name, text) => {
    expect((await load(put(name, `\uFEFF${text}`))).config).toEqual(PLAIN)
  })

  it.each([
    ["export default { get roots() { throw new Error('no roots') } }", 'no roots'],
    ['let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; export default o', 'it is nested too deeply'],
  ])('that fails while it is looked at: %s', async (text, why) => {
    await expect(load(put('curator.config.ts', text))).rejects.toMatchObject({
      problems: [{ code: 'config-threw', message: `curator.config.ts threw while it was read: ${why}.` }],
    })
  })

  it('is told where it lies', async () => {
    const file = put(
      'curator.config.ts',
      'export default { state: import.meta.url, roots: { a: import.meta.dirname, b: __dirname, c: __filename } }',
    )
    const { config } = await load(file)
    expect(config).toEqual({ state: pathToFileURL(file).href, roots: { a: top, b: top, c: file } })
  })

  it('may lie in a folder that looks like a pattern', async () => {
    put('*new* [a]?/part.ts', "export default { roots: { a: './roms' } }")
    const file = put('*new* [a]?/curator.config.ts', "export { default } from './part'")
    expect((await load(file)).config).toEqual({ roots: { a: './roms' } })
  })

  it.skipIf(sep === '\\')('says so where a backslash in the name of its folder is in the way', async () => {
    const program = put('a\\b/curator.config.ts', 'export default {}')
    await expect(load(program)).rejects.toMatchObject({
      problems: [{ code: 'config-unreadable', message: expect.stringContaining('there is a backslash') }],
    })
    const data = put('a\\b/curator.config.json', '{ "roots": { "a": "./roms" } }')
    expect((await load(data)).config).toEqual({ roots: { a: './roms' } })
  })

  it('ignores a tsconfig.json', async () => {
    put(
      'tsconfig.json',
      '{ "compilerOptions": { "paths": { "./part": ["./other"] }, "target": "nonsense" } }',
    )
    put('part.ts', "export const part = 'right'")
    expect((await load(put('curator.config.ts', "export { part as default } from './part'"))).config).toBe(
      'right',
    )
  })

  it('loads packages that node cannot, through jiti', async () => {
    put(
      'node_modules/typed/package.json',
      '{ "name": "typed", "version": "1.0.0", "main": "./index.ts", "type": "module" }',
    )
    put('node_modules/typed/index.ts', 'export const path: string = "./from-a-typed-package"')
    const file = put(
      'curator.config.ts',
      "import { defineConfig } from 'curator'\nimport { path } from 'typed'\nexport default { roots: { path }, is: typeof defineConfig }",
    )
    const { config, closure } = await load(file)
    expect(config).toEqual({ roots: { path: './from-a-typed-package' }, is: 'function' })
    expect(namesOf(closure)).toEqual(['curator.config.ts', 'package.json'])
  })

  it('rests on all modules of a package that is only linked, as in a workspace', async () => {
    const manifest = (name: string) => JSON.stringify({ name, type: 'module', exports: './index.js' })
    for (const name of ['shared', 'deeper']) {
      put(`packages/${name}/package.json`, manifest(name))
      mkdirSync(join(top, 'node_modules'), { recursive: true })
      symlinkSync(`../packages/${name}`, join(top, 'node_modules', name))
    }
    put('packages/shared/index.js', "export * from './more.js'\nexport { b } from 'deeper'")
    put('packages/shared/more.js', "import 'installed'\nexport const a = './one'")
    put('packages/shared/unused.js', '')
    put(
      'packages/deeper/index.js',
      "import data from './data.json' with { type: 'json' }\nexport const b = data.b",
    )
    put('packages/deeper/data.json', '{ "b": "./two" }')
    put('node_modules/installed/package.json', manifest('installed'))
    put('node_modules/installed/index.js', '')
    const file = put('curator.config.ts', "import { a, b } from 'shared'\nexport default { roots: { a, b } }")
    const { config, closure } = await load(file)
    expect(config).toEqual({ roots: { a: './one', b: './two' } })
    const paths = closure.map(({ path }) => relative(top, path))
    expect(paths).toEqual([
      'curator.config.ts',
      'node_modules/deeper/package.json',
      'node_modules/shared/package.json',
      'packages/deeper/data.json',
      'packages/deeper/index.js',
      'packages/shared/index.js',
      'packages/shared/more.js',
    ])
  })

  it('tells a part that a package does not have from a package that is not there', async () => {
    put('node_modules/old/package.json', '{ "name": "old", "version": "1.0.0" }')
    const parts = put('curator.config.ts', "import 'old/parts'\nexport default {}")
    expect((await load(parts)).faults).toMatchObject([
      { message: "curator.config.ts imports 'old/parts', which old does not have." },
    ])
    const none = put('curator.config.ts', "import '@a/none/parts'\nexport default {}")
    expect((await load(none)).faults).toMatchObject([
      {
        message: "curator.config.ts imports '@a/none/parts', which is not installed.",
        hint: 'Run `npm install @a/none` beside the config.',
      },
    ])
  })

  it('tells what a module lacks only where it is sure', async () => {
    put('open.ts', "export * from './nowhere'\nexport const a = 1")
    const file = put(
      'curator.config.ts',
      "import { a, b, c } from './open'\nexport default { a, b: [b], c: c.d }",
    )
    const { faults, config, unknown } = await load(file)
    expect(faults.map(({ message }) => message)).toEqual(['open.ts: Could not resolve "./nowhere".'])
    expect(config).toMatchObject({ a: 1 })
    expect(unknown).toEqual([['b', 0], ['c']])
    put('open.ts', 'export const a = 1')
    expect((await load(file)).faults.map(({ message }) => message)).toEqual([
      'curator.config.ts: No matching export in "open.ts" for import "b".',
      'curator.config.ts: No matching export in "open.ts" for import "c".',
    ])
  })

  it('works where nothing can be written', async () => {
    put('.curator', 'a file where the state folder would be')
    expect(
      (await load(put('curator.config.ts', 'const a: string = "x"\nexport default { a }'))).config,
    ).toEqual({ a: 'x' })
  })

  it('keeps what is in the state folder', async () => {
    put('.curator/catalog.db', 'precious')
    await load(put('curator.config.ts', 'export default {}'))
    expect(readdirSync(join(top, '.curator'))).toEqual(['catalog.db'])
  })
})

describe('closure', () => {
  it('is everything the config was read from', async () => {
    vi.stubEnv('CURATOR_TEST_ROMS', undefined)
    const { closure, env } = await load(fixture('good/modules.ts'))
    expect(namesOf(closure)).toEqual(['handheld.ts', 'modules.ts', 'playlists.ts', 'titles.json'])
    // curator itself decides too: another version may read the config differently
    expect(closure.some(({ path }) => isOwn(path) && basename(path) === 'policies.ts')).toBe(true)
    expect(env).toEqual({ CURATOR_TEST_ROMS: null })
    expect(closureFresh(closure, env)).toBe(true)
  })

  it('is stale when a file was touched, replaced or removed', async () => {
    const part = put('part.ts', "export const a = './one'")
    const file = put('curator.config.ts', "import { a } from './part.ts'\nexport default { a }")
    const { closure, env } = await load(file)
    expect(closureFresh(closure, env)).toBe(true)
    utimesSync(part, 1, 1)
    expect(closureFresh(closure, env)).toBe(false)

    const again = await load(file)
    renameSync(put('part.new', "export const a = './two'"), part)
    utimesSync(part, 1, 1)
    expect(closureFresh(again.closure, again.env)).toBe(false)

    const third = await load(file)
    expect(third.config).toEqual({ a: './two' })
    rmSync(part)
    expect(closureFresh(third.closure, third.env)).toBe(false)
  })

  it('compares the bytes of a file that was changed just before it was read', async () => {
    const { closure, env } = await load(put('curator.config.ts', "export default { a: './one' }"))
    const [entry] = closure
    expect(entry?.sha1).toMatch(/^[\da-f]{40}$/)
    const forged = { ...entry!, sha1: '0'.repeat(40) }
    expect(closureFresh([forged], env)).toBe(false)
  })

  it('is never fresh when there is none', () => {
    expect(closureFresh([], {})).toBe(false)
  })
})

describe('env', () => {
  const config =
    "import { env } from 'curator'\nexport default { a: env('CURATOR_TEST_A', './fallback'), b: env('CURATOR_TEST_B') }"

  it('is tracked, with values and with what is not set', async () => {
    vi.stubEnv('CURATOR_TEST_A', undefined)
    vi.stubEnv('CURATOR_TEST_B', 'b')
    const { config: value, closure, env } = await load(put('curator.config.ts', config))
    expect(value).toEqual({ a: './fallback', b: 'b' })
    expect(env).toEqual({ CURATOR_TEST_A: null, CURATOR_TEST_B: 'b' })
    expect(closureFresh(closure, env)).toBe(true)
    vi.stubEnv('CURATOR_TEST_A', './set')
    expect(closureFresh(closure, env)).toBe(false)
    vi.stubEnv('CURATOR_TEST_A', undefined)
    vi.stubEnv('CURATOR_TEST_B', 'c')
    expect(closureFresh(closure, env)).toBe(false)
  })

  it('takes an empty variable for one that is not set', async () => {
    vi.stubEnv('CURATOR_TEST_A', '')
    vi.stubEnv('CURATOR_TEST_B', 'b')
    const { config: value, env } = await load(put('curator.config.ts', config))
    expect(value).toEqual({ a: './fallback', b: 'b' })
    expect(env).toEqual({ CURATOR_TEST_A: '', CURATOR_TEST_B: 'b' })
  })
})

/** Without curator's own files, which are elsewhere when it is installed. */
function namesOf(closure: readonly { path: string }[]): string[] {
  return closure
    .filter(({ path }) => !isOwn(path))
    .map(({ path }) => basename(path))
    .sort()
}
