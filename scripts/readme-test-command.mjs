/**
 * `node scripts/readme-test-command.mjs [FILE]`: prints the command README.md shows under a heading about
 * tests, so that what we tell people to run is what .ci/run runs.
 */
// @ts-check
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const README = process.argv[2] ?? fileURLToPath(new URL('../README.md', import.meta.url))

const command = testCommand(readFileSync(README, 'utf8'))
if (command === undefined) {
  console.error(
    `${README} shows no block of commands under a heading with the word "test", "tests" or "testing".`,
  )
  process.exit(1)
}
console.log(command)

/**
 * @param {string} markdown
 * @returns {string | undefined} the lines of the first fenced block in a section about tests
 */
function testCommand(markdown) {
  let aboutTests = false
  /** @type {string[] | undefined} */
  let block
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('```')) {
      if (block && aboutTests) return block.join('\n')
      block = block ? undefined : []
    } else if (block) {
      block.push(line.replace(/^\$ /, ''))
    } else if (/^#{1,6} /.test(line)) {
      aboutTests = /\btest(s|ing)?\b/i.test(line)
    }
  }
  return undefined
}
