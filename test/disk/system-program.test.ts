/** Programs of the system: what they did, and what becomes of us where there are none. */
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { succeeds } from '../../src/disk/system-program.ts'
import { tempDir } from '../support/cli.ts'

afterEach(() => vi.unstubAllEnvs())

describe.skipIf(process.platform === 'win32')('a program of the system', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['no-such-program-of-curator', false],
  ])('%s: %s', async (program, did) => {
    expect(await succeeds(program, [], 'ignore')).toBe(did)
  })

  it('is none where the search path leads in circles', async () => {
    const folder = tempDir('circle')
    symlinkSync('circle', join(folder, 'circle'))
    vi.stubEnv('PATH', join(folder, 'circle'))
    expect(await succeeds('true', [], 'ignore')).toBe(false)
  })
})
