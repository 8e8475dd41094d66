/** `curator art`: what it counts, what it fetches, and what it never fetches twice. Against a stand-in of libretro's server. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { parseCommandLine } from '../../src/cli/usage/args.ts'
import { run } from '../../src/cli/commands/art.ts'
import { jumpingClock } from '../support/clock.ts'
import { png } from '../support/png.ts'
import type { TestProject } from '../support/project.ts'
import { testServer, type TestServer } from '../support/server.ts'
import { artProject, configOf, DATABASE, GREEN, RED, type TargetData } from './library.ts'
import { sha1 } from '../support/sha1.ts'

const BLUE = png(9, 9, [0, 0, 255])
const SYSTEM = `/${encodeURIComponent(DATABASE)}`
const BOXES = `out/thumbnails/${DATABASE}/Named_Boxarts`
const LISTINGS = ['Named_Boxarts', 'Named_Snaps', 'Named_Titles', 'Named_Logos'].map(
  (folder) => `${SYSTEM}/${folder}/?F=2`,
)

function listing(...names: readonly string[]): { body: string; headers: Record<string, string> } {
  const links = names.map((name) => `<a href="${encodeURIComponent(name)}.png">x</a>`)
  return {
    headers: { 'content-type': 'text/html' },
    body: `<html><title>Index of /</title>${links.join('')}</html>`,
  }
}

function pictureAt(name: string): string {
  return `${SYSTEM}/Named_Boxarts/${encodeURIComponent(name)}.png`
}

/** Libretro has boxes of the turtle and the kite. */
async function world(target: TargetData = {}): Promise<{ project: TestProject; server: TestServer }> {
  const server = await testServer()
  vi.stubEnv('CURATOR_LIBRETRO_THUMBNAILS_URL', server.url)
  for (const path of LISTINGS) server.at(path, listing())
  server.at(LISTINGS[0] ?? '', listing('Rocket Turtle (USA)', 'Kite Racer (Japan)', 'Other (USA)'))
  const answer = { headers: { 'content-type': 'image/png' }, body: BLUE }
  server.at(pictureAt('Rocket Turtle (USA)'), answer)
  server.at(pictureAt('Kite Racer (Japan)'), answer)
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['box'] }, ...target }))
  return { project, server }
}

async function art(
  project: TestProject,
  ...args: readonly string[]
): Promise<{ code: number; lines: string[]; warnings: string[]; document: unknown }> {
  const { positionals, flags } = await parseCommandLine(['art', ...args])
  const lines: string[] = []
  const warnings: string[] = []
  let document: unknown
  const out = {
    quiet: true,
    live: false,
    print: (text: string) => void lines.push(...text.split('\n')),
    warn: (text: string) => void warnings.push(text),
    document: (value: unknown) => void (document = value),
    paint: (_: unknown, text: string) => text,
    paintError: (_: unknown, text: string) => text,
  }
  const { signal } = new AbortController()
  const call = {
    positionals,
    flags,
    cwd: project.dir,
    env: process.env,
    out,
    signal,
    isHungUp: () => false,
  }
  const code = await run(call, jumpingClock(Date.now()))
  return { code, lines, warnings, document }
}

it('counts, fetches what somebody has, and the second time asks nobody', async () => {
  const { project, server } = await world()
  await project.build()
  expect((await art(project)).lines).toEqual([
    'target  kind  games  have  missing  to fetch',
    'card    box   3      2     1        0',
    '',
    '`curator art --fetch` would take at least 4 requests: who has what is not known yet.',
  ])
  expect(server.paths()).toEqual([])

  expect((await art(project, '--fetch')).lines).toEqual([
    'target  kind  games  have  missing  fetched',
    'card    box   3      2     1        2',
    '',
    `2 pictures fetched (${2 * BLUE.length} B, 2 requests).`,
    'libretro-thumbnails was asked for lists and games: 4 requests, 0 answers from the cache.',
    'Run `curator build` to write them.',
  ])
  const asked = server.paths()
  expect(asked.toSorted()).toEqual(
    [...LISTINGS, pictureAt('Kite Racer (Japan)'), pictureAt('Rocket Turtle (USA)')].sort(),
  )

  const built = await project.build()
  expect(built.report.targets['card']).toMatchObject({ outcome: 'done', conflicts: 0 })
  expect(project.files(BOXES)).toEqual({
    'Kite Racer (Japan).png': sha1(BLUE),
    // a real box, where a stand-in was
    'Rocket Turtle (USA).png': sha1(BLUE),
    'Worm _ Friends_ Dig_ (Europe).png': sha1(RED),
  })
  expect((await project.build()).ran).toEqual([])

  expect((await art(project, '--fetch')).lines.slice(1)).toEqual([
    'card    box   3      3     0        0',
    '',
    'Nothing to fetch.',
  ])
  expect(server.paths()).toEqual(asked)
})

it('tells what it would fetch where the lists are known, as JSON too', async () => {
  const { project, server } = await world()
  await art(project, '--fetch')
  rmSync(process.env['CURATOR_CACHE'] ?? '', { recursive: true })
  const before = server.paths().length
  const { document } = await art(project, '--dry-run', '--fetch', '--json')
  expect(document).toMatchObject({
    targets: { card: { box: { games: 3, have: 2, standIns: 1, missing: 1, toFetch: 2 } } },
    pictures: { fetched: 0, fromCache: 0, toFetch: 2 },
    requests: { questions: 0, pictures: 0, bytes: 0, needed: 2 },
  })
  expect(server.paths()).toHaveLength(before)
})

it('keeps the pictures of a device when the cache is cleared, and those of the cache when the catalog is lost', async () => {
  const { project } = await world()
  await art(project, '--fetch')
  await project.build()
  const files = project.files('out')
  rmSync(project.at('.curator'), { recursive: true })
  expect((await project.build()).report.targets['card']).toMatchObject({ put: 0, deleted: 0 })
  rmSync(process.env['CURATOR_CACHE'] ?? '', { recursive: true })
  expect((await project.build()).report.targets['card']).toMatchObject({ put: 0, deleted: 0 })
  expect(project.files('out')).toEqual(files)
  // what has to be written anew has to be fetched anew
  rmSync(project.at(BOXES, 'Kite Racer (Japan).png'))
  expect((await project.build()).report.problems.map(({ message }) => message)).toContain(
    'The picture of "Kite Racer (Japan)" is not there any more.',
  )
  await art(project, '--fetch')
  expect((await project.build()).report.outcome).toBe('done')
  expect(project.files('out')).toEqual(files)
})

it.each([
  ['a web page', { headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' }],
  [
    'a web page that says it is a picture',
    { headers: { 'content-type': 'image/png' }, body: '\n<!DOCTYPE html><p>Log in' },
  ],
])('takes no %s for a word on what is not there, and asks again', async (_, answer) => {
  const { project, server } = await world()
  server.at(pictureAt('Kite Racer (Japan)'), answer)
  const { code, warnings } = await art(project, '--fetch')
  expect(code).toBe(3)
  expect(warnings.join('\n')).toContain('[art-not-fetched]')
  expect(readdirSync(`${process.env['CURATOR_CACHE']}/art/objects`, { recursive: true })).toHaveLength(2)
  const asked = server.paths().length
  await art(project, '--fetch')
  expect(server.paths().slice(asked)).toEqual([pictureAt('Kite Racer (Japan)')])
})

it.each([
  ['a few words', { headers: { 'content-type': 'image/png' }, body: 'Kite Racer (USA).png' }],
  ['nothing', { status: 404, body: 'no' }],
])('stores no picture that is %s, and does not ask again', async (_, answer) => {
  const { project, server } = await world()
  server.at(pictureAt('Kite Racer (Japan)'), answer)
  server.at(pictureAt('Rocket Turtle (USA)'), answer)
  const { code, lines } = await art(project, '--fetch')
  expect(code).toBe(0)
  expect(lines.at(-1)).toBe(
    'libretro-thumbnails was asked for lists and games: 4 requests, 0 answers from the cache.',
  )
  expect(existsSync(`${process.env['CURATOR_CACHE']}/art/objects`)).toBe(false)
  const asked = server.paths().length
  await art(project, '--fetch')
  expect(server.paths()).toHaveLength(asked)
})

it('says what could not be fetched, exits 3, and keeps the rest', async () => {
  const { project, server } = await world()
  server.at(pictureAt('Kite Racer (Japan)'), { status: 403 })
  const { code, warnings, lines } = await art(project, '--fetch')
  expect(code).toBe(3)
  expect(warnings[0]).toBe(
    `error libretro-thumbnails could not be asked, once: ${server.url}${pictureAt('Kite Racer (Japan)')} answered 403 (forbidden). [art-not-fetched]`,
  )
  expect(lines[1]).toBe('card    box   3      2     1        1')
  await project.build()
  expect(project.files(BOXES)['Rocket Turtle (USA).png']).toBe(sha1(BLUE))
})

it('asks again for what was not there with --refresh', async () => {
  const { project, server } = await world()
  server.at(pictureAt('Kite Racer (Japan)'), { status: 404 }, { body: BLUE })
  await art(project, '--fetch')
  await expect(art(project, '--refresh')).rejects.toThrow('`--refresh` goes with `--fetch`.')
  expect((await art(project, '--fetch', '--refresh')).lines.slice(-3)).toEqual([
    `1 picture fetched (${BLUE.length} B, 1 request).`,
    'libretro-thumbnails was asked for lists and games: 4 requests, 0 answers from the cache.',
    'Run `curator build` to write them.',
  ])
})

it('says so where no target wants pictures', async () => {
  const { project } = await world({ artwork: false })
  expect((await art(project)).lines).toEqual([
    'No game has a place for a picture: give a target `artwork: true` in the config.',
  ])
})

it('asks nobody where the config names only what is at home', async () => {
  const { project, server } = await world()
  project.configure(configOf({ preset: 'retroarch', artwork: true }, { order: ['gamelist'] }))
  expect((await art(project, '--fetch')).lines.at(-1)).toBe('Nothing to fetch.')
  await project.build()
  expect(project.files(`out/thumbnails/${DATABASE}/Named_Snaps`)['Worm _ Friends_ Dig_ (Europe).png']).toBe(
    sha1(GREEN),
  )
  expect(server.paths()).toEqual([])
})

function objects(): readonly string[] {
  const folder = `${process.env['CURATOR_CACHE']}/art/objects`
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
}

it.each([
  ['emptied', () => Buffer.alloc(0)],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 40)],
  ['with another byte in it', (bytes: Buffer) => Buffer.from(bytes).fill(7, 45, 46)],
])('fetches a picture of the cache again that is %s', async (_, damage) => {
  const { project } = await world()
  await art(project, '--fetch')
  await project.build()
  const files = project.files('out')
  for (const file of objects()) writeFileSync(file, damage(readFileSync(file)))
  rmSync(project.at(BOXES, 'Kite Racer (Japan).png'))
  const { problems } = (await project.build()).report
  expect(problems.filter(({ code }) => code === 'source-changed').map(({ message }) => message)).toEqual([
    'The picture of "Kite Racer (Japan)" is not there any more.',
  ])
  expect((await art(project, '--fetch')).code).toBe(0)
  expect((await project.build()).report.outcome).toBe('done')
  expect(project.files('out')).toEqual(files)
})

it.each([
  ['half of it', (text: string) => text.slice(0, 99)],
  ['nothing', () => ''],
  ['something else', () => '{"version":1,"found":{"Kite Racer (Japan)":{"box":{"x":{"sha1":5}}}}}'],
])('leaves devices their pictures when the file that says whose they are holds %s', async (_, damage) => {
  const { project } = await world()
  await art(project, '--fetch')
  await project.build()
  const files = project.files('out')
  const found = `${process.env['CURATOR_CACHE']}/art/found/snes.json`
  writeFileSync(found, damage(readFileSync(found, 'utf8')))
  expect((await project.build()).report.targets['card']).toMatchObject({ put: 0, deleted: 0 })
  expect((await art(project, '--fetch')).code).toBe(0)
  expect((await project.build()).report.targets['card']).toMatchObject({ put: 0, deleted: 0 })
  expect(project.files('out')).toEqual(files)
})

it('says so when nothing can be kept, and leaves the device as it is', async () => {
  const { project } = await world()
  const file = project.at('no-folder')
  project.write('no-folder', 'x')
  vi.stubEnv('CURATOR_CACHE', file)
  await expect(art(project, '--fetch')).rejects.toThrow(
    new RegExp(`^Pictures cannot be kept: ${file}/art/\\S+ cannot be written: it is not a folder\\.$`),
  )
  expect((await project.build()).report.outcome).toBe('done')
})

it('asks a server no more that wants to be let alone', async () => {
  const { project, server } = await world()
  const answer = { status: 429, headers: { 'retry-after': new Date(Date.now() + 7_200_000).toUTCString() } }
  for (const name of ['Kite Racer (Japan)', 'Rocket Turtle (USA)']) server.at(pictureAt(name), answer)
  const { code, warnings } = await art(project, '--fetch')
  expect(code).toBe(3)
  expect(warnings[0]).toContain('libretro-thumbnails could not be asked, 2 times: ')
  expect(server.paths().filter((path) => path.endsWith('.png'))).toHaveLength(1)
})
