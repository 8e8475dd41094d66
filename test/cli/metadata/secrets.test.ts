/** Keys of a provider that repeats them in all it says: none is in anything that curator prints, keeps or writes. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { standIn } from '../../metadata/stand-in.ts'
import { logiqxDat } from '../../support/dat.ts'
import { emptyProject } from '../support.ts'

const SECRETS = {
  devid: 'hush-dev/id',
  devpassword: 'hush dev+password',
  ssid: 'hush-user',
  sspassword: 'hush&pass"word',
}
const NAME = 'Rocket Turtle (USA).sfc'

it('are in no output, catalog, cache, page, report or annotation', async () => {
  const blanks = Object.fromEntries(
    Object.entries(SECRETS).map(([name, value]) => [name, encodeURIComponent(value)]),
  )
  const server = await standIn('screenscraper', blanks)
  const project = emptyProject('secrets')
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    targets: {
      web: { preset: 'site', path: './site', policy: 'everything', artwork: true },
      card: { preset: 'retroarch', path: './card', policy: 'everything', artwork: { kinds: ['box'] } },
    },
  })
  project.write(
    'dats/snes.dat',
    logiqxDat('Nintendo - Super Nintendo Entertainment System', [{ name: NAME, bytes: 'turtle' }]),
  )
  project.write(`roms/${NAME}`, 'turtle')
  const nowhere = 'http://127.0.0.1:9'
  const env = {
    CURATOR_SCREENSCRAPER_DEVID: SECRETS.devid,
    CURATOR_SCREENSCRAPER_DEVPASSWORD: SECRETS.devpassword,
    CURATOR_SCREENSCRAPER_USER: SECRETS.ssid,
    CURATOR_SCREENSCRAPER_PASSWORD: SECRETS.sspassword,
    CURATOR_SCREENSCRAPER_URL: server.url,
    CURATOR_LIBRETRO_THUMBNAILS_URL: nowhere,
    CURATOR_CACHE: project.at('pictures'),
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: project.at('summary.md'),
  }
  const said: string[] = []
  const run = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await project.run(args, { env })
    said.push(stdout, stderr)
    return stdout + stderr
  }
  const only = ['--provider', 'screenscraper']

  await run('build')
  server.instead({ status: 403, text: Object.values(SECRETS).join(' ') })
  expect(await run('metadata', 'fetch', ...only)).toContain('screenscraper: refused our keys (403)')
  server.instead(undefined)
  await run('metadata', 'fetch', '--json', ...only)
  expect(await run('metadata', 'show', 'Rocket Turtle', '--json')).toContain('screenscraper')
  await run('art', '--fetch')
  await run('doctor', '--reach', '--json')

  // the server did see them
  expect(server.asked.some(({ query }) => query.get('devpassword') === SECRETS.devpassword)).toBe(true)
  expect(said.join('\n')).not.toContain('hush')
  const written = filesBelow(project.dir).filter((file) => readFileSync(file, 'latin1').includes('hush'))
  expect(written).toEqual([])
  const names = filesBelow(project.dir).join('\n')
  for (const kept of ['catalog.db', 'cache.db', 'index.html', 'summary.md', '.lpl'])
    expect(names).toContain(kept)
})

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
}
