/** What a user gets: the published files, and types that need none of our development packages. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { bundle } from '../../scripts/bundle.mjs'
import { writeSchema } from '../../scripts/schema.mjs'
import { declare } from '../../scripts/types.mjs'
import { tempDir } from '../support/cli.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

beforeAll(async () => {
  declare()
  await writeSchema()
})

describe('the published files', () => {
  let files: readonly string[] = []
  beforeAll(() => {
    files = published()
  })

  it('are the bundle, the templates, the documentation and the licence, and nothing else', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/cli.cjs',
        'dist/cli.js',
        'dist/dat-worker.js',
        'dist/hash-worker.js',
        'dist/index.js',
        'dist/metadata.js',
        'dist/page-serve.js',
        'dist/page-site.js',
        'dist/page.css',
        'dist/presets.js',
        'dist/third-party-licenses.txt',
        'dist/title-worker.js',
        'dist/types/presets/index.d.ts',
        'dist/types/src/index.d.ts',
        'dist/types/src/metadata/index.d.ts',
        'dist/write-worker.js',
        'docs/example-preset/index.js',
        'docs/getting-started.md',
        'package.json',
      ]),
    )
    expect(files.some((path) => path.startsWith('templates/'))).toBe(true)
    const allowed =
      /^(dist\/[^/]+\.(cjs|css|js|json|txt)|dist\/types\/.+\.d\.ts|docs\/[^/]+\.md|docs\/example-preset\/[^/]+|templates\/.+|README\.md|LICENSE|package\.json)$/
    expect(files.filter((path) => !allowed.test(path))).toEqual([])
  })

  it('hold the pages that the README leads to', () => {
    const links = [...readFileSync(join(PROJECT, 'README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g)]
    expect(links.length).toBeGreaterThan(15)
    expect(links.map(([, path = '']) => path).filter((path) => !files.includes(path))).toEqual([])
  })

  it('hold everything package.json points at', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    )
    const absent = [...targets, ...Object.values(manifest.bin)].filter(
      (path) => !existsSync(join(PROJECT, path)),
    )
    expect(absent).toEqual([])
  })

  it('include a command that the system can start', () => {
    const cli = join(PROJECT, 'dist', 'cli.cjs')
    expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(cli).mode & 0o100 || process.platform === 'win32').toBeTruthy()
  })

  it('name the licence of the code that is bundled', async () => {
    const { inputs } = await bundle({ write: false })
    const bundled = new Set(
      Object.keys(inputs).flatMap((path) => /^node_modules\/(.+?)\//.exec(path)?.[1] ?? []),
    )
    expect([...bundled]).toEqual(['better-sqlite3', 'preact'])
    expect(readFileSync(join(PROJECT, 'dist', 'third-party-licenses.txt'), 'utf8')).toContain('Joshua Wise')
  })

  it('fit the native part they need: the version of a bundled package is exact', () => {
    expect(manifest.dependencies['better-sqlite3']).toMatch(/^\d+\.\d+\.\d+$/)
  })
})

const CONFIG = `import { defineConfig, oneGameOneRom } from 'curator'
import { retroarch } from 'curator/presets'

export default defineConfig({
  roots: { downloads: './roms' },
  dats: { 'no-intro': './dats/**/*.dat' },
  policies: { usa: oneGameOneRom({ regions: ['USA', 'Europe'] }) },
  targets: { handheld: retroarch({ path: './out', policy: 'usa' }) },
})
`

const PROVIDER = `import { capabilities, createMetadataClient, noCache } from 'curator/metadata'
import type { ProviderDefinition } from 'curator/metadata'

const able = capabilities({ search: true })
export const open = (providers: readonly ProviderDefinition[]) =>
  createMetadataClient({ providers: providers.filter(({ name }) => name !== 'x' && able.search), env: {}, cache: noCache() })
`

describe.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('a config compiled with module %s, resolved as %s', (module, moduleResolution) => {
  const compile = (config: string) => {
    const folder = tempDir('types')
    installTypes(folder)
    writeFileSync(join(folder, 'curator.config.ts'), config)
    const options = { module, moduleResolution, target: 'es2023', strict: true, noEmit: true, types: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }))
    const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc')
    const run = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
    return run.stdout + run.stderr
  }

  it('has its types, though no other package is there', () => {
    expect(compile(CONFIG)).toBe('')
  })

  it('may be beside a metadata provider, with the types of that', () => {
    expect(compile(PROVIDER)).toBe('')
  })

  it('shows a misspelt policy at the word', () => {
    const [error] = compile(CONFIG.replace("policy: 'usa'", "policy: 'use'")).split('\n')
    expect(error).toBe(
      `curator.config.ts(8,51): error TS2322: Type '"use"' is not assignable to type '"everything" | "usa"'.`,
    )
  })
})

/** The package as installed, as far as the compiler looks at it. */
function installTypes(folder: string): void {
  const installed = join(folder, 'node_modules', 'curator')
  mkdirSync(installed, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  cpSync(join(PROJECT, 'package.json'), join(installed, 'package.json'))
  cpSync(join(PROJECT, 'dist', 'types'), join(installed, 'dist', 'types'), { recursive: true })
}

function published(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const { stdout } = spawnSync('npm', args, {
    cwd: PROJECT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }]
  return packed.files.map((file) => file.path).sort()
}
