/** `curator metadata fetch` while another curator works in the same project: nothing that was found is lost. */
import { EventEmitter, once } from 'node:events'
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openCatalog } from '../../../src/catalog/catalog.ts'
import { standIn, type StandIn } from '../../metadata/stand-in.ts'
import { logiqxDat } from '../../support/dat.ts'
import { alwaysAlone } from '../../support/cli.ts'
import { emptyProject, LEAST, seconds, type Project } from '../support.ts'

alwaysAlone()

const SNES = 'Nintendo - Super Nintendo Entertainment System'
const TURTLES = ['Rocket Turtle', 'Rocket Turtle 2']

interface Stage {
  readonly project: Project
  readonly igdb: StandIn
  list(titles: readonly string[]): void
  metadata(...args: readonly string[]): ReturnType<Project['run']>
}

async function stage(server?: StandIn): Promise<Stage> {
  const igdb = server ?? (await standIn('igdb'))
  const project = emptyProject('together')
  project.configure(LEAST)
  const env = {
    CURATOR_IGDB_CLIENT_ID: 'id',
    CURATOR_IGDB_CLIENT_SECRET: 'secret',
    CURATOR_IGDB_URL: igdb.url,
    CURATOR_IGDB_TOKEN_URL: igdb.url,
  }
  const list = (titles: readonly string[]) => {
    const roms = titles.map((title) => `${title} (USA).sfc`)
    project.write(
      'dats/snes.dat',
      logiqxDat(
        SNES,
        roms.map((name) => ({ name, bytes: name })),
      ),
    )
    for (const name of roms) project.write(`roms/${name}`, name)
  }
  list(TURTLES)
  await project.build()
  return {
    project,
    igdb,
    list,
    metadata: (...args) => project.run(['metadata', ...args, '--provider', 'igdb'], { env }),
  }
}

const FOUND = /genres +Platform +igdb 4711/
const SUGGESTED = /It may be:\n {4}Rocket Turtle/

async function shown({ project }: Stage, title: string): Promise<string> {
  return (await project.run(['metadata', 'show', title])).stdout
}

it('two at once: each keeps what it found, and neither hears of the other', async () => {
  const here = await stage()
  const both = await Promise.all([
    here.metadata('fetch', 'Rocket Turtle'),
    here.metadata('fetch', 'Rocket Turtle 2'),
  ])
  for (const { code, stderr } of both)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^(Another curator .* Waiting\.\n)?$/)])
  expect(both.map(({ stdout }) => stdout.split('\n')[0])).toEqual([
    'Asked for 1 game: something new of 1.',
    'Asked for 1 game: something new of 0; 1 game with suggestions to decide on.',
  ])
  expect(await shown(here, 'Rocket Turtle')).toMatch(FOUND)
  expect(await shown(here, 'Rocket Turtle 2')).toMatch(SUGGESTED)
  // and what either was told is known to both
  const asked = here.igdb.asked.length
  expect((await here.metadata('fetch', ...TURTLES)).stdout).toMatch(/\n0 requests/)
  expect(here.igdb.asked).toHaveLength(asked)
})

it('waits as long as another one works: what it found would be lost', async () => {
  const here = await stage()
  const door = new EventEmitter()
  here.igdb.instead({ status: 429, headers: { 'retry-after': '1' }, after: once(door, 'open') }, undefined)
  const fetching = here.metadata('fetch', ...TURTLES)
  await expect.poll(() => here.igdb.asked.length, { timeout: 20_000 }).toBeGreaterThan(0)
  const other = openCatalog(here.project.at('.curator'))
  door.emit('open')
  // all that it asks: now it wants the catalog
  await expect.poll(() => here.igdb.asked.length, { timeout: 20_000 }).toBe(5)
  await seconds(7)
  other.close()
  const { code, stderr } = await fetching
  expect([code, stderr]).toEqual([0, expect.stringMatching(/ is using .*\. Waiting\.\n$/)])
  expect(await shown(here, 'Rocket Turtle')).toMatch(FOUND)
})

it('a build that takes a game away meanwhile takes nothing from the others', async () => {
  const here = await stage()
  const door = new EventEmitter()
  here.igdb.instead({ status: 429, headers: { 'retry-after': '1' }, after: once(door, 'open') }, undefined)
  const fetching = here.metadata('fetch', ...TURTLES)
  await expect.poll(() => here.igdb.asked.length, { timeout: 20_000 }).toBeGreaterThan(0)
  rmSync(here.project.at('roms/Rocket Turtle 2 (USA).sfc'))
  here.list(['Rocket Turtle', 'Quiet Pond'])
  await here.project.build()
  door.emit('open')
  const { code, stderr, stdout } = await fetching
  expect(stderr).not.toContain('error')
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'Asked for 2 games: something new of 1.'])
  expect(await shown(here, 'Rocket Turtle')).toMatch(FOUND)
  expect(await shown(here, 'Quiet Pond')).not.toContain('It may be')
})

it('two projects of one user keep the pace of a provider together', async () => {
  const first = await stage()
  const second = await stage(first.igdb)
  const titles = (of: string) => Array.from({ length: 5 }, (_, i) => `${of} ${'abcde'[i]}`)
  first.list(titles('Quiet Pond'))
  second.list(titles('Loud Lake'))
  await Promise.all([first.project.build(), second.project.build()])
  const both = await Promise.all([first.metadata('fetch'), second.metadata('fetch')])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const times = first.igdb.asked.map(({ at }) => at)
  // a token for each, and a question for each game
  expect(times).toHaveLength(12)
  // 4 a second; how long a request takes on its way is not ours to say: each for itself, 8 come at once
  expect(times.slice(4).map((at, i) => at - (times[i] ?? 0) >= 500)).toEqual(times.slice(4).map(() => true))
})
