/** Runs once before all tests: whole-run tests and worker threads use the bundle. */
import { bundle } from '../scripts/bundle.mjs'

export async function setup(): Promise<void> {
  await bundle()
}
