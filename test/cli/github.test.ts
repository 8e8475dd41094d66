/** What GitHub would refuse to show as a whole. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { summarise } from '../../src/cli/screen/github.ts'
import { createOutput } from '../../src/cli/screen/output.ts'
import { tempDir } from '../support/cli.ts'

it('a summary of more than a step may have ends with a whole line, and says so', () => {
  const file = join(tempDir('summary'), 'summary.md')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file }
  const out = createOutput({ quiet: false, color: 'never', env })
  const line = `| ${'é'.repeat(48)} |`
  summarise(Array.from({ length: 20_000 }, () => line).join('\n'), env, out)
  // 101 bytes a line, with its end
  const shown = Array.from({ length: 9901 }, () => line)
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    ...shown,
    '',
    'The rest is too long for this page: the log of the step has it.',
    '',
  ])
})
