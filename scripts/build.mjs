/**
 * `node scripts/build.mjs [--release]`: makes dist/. With --release it is as published: without leftovers and
 * source maps, with types and schema.
 */
// @ts-check
import { bundle } from './bundle.mjs'
import { writeSchema } from './schema.mjs'
import { declare } from './types.mjs'

const release = process.argv.includes('--release')
await bundle({ release })
if (release) {
  declare()
  await writeSchema()
}
