/** Runs once before all tests: whole-run tests and worker threads use the bundle. */
import { bundle, ENTRIES } from '../scripts/bundle.mjs'

export async function setup(): Promise<void> {
  for (const name of Object.keys(ENTRIES)) await bundle({ only: [name] }).catch(() => console.warn(`no bundle of ${name} yet`))
}
