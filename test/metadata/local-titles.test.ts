/** Titles that look like one game and are two, in files that people hand to curator, each with very many of them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainTitle } from '../../src/identify/titles/spelling/title-key.ts'
import { memoryCache } from '../../src/metadata/cache/memory.ts'
import { createMetadataClient, type MetadataClient } from '../../src/metadata/client.ts'
import type { ProviderDefinition } from '../../src/metadata/provider.ts'
import { gamelistProvider } from '../../src/metadata/providers/gamelist/provider.ts'
import { LAUNCHBOX } from '../../src/metadata/providers/launchbox/provider.ts'
import { OPENVGDB } from '../../src/metadata/providers/openvgdb/provider.ts'
import { writeOpenVgdb } from '../../src/metadata/providers/openvgdb/test-database.ts'
import { NEAR, readOut } from './title-pairs/all.ts'
import { tempDir } from '../support/cli.ts'

const LOCAL: readonly (readonly [
  what: string,
  open: (titles: readonly string[]) => Promise<MetadataClient>,
])[] = [
  [
    'LaunchBox',
    (titles) =>
      clientOf((folder) => {
        const game = (title: string, id: number) =>
          `<Game><Name>${escaped(title)}</Name><DatabaseID>${id}</DatabaseID>` +
          `<Platform>Super Nintendo Entertainment System</Platform><Genres>Puzzle</Genres></Game>`
        writeFileSync(join(folder, 'Metadata.xml'), `<LaunchBox>${titles.map(game).join('\n')}</LaunchBox>`)
        return [LAUNCHBOX, { CURATOR_LAUNCHBOX: folder }]
      }),
  ],
  [
    'OpenVGDB',
    (titles) =>
      clientOf((folder) => {
        const file = join(folder, 'openvgdb.sqlite')
        writeOpenVgdb(
          file,
          titles.map((title, i) => ({ id: i + 1, releases: [{ title, genre: 'Puzzle' }] })),
        )
        return [OPENVGDB, { CURATOR_OPENVGDB: file }]
      }),
  ],
  [
    'a gamelist',
    (titles) =>
      clientOf((folder) => {
        const game = (title: string, i: number) =>
          `<game><path>./${i}.sfc</path><name>${escaped(title)}</name><genre>Puzzle</genre></game>`
        const file = join(folder, 'gamelist.xml')
        writeFileSync(file, `<gameList>${titles.map(game).join('\n')}</gameList>`)
        return [gamelistProvider([{ file, platform: 'snes' }]), {}]
      }),
  ],
]

describe.each(LOCAL)('%s', (_, open) => {
  it('no wrong one is taken, and each near one is told', async () => {
    const others = [...new Set(NEAR.map(([, other]) => other))]
    const client = await open(others)
    const known = new Set(others.map((other) => plainTitle(other)))
    const asked = NEAR.filter(([title], i) => i % STEP === 0 && !known.has(plainTitle(title)))
    expect(asked.length).toBeGreaterThan(1000 / STEP)
    const wrong: string[][] = []
    const untold: string[][] = []
    for (const [title, other] of asked) {
      const { match, suggestions } = await client.identifySmart({
        fileName: 'x.sfc',
        title,
        platform: 'snes',
      })
      const found = match?.game.title
      if (found !== undefined && readOut(found) !== readOut(title)) wrong.push([title, found])
      // of long series those that are nearer come first
      const isTold = suggestions.length >= 10 || suggestions.some((one) => one.title === other)
      if (match === undefined && !isTold) untold.push([title, other])
    }
    await client.close()
    expect(wrong).toEqual([])
    expect(untold).toEqual([])
  })
})

/** All of them take half a minute. */
const STEP = process.env['CURATOR_DEEP'] === undefined ? 20 : 1

function escaped(title: string): string {
  return title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function clientOf(
  write: (folder: string) => readonly [ProviderDefinition, Readonly<Record<string, string>>],
): Promise<MetadataClient> {
  const folder = tempDir('adversarial-test')
  const [definition, env] = write(folder)
  return Promise.resolve(
    createMetadataClient({ providers: [definition], cache: memoryCache(), env, stateFolder: folder }),
  )
}
