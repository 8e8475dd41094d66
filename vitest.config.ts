/**
 * How the tests run. `--mode deep` (npm run test:deep) gives the properties more runs, and each command a process.
 *
 * Test files share processes, three at a time, for each part below, in which what they test is loaded once: many wait for
 * what they started, so two processors have time for three. Only those that put something else in the place of a module
 * have a process each.
 *
 * Where a report is asked for, a test that fails is run once more, and told: what properties draw is the same then, so only
 * what hangs on time passes at the second try.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { secondTries } from './test/support/second-tries.ts'

/** Where to write a report that programs can read, as .ci/run does. */
const report = process.env['CURATOR_TEST_REPORT']

const tests = ['test', 'src'].flatMap((room) =>
  readdirSync(source(room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`),
)
const apart = tests.filter((path) => /\bvi\.(do)?[mM]ock\(/.test(readFileSync(source(path), 'utf8')))

/** Folders. What a process holds grows with every file: one for all of them took a minute, and 4 GB, to end. */
const PARTS = {
  runs: ['cli', 'docs', 'laws', 'packaging', 'serve', 'site'],
  input: ['bios', 'catalog', 'companies', 'dats', 'identify', 'inventory', 'metadata', 'names', 'net'],
}
/** What lies beside what it tests: a metadata provider is one folder. */
const BESIDE = 'src/metadata/providers/*/*.test.ts'
const inParts = Object.values(PARTS).flat().map(filesIn)

export default defineConfig(({ mode }) => {
  const sources = {
    define: { CURATOR_VERSION: JSON.stringify(manifest.version), CURATOR_BUILD: '"test"' },
    resolve: {
      alias: [
        { find: /^curator$/, replacement: source('src/index.ts') },
        { find: /^curator\/presets$/, replacement: source('presets/index.ts') },
      ],
    },
  }
  const limits = {
    env: mode === 'deep' ? { CURATOR_DEEP: '1' } : {},
    testTimeout: mode === 'deep' ? 600_000 : 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    retry: report === undefined ? 0 : 1,
    setupFiles: ['test/support/draws.ts'],
  }
  const together = (name: string, files: { readonly include: string[]; readonly exclude: string[] }) => ({
    ...sources,
    test: { ...limits, ...files, name, isolate: false },
  })
  return {
    test: {
      globalSetup: ['test/global-setup.ts'],
      projects: [
        { ...sources, test: { ...limits, name: 'apart', include: apart, isolate: true } },
        together('runs', { include: PARTS.runs.map(filesIn), exclude: apart }),
        together('input', { include: [...PARTS.input.map(filesIn), BESIDE], exclude: apart }),
        together('rest', { include: ['test/**/*.test.ts'], exclude: [...apart, ...inParts] }),
      ],
      reporters:
        report === undefined ? ['default'] : ['default', secondTries, ['json', { outputFile: report }]],
    },
  }
})

function filesIn(folder: string): string {
  return `test/${folder}/**/*.test.ts`
}

function source(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
