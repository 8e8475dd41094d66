/** Writes dist/schema.json, with which editors complete and check the JSON and YAML forms of a config. */
// @ts-check
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))

/** Node cannot load TypeScript, so the code that makes the schema is bundled, and run from memory. */
const MAKE_SCHEMA = `
import { PRESET_OPTIONS } from './presets/table.ts'
import { configSchema } from './src/config/checking/schema.ts'
import { vocabulary } from './src/steps/vocabulary.ts'

export const schema = configSchema(vocabulary().words, PRESET_OPTIONS)
`

export async function writeSchema() {
  const { outputFiles } = await build({
    absWorkingDir: PROJECT,
    stdin: { contents: MAKE_SCHEMA, resolveDir: PROJECT, loader: 'ts' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const code = outputFiles[0]?.text ?? ''
  const { schema } = /** @type {{ schema: unknown }} */ (
    await import(`data:text/javascript,${encodeURIComponent(code)}`)
  )
  writeFileSync(join(PROJECT, 'dist', 'schema.json'), `${JSON.stringify(schema, null, 2)}\n`)
}
