/**
 * How the tests run. `--mode deep` (npm run test:deep) gives the properties more runs, and each command a process.
 *
 * Test files share two processes, in which what they test is loaded once. Only those that put something else in the
 * place of a module have a process each.
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

const tests = readdirSync(source('test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
const apart = tests.filter((path) => /\bvi\.(do)?[mM]ock\(/.test(readFileSync(source(path), 'utf8')))

export default defineConfig(({ mode }) => {
  const sources = {
    define: { CURATOR_VERSION: JSON.stringify(manifest.version) },
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
    maxWorkers: 2,
    retry: report === undefined ? 0 : 1,
    setupFiles: ['test/support/draws.ts'],
  }
  return {
    test: {
      globalSetup: ['test/global-setup.ts'],
      projects: [
        { ...sources, test: { ...limits, name: 'apart', include: apart, isolate: true } },
        {
          ...sources,
          test: {
            ...limits,
            name: 'together',
            include: ['test/**/*.test.ts'],
            exclude: apart,
            isolate: false,
          },
        },
      ],
      reporters:
        report === undefined ? ['default'] : ['default', secondTries, ['json', { outputFile: report }]],
    },
  }
})

function source(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
