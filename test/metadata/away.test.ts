/** Files of metadata that cannot be read any more, or are not there: what they said is not taken back. */
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { openCatalog, type Db } from '../../src/catalog/catalog.ts'
import { metadataFiles, partsInUse } from '../../src/metadata/local/store.ts'
import { syncMetadata, type MetadataSpec } from '../../src/metadata/local/sync.ts'
import { tempDir } from '../support/cli.ts'

const NOW = Date.parse('2030-01-01')
const GOOD = 'platform;title;genre\nnes;Contra;Action\n'
const USED = 'What was read of it before is used until then.'

interface Stage {
  readonly db: Db
  readonly file: string
  write(text: string): void
  /** What is wrong, and which import is in use. */
  sync(
    more?: Partial<MetadataSpec>,
    undone?: ReadonlySet<string>,
  ): Promise<readonly [string[], number | undefined]>
}

function stage(): Stage {
  const dir = tempDir('away')
  const catalog = openCatalog(`${dir}/.curator`)
  onTestFinished(() => catalog.close())
  const { db } = catalog
  const file = `${dir}/disk/mine.csv`
  mkdirSync(`${dir}/disk`)
  writeFileSync(file, GOOD)
  return {
    db,
    file,
    write: (text) => writeFileSync(file, text),
    async sync(more = {}, undone = new Set()) {
      const spec = { name: 'mine', path: 'disk', base: dir, ...more }
      const { problems } = await syncMetadata(db, [spec], { now: NOW, undone })
      const told = problems.map(({ code, hint = '' }) => `${code}: ${hint}`)
      return [told, partsInUse(db)[0]?.log]
    },
  }
}

it('says what is wrong with a file, and what it said before stays', async () => {
  const { sync, write } = stage()
  expect(await sync()).toEqual([[], 1])
  write('no table')
  expect(await sync()).toEqual([[`metadata-unreadable: ${USED}`], 1])
  expect(await sync()).toEqual([[`metadata-unreadable: ${USED}`], 1])
  write(GOOD)
  expect(await sync()).toEqual([[], 1])
  write(`${GOOD}nes;Goal!;Sports\n`)
  const [, log] = await sync()
  expect(log).toBeGreaterThan(1)
})

it('and when its folder is away, or empty as a disk that is not plugged in', async () => {
  const { sync, file, db } = stage()
  await sync()
  const folder = file.replace(/\/mine\.csv$/, '')
  renameSync(folder, `${folder}-away`)
  expect(await sync()).toEqual([[`metadata-missing: ${USED}`], 1])
  mkdirSync(folder)
  expect(await sync()).toEqual([[`metadata-missing: ${USED}`], 1])
  rmSync(folder, { recursive: true })
  renameSync(`${folder}-away`, folder)
  expect(await sync()).toEqual([[], 1])
  // one of several that is gone is gone
  writeFileSync(`${folder}/other.csv`, 'platform;title\nnes;Goal!\n')
  rmSync(file)
  expect((await sync())[0]).toEqual([])
  expect(metadataFiles(db).map(({ path }) => path)).toEqual([`${folder}/other.csv`])
})

it('but not what was undone, or was read as of another platform', async () => {
  const { sync, write, db } = stage()
  await sync()
  const sha1 = metadataFiles(db)[0]?.sha1?.toString('hex') ?? ''
  write('no table')
  await sync()
  expect(await sync({ platform: 'snes' })).toEqual([['metadata-unreadable: '], undefined])
  write(GOOD)
  const [, log] = await sync()
  write('no table')
  expect((await sync())[1]).toBe(log)
  expect(await sync({}, new Set([sha1]))).toEqual([['metadata-unreadable: '], undefined])
})

it.skipIf(process.getuid?.() === 0)(
  'a file without rights is read again when it has them (skipped for root)',
  async () => {
    const { sync, file } = stage()
    await sync()
    chmodSync(file, 0)
    expect(await sync()).toEqual([[`metadata-unreadable: ${USED}`], 1])
    chmodSync(file, 0o644)
    expect(await sync()).toEqual([[], 1])
  },
)
