/** A native part of the database driver that does not load: the commonest fault after another Node was installed. */
import { expect, it, vi } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { CuratorError } from '../../src/errors.ts'
import { tempDir } from '../support/cli.ts'

const failing = vi.hoisted(() => ({ code: '' }))
vi.mock('../../src/catalog/sqlite.ts', () => ({
  connect: () => {
    throw Object.assign(new Error('was compiled against\nNODE_MODULE_VERSION 115'), failing)
  },
}))

it.each(['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND'])('%s is told with what puts it right', (code) => {
  failing.code = code
  try {
    openCatalog(tempDir('driver'))
    expect.unreachable()
  } catch (error) {
    expect(error instanceof CuratorError && error.problems).toEqual([
      {
        code: 'driver-unusable',
        message: `The package better-sqlite3 was not built for this Node, ${process.versions.node}.`,
        hint: 'Run `npm rebuild better-sqlite3` where curator is installed.',
      },
    ])
  }
})

it('a disk that refuses locks is told as that', () => {
  failing.code = 'SQLITE_IOERR_LOCK'
  const dir = tempDir('driver')
  try {
    openCatalog(dir)
    expect.unreachable()
  } catch (error) {
    expect(error instanceof CuratorError && error.problems).toEqual([
      {
        code: 'state-unwritable',
        message: `Cannot open the catalog ${dir}/catalog.db: its disk refuses to lock it.`,
        hint: 'On a network drive that has no locks, put the state folder on a disk of this machine, with `state` in the config.',
        path: `${dir}/catalog.db`,
      },
    ])
  }
})
