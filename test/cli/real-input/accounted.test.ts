/** Real folders of homebrew: every file is in the inventory, once, and of each it is told what it is. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { FileRecord } from '../../../src/report/files/files.ts'
import type { Status } from '../../../src/report/status.ts'
import { emptyProject, LEAST } from '../support.ts'
import { sha1 } from '../../support/sha1.ts'

const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const ROOTS = ['nes', 'sms', 'snes'] as const

/** What is known of a file, in a word; `unexplained` when nothing is. */
function explanationOf({ role, status, problem, contents }: FileRecord): string {
  if (status !== 'present' || problem !== undefined) return 'unexplained'
  if (['auxiliary', 'save', 'playlist'].includes(role)) return 'beside the games'
  const [own] = contents
  if (own?.sha1 === undefined) return 'unexplained'
  if (own.match === undefined) return 'read, and in no DAT'
  return own.match.by === 'name' ? 'by its name' : 'by its hash'
}

describe.skipIf(!existsSync(DATA))('homebrew (../shared/data; skipped where it is absent)', () => {
  it('is accounted for, file by file', async () => {
    const project = emptyProject('accounted')
    project.configure({
      ...LEAST,
      roots: Object.fromEntries(ROOTS.map((name) => [name, join(DATA, 'roms', name)])),
      dats: { 'no-intro': { path: join(DATA, 'dats/no-intro/*.dat') } },
    })
    await project.build()
    const { stdout } = await project.run(['files', '--json'])
    const records = JSON.parse(stdout) as readonly FileRecord[]
    const onDisk = ROOTS.flatMap((root) =>
      readdirSync(join(DATA, 'roms', root), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(DATA, 'roms').length + 1)),
    )
    expect(records.map(({ root, path }) => `${root}/${path}`).toSorted()).toEqual(onDisk.toSorted())
    for (const { root, path, size, contents } of records) {
      const bytes = readFileSync(join(DATA, 'roms', root, path))
      expect(size, path).toBe(bytes.length)
      if (contents[0]) expect(contents[0].sha1, path).toBe(sha1(bytes))
    }
    const told = new Map<string, number>()
    for (const what of records.map(explanationOf)) told.set(what, (told.get(what) ?? 0) + 1)
    expect(Object.fromEntries(told)).toEqual({
      'beside the games': 329,
      'by its hash': 148,
      'read, and in no DAT': 12,
    })
    const status = JSON.parse((await project.run(['status', '--json'])).stdout) as Status
    expect(status.problems).toEqual([])
  }, 60_000)
})
