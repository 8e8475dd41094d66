/** What there is of a kind is told where people look for it: no more, no less. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PRESET_OPTIONS, PRESETS } from '../../presets/table.ts'
import { COMMANDS, GLOBAL_OPTIONS } from '../../src/cli/usage/commands.ts'
import { parseCommandLine } from '../../src/cli/usage/args.ts'
import { generalHelp } from '../../src/cli/usage/help.ts'
import { CONFIG } from '../../src/config/checking/shapes.ts'
import { SOURCES } from '../../src/dats/sources/table.ts'
import { CODES, type ProblemKind } from '../../src/errors.ts'
import { PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'
import { REGIONS } from '../../src/names/tables/regions.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { CRITERIA } from '../../src/select/criteria/criteria.ts'
import { POLICY_CLASSES } from '../../src/select/grouping/kinds.ts'
import { CHECKOUT, examplesIn, firstCells, page, PAGES, quoted, section, wordsOf } from './pages.ts'

describe('cli.md', () => {
  const cli = page('docs/cli.md')

  it('lists the verbs as `curator --help` does', () => {
    const shown = cli.examples[0]?.text.replace('$ curator --help\n', '') ?? ''
    expect(generalHelp().slice(0, shown.length)).toBe(shown)
    expect(shown).toContain('\n  build ')
  })

  it('has the options of every verb', () => {
    expect(options(section(cli, 'Options of every verb')).sort()).toEqual(
      [...GLOBAL_OPTIONS.map(({ name }) => name), 'json'].sort(),
    )
  })

  it.each(COMMANDS.map(({ name }) => name))('tells of the options of %s', (name) => {
    const told = section(cli, name)
    const all = COMMANDS.find((each) => each.name === name)?.options.map((option) => option.name) ?? []
    // that `--json` is there is said once, and what it prints in each
    const untold = all.filter((option) => option !== 'json' && !options(told, 'anywhere').includes(option))
    expect(untold).toEqual([])
    expect(options(told).filter((option) => !all.includes(option))).toEqual([])
  })

  const KINDS: readonly (readonly [ProblemKind, heading: string])[] = [
    ['usage', '(error, exit code 2):'],
    ['output', '(error, exit code 3; the rest was done):'],
    ['input', '(warning, exit code 0, or 1 with `--strict`):'],
    ['check', '(error, exit code 1):'],
    ['note', '(note):'],
  ]

  it.each(KINDS)('lists the problems of the kind %s', (kind, heading) => {
    const problems = section(cli, 'Problems')
    const part = problems
      .split(/^\*\*/m)
      .find((each) => each.replace('**', '').split('\n')[0]?.includes(heading))
    const cells = firstCells(part ?? '')
    const told = quoted(cells.length > 0 ? cells.join('\n') : ((part ?? '').split(heading)[1] ?? ''))
    const codes = Object.entries(CODES).flatMap(([code, info]) => (info.kind === kind ? [code] : []))
    expect(told.sort()).toEqual(codes.sort())
  })
})

describe('commands', () => {
  const shown = [
    ...examplesIn('console').flatMap(({ text }) => [...text.matchAll(/^\$ (.+)$/gm)]),
    ...examplesIn('sh').flatMap(({ text }) => [...text.matchAll(/^(.+)$/gm)]),
    ...PAGES.flatMap(({ prose }) => quoted(prose).map((word) => ['', word] as const)),
  ].map(([, line = '']) => line.replace(/ +#.*$/, '').replace(/^(?:\w+=\S+ |npx )+/, ''))

  it.each([...new Set(shown)].filter((line) => /^curator [a-z]/.test(line) && !/[<…[]/.test(line)))(
    '%s',
    async (line) => {
      const [, ...words] = wordsOf(line)
      await expect(parseCommandLine(words)).resolves.toMatchObject({ command: { name: words[0] } })
    },
  )

  it('of npm are in package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const run = PAGES.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    )
    expect(run).toContain('demo')
    expect(run.filter((name) => !(name in scripts))).toEqual([])
  })
})

describe('config.md and devices.md', () => {
  const config = page('docs/config.md')
  const devices = page('docs/devices.md')

  it('have every key of the config', () => {
    const told = quoted(firstCells(section(config, 'Keys').split('\n### ')[0] as string).join('\n'))
    expect(told.sort()).toEqual(
      Object.keys(CONFIG.fields)
        .filter((key) => key !== '$schema')
        .sort(),
    )
  })

  it('have every preset, with its options', () => {
    const table = firstCells(devices.prose.split('\n## ')[0] as string).flatMap(quoted)
    expect(table.sort()).toEqual(Object.keys(PRESETS).sort())
    const words = new Set(
      [devices, config, page('docs/artwork.md'), page('docs/site.md')].flatMap(({ text }) =>
        [...text.matchAll(/\w+/g)].map(([word]) => word),
      ),
    )
    const untold = Object.entries(PRESET_OPTIONS).flatMap(([preset, own]) =>
      Object.keys(own).flatMap((name) => (words.has(name) ? [] : [`${preset}.${name}`])),
    )
    expect(untold).toEqual([])
  })

  it('count the platforms', () => {
    expect(devices.prose).toContain(`curator knows ${PLATFORMS.length};`)
  })
})

describe('policies.md', () => {
  const policies = page('docs/policies.md')

  it('has the criteria in their order', () => {
    const rows = [...section(policies, '4. The order').matchAll(/^\| (\d+) \| `([\w-]+)`/gm)]
    expect(rows.map(([, number, id]) => [Number(number), id])).toEqual(
      CRITERIA.map(({ id }, at) => [at + 1, id]),
    )
  })

  it('has the kinds of release, and the regions in their order', () => {
    const kinds = /^The kinds: ([\s\S]*? in one word)/m.exec(policies.prose)?.[1] ?? ''
    expect([...new Set(quoted(kinds))].sort()).toEqual([...new Set(POLICY_CLASSES)].sort())
    const regions = /^Regions: ([\s\S]*?)\.\n/m.exec(policies.prose)?.[1]?.replaceAll('\n', ' ').split(', ')
    expect(regions).toEqual(REGIONS.map(({ name }) => name))
  })
})

it('dats.md has the sources, and metadata.md the providers in their order', () => {
  const sources = section(page('docs/dats.md'), 'Keeping DATs up to date')
  const rows = [...sources.matchAll(/^\| `\w+\(\)` \| `([\w-]+)`/gm)].map(([, name]) => name)
  expect(rows).toEqual(Object.keys(SOURCES))
  const providers = section(page('docs/metadata.md'), 'Providers')
  expect(firstCells(providers).flatMap(quoted)).toEqual(PROVIDER_NAMES)
})

describe('engine.md', () => {
  const engine = page('docs/engine.md')

  it('has the steps, and the probes among them', () => {
    const steps = section(engine, 'The steps')
    const told = new Set(quoted(steps).map((key) => key.split(':')[0]))
    const rules = readdirSync(join(CHECKOUT, 'src/steps'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(CHECKOUT, 'src/steps', file), 'utf8'))
      .flatMap((text) => [
        ...text.matchAll(/rule(?:<.*>)?\(\{\n\s+kind: '([\w-]+)',\n.*\n(\s+probe: true)?/g),
      ])
      .map(([, kind = '', probe]) => ({ kind, isProbe: probe !== undefined }))
    expect(rules.map(({ kind }) => kind).filter((kind) => !told.has(kind))).toEqual([])
    const probes = /\*\*Probes\*\*([\s\S]*?)\n- /.exec(engine.prose)?.[1] ?? ''
    const known = rules.flatMap(({ kind, isProbe }) => (isProbe ? [kind] : []))
    expect(quoted(probes).sort()).toEqual([...new Set(known)].sort())
  })
})

it('every variable of the environment is told of', () => {
  const text = PAGES.map(({ text: each }) => each).join('\n')
  const sources = readdirSync(join(CHECKOUT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(CHECKOUT, 'src', file), 'utf8'))
  const read = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/'(CURATOR_[A-Z_]+(?<!_SCHEMA))'/g)].map(([, name = '']) => name),
    ),
  )
  const shortened = [...text.matchAll(/`…(_[A-Z]+)`/g)].map(([, end = '']) => end)
  const isTold = (name: string) =>
    text.includes(name) || name.endsWith('_URL') || shortened.some((end) => name.endsWith(end))
  expect(text).toContain('`CURATOR_<NAME>_URL`')
  expect([...read].filter((name) => !isTold(name) && name !== 'CURATOR_CRASH_AT')).toEqual([])
})

/** Options that are named: in the first cells of tables, or anywhere. */
function options(text: string, where?: 'anywhere'): string[] {
  const found = where
    ? text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)
    : firstCells(text)
        .join('\n')
        .matchAll(/`--([a-z][a-z-]*)/g)
  return [...found].map(([, name = '']) => name)
}
