/** How the tests run. `--mode deep` (npm run test:deep) gives the properties more runs. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }

/** Where to write a report that programs can read, as .ci/run does. */
const report = process.env['CURATOR_TEST_REPORT']

export default defineConfig(({ mode }) => ({
  define: { CURATOR_VERSION: JSON.stringify(manifest.version) },
  resolve: {
    alias: [
      { find: /^curator$/, replacement: source('src/index.ts') },
      { find: /^curator\/presets$/, replacement: source('presets/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    env: mode === 'deep' ? { CURATOR_DEEP: '1' } : {},
    testTimeout: mode === 'deep' ? 600_000 : 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
}))

function source(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
