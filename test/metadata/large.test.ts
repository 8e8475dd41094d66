/** Metadata as large as it gets: LaunchBox' XML in bounded memory, and thousands of games known from titles alone. */
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { companyResolver } from '../../src/companies/resolve.ts'
import { joinPlatform } from '../../src/metadata/join/join.ts'
import { emptyProject } from '../cli/support.ts'
import { logiqxDat } from '../support/dat.ts'
import { withTable } from './with-table.ts'

/** The whole file only in deep runs: writing it takes longer than reading it. */
const MEGABYTES = process.env['CURATOR_DEEP'] ? 500 : 24
const MOST_MIB = 250
const NES = 'Nintendo Entertainment System'

describe('LaunchBox', () => {
  it(`of ${MEGABYTES} MB is imported in less than ${MOST_MIB} MiB`, { timeout: 300_000 }, async () => {
    const project = emptyProject('launchbox')
    project.configure({
      roots: { roms: './roms' },
      dats: { d: './dats' },
      metadata: { sources: { launchbox: './box/Metadata.xml' } },
      targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
    })
    project.write('roms/a.nes', 'a')
    project.write(
      'dats/nes.dat',
      logiqxDat('Nintendo - Nintendo Entertainment System', [{ name: 'Game 77 (USA).nes', bytes: 'a' }]),
    )
    await writeXml(project.at('box'), MEGABYTES)
    const peak = project.at('peak.txt')
    const program = fileURLToPath(new URL('../../bench/peak-memory.mjs', import.meta.url))
    const report = await project.build({
      env: { NODE_OPTIONS: `--import ${program}`, CURATOR_PEAK_FILE: peak },
    })
    expect(report.problems).toEqual([])
    const mib = Number.parseInt(readFileSync(peak, 'utf8'), 10) / 1024
    process.stdout.write(`LaunchBox of ${MEGABYTES} MB: ${mib.toFixed(0)} MiB at the peak\n`)
    expect(mib).toBeGreaterThan(20)
    expect(mib).toBeLessThan(MOST_MIB)
    const { stdout } = await project.run(['metadata', 'show', 'Game 77'])
    expect(stdout).toMatch(/genres +Action, Platform +launchbox 77, by the title/)
  })
})

/** Games, other titles and pictures in about the shares of the real file. */
async function writeXml(folder: string, megabytes: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = createWriteStream(`${folder}/Metadata.xml`)
  const overview = 'A game of which much can be said, and is. '.repeat(14)
  file.write('<?xml version="1.0" standalone="yes"?>\n<LaunchBox>\n')
  const bytes = megabytes * 1_000_000
  const write = async (text: string): Promise<void> => {
    if (!file.write(text)) await once(file, 'drain')
  }
  let id = 0
  while (file.bytesWritten + file.writableLength < bytes / 2) {
    id++
    const platform = id % 3 === 0 ? 'Windows' : id % 3 === 1 ? 'Super Nintendo Entertainment System' : NES
    await write(
      `<Game><Name>Game ${id}</Name><ReleaseYear>1990</ReleaseYear><Overview>${overview}</Overview><MaxPlayers>2</MaxPlayers>` +
        `<DatabaseID>${id}</DatabaseID><Platform>${platform}</Platform><Genres> Action; Platform</Genres>` +
        `<Developer>Pond</Developer><Publisher>Pond Games</Publisher></Game>\n`,
    )
  }
  for (let n = 1; file.bytesWritten + file.writableLength < bytes; n = (n % id) + 1)
    await write(
      (n % 8 === 0
        ? `<GameAlternateName><AlternateName>Spiel ${n}</AlternateName><DatabaseID>${n}</DatabaseID></GameAlternateName>\n`
        : '') +
        `<GameImage><DatabaseID>${n}</DatabaseID><FileName>${n}-picture.jpg</FileName><Type>Box - Front</Type><CRC32>${n}</CRC32></GameImage>\n`,
    )
  file.end('</LaunchBox>\n')
  await once(file, 'finish')
}

/** To compare each with each would take longer than it may, also of the fewer. */
const GAMES = process.env['CURATOR_DEEP'] ? 10_000 : 4000

describe(`${GAMES} games`, () => {
  it('known by titles alone are found in seconds, and no sequel is taken for another', async () => {
    await withTable(async (project) => {
      const titles = Array.from({ length: GAMES }, (_, i) => titleOf(i))
      project.write(
        'dats/nes.dat',
        logiqxDat(
          'Nintendo - Nintendo Entertainment System',
          titles.map((title, i) => ({ name: `${title} (USA).nes`, bytes: String(i) })),
        ),
      )
      // of every third game only a sequel is known
      const listed = titles.map((title, i) => (i % 3 === 0 ? `${title} 9` : title))
      project.write(
        'mine.csv',
        ['platform,title,genre', ...listed.map((title) => `nes,${title},G`)].join('\n'),
      )
      await project.build()
      const [ms, facts] = await project.session(({ db }) => {
        // of the processor: other tests have their share of the machine
        const began = process.cpuUsage()
        const joined = joinPlatform(db, {
          platform: 'nes',
          roots: {},
          companies: companyResolver(),
          pins: {},
          links: {},
          now: 0,
        })
        const { user, system } = process.cpuUsage(began)
        return [(user + system) / 1000, joined.facts] as const
      })
      expect(facts.size).toBe(titles.filter((_, i) => i % 3 !== 0).length)
      expect(titles.filter((title, i) => i % 3 === 0 && facts.has(`${title} (USA)`))).toEqual([])
      const unsuggested = await project.session(({ db }) =>
        db
          .prepare(
            `select count(*) from atomic_game_unit u where not exists (select 1 from atomic_metadata_extension x
               where x.atomic_id = u.id) and not exists (select 1 from metadata_candidate c where c.atomic_id = u.id)`,
          )
          .pluck()
          .get(),
      )
      expect(unsuggested).toBe(0)
      process.stdout.write(`${GAMES} games known by titles alone: ${(ms / 1000).toFixed(1)} s of processor\n`)
      // slow machines run these as well: how long it may take is asked in deep runs
      expect(ms).toBeLessThan(process.env['CURATOR_DEEP'] ? 5000 : 12_000)
    })
  }, 120_000)
})

const SYLLABLES = ['ra', 'ko', 'mi', 'tu', 'sel', 'bor', 'fan', 'dix', 'wol', 'gy']

/** All different, and no two of them numbers of one series. */
function titleOf(i: number): string {
  const word = (n: number) =>
    SYLLABLES.flatMap((_, k) => (k < 4 ? SYLLABLES[Math.floor(n / 10 ** k) % 10] : [])).join('')
  const name = word(i)
  return `${name[0]?.toUpperCase()}${name.slice(1)} ${word(i * 7 + 3)}`
}
