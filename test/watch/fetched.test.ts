/** What is fetched while `curator watch` waits: it builds again, and nothing else in the state folder makes it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { fetchedMark, makeFetchedFolder, markFetched } from '../../src/watch/fetched.ts'
import { watchAndBuild } from '../../src/watch/watch.ts'
import { tempDir } from '../support/cli.ts'

function stateFolder(): string {
  const folder = tempDir('fetched')
  return folder
}

describe.each([
  ['by what the system tells', {}],
  ['by looking from time to time', { everyMs: 50 }],
])('%s', (_, options) => {
  it('a fetch wakes the watch, and the catalog does not', async () => {
    const state = stateFolder()
    makeFetchedFolder(state)
    const over = new AbortController()
    let builds = 0
    const watching = watchAndBuild({
      places: async () => ({ folders: [], files: [fetchedMark(state)] }),
      async build() {
        builds++
      },
      onUnsettled: () => undefined,
      settleMs: 20,
      signal: over.signal,
      ...options,
    })
    const until = (wanted: number) => vi.waitFor(() => expect(builds).toBe(wanted), { timeout: 10_000 })
    await until(1)
    writeFileSync(join(state, 'catalog.db'), 'changed')
    await pause(300)
    expect(builds).toBe(1)
    markFetched(state, ['metadata', 1])
    await until(2)
    markFetched(state, ['metadata', 2])
    await until(3)
    over.abort()
    await watching
  })
})

it('the mark says what came by a hash alone', () => {
  const state = stateFolder()
  const marks = [
    ['art', 1],
    ['art', 2],
    ['art', 1],
  ].map((what) => {
    markFetched(state, what)
    return readFileSync(fetchedMark(state), 'utf8')
  })
  expect(marks[0]).toMatch(/^[0-9a-f]{40}\n$/)
  expect(marks[1]).not.toBe(marks[0])
  expect(marks[2]).toBe(marks[0])
})
