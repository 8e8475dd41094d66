/** Every example of the documentation is true: programs compile, configs are configs, data is what it is said to be. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { objectOf } from '../../src/config/checking/check.ts'
import { formOf } from '../../src/config/reading/find.ts'
import { loadConfig } from '../../src/config/reading/load.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import type { ResolvedConfig } from '../../src/config/resolved.ts'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { parseLock } from '../../src/lock/parse.ts'
import { importPack } from '../../src/metadata/local/pack.ts'
import { vocabulary } from '../../src/steps/vocabulary.ts'
import { tempDir } from '../support/cli.ts'
import { fileOf, programOf } from './configs.ts'
import { CHECKOUT, examplesIn, type Example } from './pages.ts'

describe('programs', () => {
  // the example of a package is tested as a package: test/packaging/preset-package.test.ts
  const programs = examplesIn('ts').filter(({ page }) => page !== 'docs/example-preset/README.md')
  const folder = tempDir('examples', afterAll)
  for (const example of programs) put(join(folder, pathOf(example)), programOf(example))

  it('compile', async () => {
    const paths = {
      curator: [join(CHECKOUT, 'src/index.ts')],
      'curator/presets': [join(CHECKOUT, 'presets/index.ts')],
      'curator/metadata': [join(CHECKOUT, 'src/metadata/index.ts')],
    }
    const compilerOptions = { paths, typeRoots: [join(CHECKOUT, 'node_modules/@types')] }
    const settings = { extends: join(CHECKOUT, 'tsconfig.json'), compilerOptions, include: ['docs', '*.md'] }
    put(join(folder, 'package.json'), '{ "type": "module" }')
    put(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    // what is wrong in curator itself, its own check tells
    const inExamples = (await compile(folder)).split('\n').filter((line) => !line.startsWith('..'))
    expect(inExamples.join('\n')).toBe('')
  })

  it('are configs without a mistake, where they are configs', async () => {
    const configs = programs.filter((example) => programOf(example).includes('export default defineConfig'))
    // read as one: reading takes longer than all there is in them
    const imports = configs.map((example, at) => `import c${at} from './${pathOf(example)}'`)
    const names = configs.map((example, at) => `'${nameOf(example)}': c${at}`)
    const file = join(folder, 'all.ts')
    put(file, `${imports.join('\n')}\nexport default { ${names.join(', ')} }\n`)
    const { config } = await loadConfig({ file, form: formOf(file) })
    for (const name of configs.map(nameOf)) {
      const { targets } = resolveConfig(
        objectOf(config)[name] ?? null,
        { file, form: 'script' },
        vocabulary(),
      )
      expect(Object.keys(targets), name).not.toEqual([])
    }
    expect(configs.length).toBeGreaterThan(20)
  })
})

describe('data', () => {
  const LEAST = { roots: {}, dats: {}, targets: {} }
  const SIGNS: readonly (readonly [sign: RegExp, read: (text: string) => unknown])[] = [
    [/"preset":/, (text) => resolved('json', text)],
    [/^"dats":/, (text) => resolved('json', JSON.stringify({ ...LEAST, ...objectIn(`{${text}}`) }))],
    [/"curatorPack":/, rowsOfPack],
    [/"version": 1,\n {2}"dats":/, (text) => parseLock(text).policies],
    [/^"metadata":/, (text) => parseDecisions(`{${text}}`, 'curation.jsonc')],
    [/"match":/, (text) => parseDecisions(text, 'curation.jsonc')],
    [/^\{/, objectIn],
  ]

  it.each(named('json', 'jsonc'))('%s is what curator reads', async (_, { text }) => {
    const read = SIGNS.find(([sign]) => sign.test(text))?.[1]
    expect(await read?.(text)).toEqual(expect.anything())
  })

  it('the YAML of config.md says what the JSON beside it does', async () => {
    const shown = (form: string) => examplesIn(form).find(({ page }) => page === 'docs/config.md')?.text ?? ''
    const json = await resolved('json', shown('json'))
    const yaml = await resolved('yaml', shown('yaml'))
    expect(yaml.policies['best']).toEqual(json.policies['best'])
    expect(yaml.targets['cart']?.preset).toBe('everdrive')
  })

  it('the workflow of lock.md is the one that `curator init` writes', () => {
    const shown = examplesIn('yaml').find(({ page }) => page === 'docs/lock.md')?.text
    expect(shown).toBe(readFileSync(join(CHECKOUT, 'templates/github-workflow.yml'), 'utf8'))
  })

  it.each(named('sql'))('%s is a query of the catalog', (_, { text }) => {
    expect(freshDb().prepare(text).all()).toEqual([])
  })
})

function named(...languages: readonly string[]): (readonly [string, Example])[] {
  return examplesIn(...languages).map((example) => [nameOf(example), example])
}

function nameOf({ page, line }: Example): string {
  return `${page}:${line}`
}

function pathOf(example: Example): string {
  return join(example.page, fileOf(example))
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** What the compiler says of a folder; '' when it has nothing to say. */
async function compile(folder: string): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const run = promisify(execFile)(process.execPath, [tsc, '--noEmit', '--pretty', 'false'], { cwd: folder })
  return run.then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout,
  )
}

async function resolved(extension: string, text: string): Promise<ResolvedConfig> {
  const file = join(tempDir('shown'), `curator.config.${extension}`)
  put(file, text)
  const found = { file, form: formOf(file) }
  const { config } = await loadConfig(found)
  return resolveConfig(config, found, vocabulary())
}

function rowsOfPack(text: string): number {
  const path = join(tempDir('shown'), 'shown.pack.json')
  put(path, text)
  const db = freshDb()
  db.exec('pragma foreign_keys = off') // there is no import that its rows came with
  return importPack(db, 1, { path }, 0)
}

function objectIn(text: string): object {
  return JSON.parse(text) as object
}

function freshDb(): Db {
  const catalog = openCatalog(tempDir('catalog'))
  onTestFinished(() => catalog.close())
  return catalog.db
}
