/** Regions and languages that a DAT states in `<release>`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases, releaseText } from '../../src/dats/releases/releases.ts'
import { parseStated, statedText } from '../../src/dats/releases/stated.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { allRegions } from '../../src/names/regions.ts'
import { REGION_CODES } from '../../src/names/tables/region-codes.ts'
import { choose } from '../../src/select/choose.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { parse } from './support.ts'

const logiqx = (games: string, header = ''): string =>
  `<datafile><header><name>${header}</name></header>${games}</datafile>`

describe('reading', () => {
  it('takes the releases of a game, and not those of its clones', () => {
    const { games } = parse(
      'logiqx',
      Buffer.from(
        logiqx(`<game name="A"><release name="A" region="EUR" language="en, Fr"/><release region="USA"/>
<release name="B" region="JPN"/><release name="A"/><rom name="a" size="1"/></game>
<game name="B"><rom name="b" size="1"/></game>`),
      ),
    )
    expect(games.map(({ regions, languages }) => [regions, languages])).toEqual([
      [
        ['EUR', 'USA'],
        ['en', ' Fr'],
      ],
      [undefined, undefined],
    ])
  })

  it('takes them from ClrMamePro text as well, before the name and behind it', () => {
    const { games } = parse(
      'clrmamepro',
      `game (
  release ( name "A \\"1\\"" region "EUR" language "en,Fr" date "1990-01-02" default yes )
  release ( name B region JPN )
  name "A \\"1\\""
  release ( region USA )
  release ( name "A \\"1\\"" )
  rom ( name a size 1 region x language y )
)
release ( name "A" region JPN )
game ( name B release "1999" region GER language de rom ( name b size 1 release ( region UK ) ) )`,
    )
    expect(games).toEqual([
      {
        name: 'A "1"',
        categories: [],
        regions: ['EUR', 'USA'],
        languages: ['en', 'Fr'],
        roms: [{ name: 'a', size: 1 }],
      },
      { name: 'B', categories: [], roms: [{ name: 'b', size: 1 }] },
    ])
  })

  it('knows only regions of our table', () => {
    expect([...REGION_CODES.values()].filter((region) => !allRegions().includes(region))).toEqual([])
  })

  it.each<[string, readonly string[], readonly string[], object | null]>([
    ['A', ['EUR', 'jpn', 'EUR'], [], { regions: ['Europe', 'Japan'], languages: [] }],
    ['A', ['United Kingdom', 'XYZ', ''], [], { regions: ['UK'], languages: [] }],
    ['A (USA, Europe)', ['USA', 'EUR'], [], null], // as most lists have it
    ['A (Japan)', ['JPN'], ['EN'], { regions: ['Japan'], languages: ['En'] }],
    ['A', [], ['pt-br', 'zh_hans', 'fr-XX', 'x', ''], { regions: [], languages: ['Pt-BR', 'Zh-Hans', 'Fr'] }],
    ['A', ['__proto__'], ['constructor'], null],
    ['A', [], [], null],
  ])('%s sold in %j, in %j: %j', (name, regions, languages, expected) => {
    const text = statedText({ name, categories: [], roms: [], regions, languages })
    expect(text === null ? null : parseStated(text)).toEqual(expected)
  })
})

it('counts where the name is silent, also for what is picked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'curator-stated-'))
  const db = memoryCatalog()
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })
  const game = (name: string, region: string, language = ''): string =>
    `<game name="${name}"><release name="${name}" region="${region}" language="${language}"/><rom name="${name}.nes" size="1" crc="0000000${name.length}"/></game>`
  const file = join(folder, 'a.dat')
  const load = async (...games: readonly string[]) => {
    writeFileSync(file, logiqx(games.join(''), 'Nintendo - Nintendo Entertainment System'))
    await syncDats(db, [{ name: 'x', files: [file] }])
    rebuildReleases(db, 'nes')
    return loadReleases(db, 'nes')
  }
  const others = [game('Bravo', 'EUR'), game('Delta (USA)', 'JPN')]
  const rows = await load(game('Alpha (Japan)', 'JPN', 'En'), ...others)
  expect(rows.map(({ name, facts }) => [name, facts.regions, facts.languages])).toEqual([
    ['Alpha (Japan)', ['Japan'], ['En']],
    ['Bravo', ['Europe'], []],
    ['Delta (USA)', ['USA'], []],
  ])
  const policy: Policy = {
    only: { languages: ['En'], regions: ['Japan', 'Europe'] },
    availability: 'catalog',
  }
  const picks = choose(select(rows, policy, { platform: 'nes' }), new Map(), policy, 'nes')
  expect(picks.map(({ release, regions, languages }) => [release, regions, languages])).toEqual([
    ['Alpha (Japan)', ['Japan'], ['En']],
    ['Bravo', ['Europe'], ['En']],
  ])
  const before = rows.map(releaseText)
  expect((await load(game('Alpha (Japan)', 'JPN', 'De'), ...others)).map(releaseText)).not.toEqual(before)
})
