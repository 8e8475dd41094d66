/**
 * `npx jiti bench/site.ts [options]`: the site of a large library in a real browser. How long until its first view and
 * until all games are listed, and how long each key of a search takes until its result is painted. What is measured is the
 * CPU time of the page's thread as well as time: on a machine that does other things, only the first says what it takes.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Pick } from '../src/select/pick.ts'
import { readPageFile } from '../src/targets/site/page-bundle.ts'
import type { SitePlatform } from '../src/targets/site/site-data.ts'
import { libraryFile, pageFiles, shelfFiles } from '../src/targets/site/site-files.ts'
import type { TreeFile } from '../src/targets/tree.ts'
import { findChromium } from '../test/support/browser-program.ts'

const HELP = `npx jiti bench/site.ts [options]

  --games N   games of the library (default 20000)
  --runs N    how often the page is opened (default 5)
  --dir DIR   make the site there, and keep it
`

/** What is typed, key by key. */
const SESSION = ['sonic racer', 'dragon', 'chorno', 'the last battle 2', 'zzz unknown', 'st']

const PLATFORMS = ['nes', 'snes', 'genesis', 'gb', 'gba', 'psx', 'n64', 'sms']
const GAMES_PER_SHELF = 400
const WORDS =
  'super sonic dragon star battle racer quest world soccer tennis golf hockey ninja chrono magic castle legend fighter force zone time space king hero tank'.split(
    ' ',
  )
/** Three of them make a word: titles of 20,000 games have thousands of words, and slips are looked for in all of them. */
const SYLLABLES = 'ba do ki lu me no pa ri su to va xe yo zi cha gra'.split(' ')

const { values } = parseArgs({
  options: {
    games: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '5' },
    dir: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else await main(Number(values.games), Number(values.runs), values.dir)

async function main(games: number, runs: number, kept: string | undefined): Promise<void> {
  const executablePath = findChromium(process.env)
  if (executablePath === undefined) throw new Error('No Chromium was found.')
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'curator-site-'))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    makeSite(dir, games)
    const address = pathToFileURL(join(dir, 'index.html')).href
    const views: Took[] = []
    const lists: Took[] = []
    const keys: Took[] = []
    for (let run = 0; run < runs; run++) {
      views.push(await opened(browser, address, 'table.plain tbody tr'))
      lists.push(await opened(browser, `${address}#/games`, '.games li', keys))
    }
    console.log(`${games} games, ${runs} runs, ${keys.length} keys; 95th percentile, median in brackets`)
    console.log(line('first view', views))
    console.log(line('all games, listed', lists))
    console.log(line('a key of a search', keys))
  } finally {
    await browser.close()
    if (kept === undefined) rmSync(dir, { recursive: true, force: true })
  }
}

/** In milliseconds. */
interface Took {
  readonly time: number
  readonly cpu: number
}

/** From the start of the navigation until something is painted; then the session is typed, when `keys` are wanted. */
async function opened(browser: Browser, address: string, selector: string, keys?: Took[]): Promise<Took> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const clock = await cpuClock(page)
  await page.goto(address)
  await page.waitForSelector(selector)
  const time = await page.evaluate<number>(
    'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))',
  )
  const cpu = await clock()
  for (const text of keys ? SESSION : []) {
    for (let length = 0; length <= text.length; length++) {
      const before = await clock()
      const took = await typed(page, text.slice(0, length))
      keys?.push({ time: took, cpu: (await clock()) - before })
    }
  }
  await page.close()
  return { time, cpu }
}

/** The CPU time that the page's thread took so far. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
}

/** Milliseconds until what it finds is painted. */
function typed(page: Page, text: string): Promise<number> {
  return page.evaluate(`(async () => {
    const input = document.querySelector('input[type=search]')
    const began = performance.now()
    input.value = ${JSON.stringify(text)}
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    return performance.now() - began
  })()`)
}

function line(name: string, all: readonly Took[]): string {
  const at = (of: keyof Took, share: number): string => {
    const sorted = all.map((took) => took[of]).sort((a, b) => a - b)
    return (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
  }
  const [time, cpu] = (['time', 'cpu'] as const).map((of) => `${at(of, 0.95)} ms (${at(of, 0.5)})`)
  return `${name.padEnd(20)} time ${time}, CPU time ${cpu}`
}

/** The same number gives the same site. */
function makeSite(dir: string, games: number): void {
  const platforms: SitePlatform[] = []
  const each = Math.ceil(games / PLATFORMS.length)
  for (const [p, slug] of PLATFORMS.entries()) {
    const shelves: string[] = []
    for (let from = 0; from < each; from += GAMES_PER_SHELF) {
      const shelf = String(shelves.length)
      shelves.push(shelf)
      const some = Array.from({ length: Math.min(GAMES_PER_SHELF, each - from) }, (_, i) =>
        pickOf(slug, p * each + from + i),
      )
      write(dir, shelfFiles(slug, shelf, some, some.map(clusterOf)))
    }
    platforms.push({
      slug,
      name: `Platform ${slug}`,
      owned: each / 2,
      missing: each / 2,
      better: 10,
      shelves,
    })
  }
  const health = { verified: games / 2, probable: 12, unmatched: 40, locked: 0, unopened: 0, damaged: 1 }
  write(dir, [libraryFile({ title: 'A large library', platforms, playlists: [], health })])
  write(dir, pageFiles('A large library', readPageFile('page-site.js'), readPageFile('page.css')))
}

function pickOf(platform: string, n: number): Pick {
  const word = (of: number): string => WORDS[of % WORDS.length] ?? ''
  const syllable = (of: number): string => SYLLABLES[of % SYLLABLES.length] ?? ''
  const rare = syllable(n) + syllable(Math.floor(n / 16)) + syllable(Math.floor(n / 256))
  const game = `${capital(word(n))} ${capital(rare)} ${capital(word(Math.floor(n / 25)))} ${n % 97}`
  const content = { sha1: '', size: 1000 + n, crc32: n }
  return {
    platform,
    game,
    release: `${game} (${n % 2 === 0 ? 'USA' : 'Europe, Australia'}) (Rev ${n % 3})`,
    regions: [n % 2 === 0 ? 'USA' : 'Europe'],
    languages: ['en'],
    year: 1980 + (n % 20),
    files: n % 2 === 0 ? [{ name: `${game}.bin`, content, views: [], extension: 'bin' }] : [],
  }
}

function clusterOf({ game, release }: Pick) {
  const lostTo = { criterion: 'region', winner: 'USA (1st)', loser: 'Japan (4th)' }
  return {
    game,
    ranked: [
      { name: release, joinedBy: 'alone' as const },
      { name: `${game} (Japan)`, joinedBy: 'dat' as const, lostTo },
    ],
    excluded: [],
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

function write(dir: string, files: readonly TreeFile[]): void {
  for (const { path, origin } of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), 'text' in origin ? origin.text : '')
  }
}
