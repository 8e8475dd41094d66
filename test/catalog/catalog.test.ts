/** Opening and closing the catalog: the process lock, and what becomes of a file that cannot be used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { nameHolder, openCatalog, unwritten, type Catalog } from '../../src/catalog/catalog.ts'
import { MIGRATIONS } from '../../src/catalog/schema/migrations.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { REGIONS } from '../../src/names/tables/regions.ts'
import { CuratorError, type Problem } from '../../src/errors.ts'
import { tempDir } from '../support/cli.ts'
import { keepAlive } from '../../src/catalog/sqlite.ts'

function open(dir: string): Catalog {
  const catalog = openCatalog(dir)
  onTestFinished(() => catalog.close())
  return catalog
}

function refusal(dir: string): Problem | undefined {
  try {
    openCatalog(dir).close()
  } catch (error) {
    if (error instanceof CuratorError) return error.problems[0]
    throw error
  }
  return undefined
}

function count({ db }: Catalog, table: string): unknown {
  return db.prepare(`select count(*) from ${table}`).pluck().get()
}

describe('opening', () => {
  it('makes the state folder, which git ignores, and leaves nothing of the lock behind', () => {
    const dir = join(tempDir('catalog'), 'deep', 'state')
    const catalog = openCatalog(dir)
    expect(catalog.notes).toEqual([])
    expect(readFileSync(join(dir, '.gitignore'), 'utf8')).toBe('*\n')
    expect(readFileSync(join(dir, 'pid'), 'utf8')).toBe(String(process.pid))
    catalog.close()
    expect(readdirSync(dir).sort()).toEqual(['.gitignore', 'catalog.db'])
  })

  it('enters the platforms and regions, and those that a newer curator knows', () => {
    const dir = tempDir('catalog')
    const first = openCatalog(dir)
    expect([count(first, 'platform'), count(first, 'region')]).toEqual([PLATFORMS.length, REGIONS.length])
    first.db.exec("delete from platform where slug = 'nes'; delete from region where name = 'Japan'")
    first.close()
    const second = open(dir)
    expect([count(second, 'platform'), count(second, 'region')]).toEqual([PLATFORMS.length, REGIONS.length])
  })

  it('writes nothing when it is opened again', () => {
    const dir = tempDir('catalog')
    openCatalog(dir).close()
    const { db } = open(dir)
    expect(db.prepare('select total_changes()').pluck().get()).toBe(0)
  })

  it('says why the state folder cannot be made', () => {
    const file = join(tempDir('catalog'), 'file')
    writeFileSync(file, '')
    expect(refusal(join(file, 'state'))).toMatchObject({
      code: 'state-unwritable',
      message: `Cannot write the state folder ${join(file, 'state')}: it is not a folder.`,
    })
  })
})

describe('in the middle of the work', () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      return error
    }
  }

  it('a state folder that went away is named', () => {
    const dir = join(tempDir('catalog'), 'gone')
    const file = join(dir, 'listings', 'new')
    const error = unwritten(
      dir,
      thrown(() => writeFileSync(file, '')),
    )
    expect(error).toBeInstanceOf(CuratorError)
    expect((error as CuratorError).problems).toMatchObject([
      {
        code: 'state-unwritable',
        message: `Cannot write ${file}: no such file or folder. What was written by then is whole.`,
      },
    ])
  })

  it('an error of anything else stays what it is', () => {
    const dir = tempDir('catalog')
    const beside = thrown(() => writeFileSync(`${dir}-not/file`, ''))
    expect(unwritten(dir, beside)).toBe(beside)
    const ours = new TypeError('no such thing')
    expect(unwritten(dir, ours)).toBe(ours)
  })
})

describe('a file that is no catalog', () => {
  const bad = (dir: string) => readFileSync(join(dir, 'catalog.db.bad'))

  it('is set aside when it is no database', () => {
    const dir = tempDir('catalog')
    writeFileSync(
      join(dir, 'catalog.db'),
      'nothing that SQLite knows, and longer than its header is: '.repeat(20),
    )
    const catalog = open(dir)
    expect(catalog.notes).toEqual([
      {
        code: 'state-damaged',
        message: `The catalog is damaged. It was set aside as ${join(dir, 'catalog.db.bad')}; everything is read anew.`,
        path: join(dir, 'catalog.db'),
      },
    ])
    expect(bad(dir).toString()).toContain('nothing that SQLite knows')
    expect(count(catalog, 'platform')).toBe(PLATFORMS.length)
  })

  it('is set aside when it is cut off in the middle', () => {
    const dir = tempDir('catalog')
    openCatalog(dir).close()
    const whole = readFileSync(join(dir, 'catalog.db'))
    writeFileSync(join(dir, 'catalog.db'), whole.subarray(0, 6000))
    const catalog = open(dir)
    expect(catalog.notes.map(({ code }) => code)).toEqual(['state-damaged'])
    expect(bad(dir)).toEqual(whole.subarray(0, 6000))
    expect(count(catalog, 'platform')).toBe(PLATFORMS.length)
  })

  it('is filled when it is empty', () => {
    const dir = tempDir('catalog')
    writeFileSync(join(dir, 'catalog.db'), '')
    const catalog = open(dir)
    expect(catalog.notes).toEqual([])
    expect(catalog.db.prepare('pragma user_version').pluck().get()).toBe(MIGRATIONS.length)
  })

  it('is set aside when a newer curator made it', () => {
    const dir = tempDir('catalog')
    const newer = new Database(join(dir, 'catalog.db'))
    keepAlive(newer)
    newer.exec('create table tomorrow (id integer); pragma user_version = 99')
    newer.close()
    const catalog = open(dir)
    expect(catalog.notes.map(({ message }) => message)).toEqual([
      `The catalog was made by a newer curator. It was set aside as ${join(dir, 'catalog.db.bad')}; everything is read anew.`,
    ])
    expect(count(catalog, 'platform')).toBe(PLATFORMS.length)
  })
})

describe('the numbers of runs', () => {
  const runIn = ({ db }: ReturnType<typeof open>): number =>
    Number(
      db.prepare(`insert into import_log (source, started_at, status) values ('x', 0, 'completed')`).run()
        .lastInsertRowid,
    )
  const logOf = (dir: string, name: string, ...lines: readonly string[]): void => {
    mkdirSync(join(dir, 'logs'), { recursive: true })
    writeFileSync(join(dir, 'logs', name), lines.join('\n'))
  }

  it('go on where the logs of a lost catalog end', () => {
    const dir = tempDir('catalog')
    logOf(dir, 'ingestion.2026-01-01.jsonl', '{"at":"x","run":7,"event":"began"}', '{"run":12}', '{"run":9,')
    logOf(
      dir,
      'ingestion.archive.2026-01-02.jsonl',
      JSON.stringify({ run: 11, path: 'a "run":400, b' }),
      '{"run":99999999999999,"event":"not ours"}',
      '{"run":4000000000,"event":"not ours"}',
      '{"event":"planned"}',
    )
    logOf(dir, 'notes.txt', '{"run":500}')
    const catalog = open(dir)
    expect([runIn(catalog), runIn(catalog)]).toEqual([13, 14])
  })

  it('are found wherever the file is cut into pieces', () => {
    const dir = tempDir('catalog')
    const line = '{"run":345678,"event":"began"}'
    for (let i = 1; i < '{"run":345678,'.length; i++) {
      logOf(dir, 'ingestion.2026-01-01.jsonl', 'x'.repeat(2 ** 20 - i) + line)
      rmSync(join(dir, 'catalog.db'), { force: true })
      const catalog = openCatalog(dir)
      expect(runIn(catalog)).toBe(345_679)
      catalog.close()
    }
  })

  it('begin with 1 where nothing is left of others, and are never given twice', () => {
    const dir = tempDir('catalog')
    const catalog = open(dir)
    expect([runIn(catalog), runIn(catalog)]).toEqual([1, 2])
    catalog.db.exec('delete from import_log where id = 2')
    expect(runIn(catalog)).toBe(3)
  })

  it('do not ask the logs again once there are runs', () => {
    const dir = tempDir('catalog')
    const first = openCatalog(dir)
    runIn(first)
    first.close()
    logOf(dir, 'ingestion.2026-01-01.jsonl', '{"run":500}')
    expect(runIn(open(dir))).toBe(2)
  })
})

describe('the process lock', () => {
  // in node_modules, because the program looks for the database driver from where it lies
  const program = fileURLToPath(
    new URL('../../node_modules/.cache/curator/hold-catalog.mjs', import.meta.url),
  )

  beforeAll(async () => {
    mkdirSync(join(program, '..'), { recursive: true })
    const contents = `import { openCatalog } from './catalog.ts'
      openCatalog(process.argv[2] ?? '')
      console.log('held')
      setInterval(() => undefined, 1000)`
    const resolveDir = fileURLToPath(new URL('../../src/catalog', import.meta.url))
    await build({
      stdin: { contents, resolveDir, loader: 'ts' },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['better-sqlite3'],
    })
  })

  async function holder(dir: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    return child
  }

  it('names the process that holds it', async () => {
    const dir = tempDir('catalog')
    const child = await holder(dir)
    const since = new Date(statSync(join(dir, 'pid')).mtimeMs).toISOString().slice(11, 19)
    expect(refusal(dir)).toMatchObject({
      code: 'state-busy',
      message: `Another curator (process ${child.pid}, since ${since} UTC) is using ${dir}.`,
      path: dir,
    })
    expect(nameHolder(dir, Date.now() + 86_400_000)).toBe(
      `Another curator (process ${child.pid}, since ${new Date().toISOString().slice(0, 10)} ${since.slice(0, 5)} UTC)`,
    )
    expect(existsSync(join(dir, 'catalog.db.bad'))).toBe(false)
  })

  it('may be a disk without locks, where nobody is known to hold it', async () => {
    const dir = tempDir('catalog')
    const child = await holder(dir)
    expect(refusal(dir)?.hint).toBe('Wait until it ends, or call it with --wait.')
    rmSync(join(dir, 'pid'))
    expect(refusal(dir)?.hint).toBe(
      'Wait until it ends, or call it with --wait. On a network drive that has no locks, put the state folder on a disk of this machine, with `state` in the config.',
    )
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('is held against the same process too', () => {
    const dir = tempDir('catalog')
    open(dir)
    expect(refusal(dir)?.message).toContain(`Another curator (process ${process.pid}, since `)
  })

  it('is free as soon as its holder was killed', async () => {
    const dir = tempDir('catalog')
    const child = await holder(dir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const catalog = open(dir)
    expect(catalog.notes).toEqual([])
    expect(readFileSync(join(dir, 'pid'), 'utf8')).toBe(String(process.pid))
  })

  it('is never held by two', async () => {
    const dir = tempDir('catalog')
    const racers = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, [program, dir], { stdio: ['ignore', 'pipe', 'pipe'] })
      onTestFinished(() => void child.kill('SIGKILL'))
      return { held: once(child.stdout, 'data').then(String), failed: text(child.stderr) }
    })
    const failed = racers.map((racer) => racer.failed)
    const losers = await new Promise<string[]>((resolve) => {
      const ended: string[] = []
      for (const end of failed) void end.then((said) => ended.push(said) === 3 && resolve(ended))
    })
    expect(losers.map((said) => said.includes(`is using ${dir}.`))).toEqual([true, true, true])
    expect(await Promise.any(racers.map((racer) => racer.held))).toBe('held\n')
  })
})
