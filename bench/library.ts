/**
 * `npx jiti bench/library.ts [--files N] [--kills N]`: a library puts N files (10,000) in order and takes it back, beside
 * `mv` of the same files to the same places and back. Then both once more, killed N times (5) each at random operations.
 * After each undo the tree is compared with the one it was, byte for byte, times included. Build first.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { crc32 } from 'node:zlib'

const CLI = join(import.meta.dirname, '..', 'dist', 'cli.cjs')
const BYTES = 16_384
/** Younger files are read again. */
const SETTLING_MS = 3100

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { files: { type: 'string' }, kills: { type: 'string' } } })
  const files = Number(values.files ?? 10_000)
  const kills = Number(values.kills ?? 5)
  const folder = mkdtempSync(join(tmpdir(), 'curator-library-'))
  try {
    makeFiles(folder, files)
    await pause(SETTLING_MS)
    curator(folder, ['library', 'plan'])
    const before = picture(join(folder, 'roms'))
    const { moves } = plannedMoves(folder)
    show(`mv of ${moves.length} files, there`, await timed(() => mv(folder, moves)))
    show(
      'mv of them back',
      await timed(() => mv(folder, moves.map(([from, to]) => [to, from] as const).reverse())),
    )
    rmSync(join(folder, 'roms', 'nes'), { recursive: true })
    restoreTimes(join(folder, 'roms'), before)
    curator(folder, ['library', 'plan'])
    show('curator library apply', await timed(() => curator(folder, ['library', 'apply'])))
    show('curator library undo', await timed(() => curator(folder, ['library', 'undo'])))
    compare('after it', before, picture(join(folder, 'roms')))
    const cutApplies = killed(folder, 'apply', kills, files)
    curator(folder, ['library', 'apply'])
    const cutUndos = killed(folder, 'undo', kills, files)
    curator(folder, ['library', 'undo'])
    compare(
      `after ${cutApplies} kills of apply and ${cutUndos} of undo`,
      before,
      picture(join(folder, 'roms')),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function makeFiles(folder: string, files: number): void {
  const games: string[] = []
  for (let n = 0; n < files; n++) {
    const name = `Game ${n} (USA)`
    const data = Buffer.alloc(BYTES, `${n} `)
    const path = join(folder, 'roms', `in ${n % 100}`, `${n}.nes`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, data)
    utimesSync(path, 1_500_000_000, 1_400_000_000 + n + 0.125)
    const sha1 = createHash('sha1').update(data).digest('hex')
    games.push(
      `<game name="${name}"><rom name="${name}.nes" size="${BYTES}" crc="${crc32(data).toString(16).padStart(8, '0')}" sha1="${sha1}"/></game>`,
    )
  }
  const header = '<header><name>Nintendo - Nintendo Entertainment System</name></header>'
  writeFileSync(
    join(folder, 'nes.dat'),
    `<?xml version="1.0"?><datafile>${header}${games.join('\n')}</datafile>`,
  )
  const config = {
    roots: { roms: './roms' },
    dats: { nes: './nes.dat' },
    targets: {},
    libraries: { main: { path: './roms', roots: ['roms'], mode: 'move' } },
  }
  writeFileSync(join(folder, 'curator.config.json'), JSON.stringify(config))
}

type Move = readonly [from: string, to: string]

function plannedMoves(folder: string): { readonly moves: readonly Move[] } {
  const text = curator(folder, ['library', 'plan', '--json'])
  const { libraries } = JSON.parse(text) as {
    libraries: { main: { actions: { from: string; to: string }[] } }
  }
  return { moves: libraries.main.actions.map(({ from, to }) => [from, to] as const) }
}

/** One `mv` a file, as a shell script has it, and a `mkdir -p` for each folder. */
function mv(folder: string, moves: readonly Move[]): void {
  const folders = new Set(moves.map(([, to]) => dirname(to)))
  const lines = [
    ...[...folders].map((path) => `mkdir -p '${path}'`),
    ...moves.map(([from, to]) => `mv '${from}' '${to}'`),
  ]
  const script = join(folder, 'mv.sh')
  writeFileSync(script, lines.join('\n'))
  execFileSync('sh', [script])
}

function killed(folder: string, verb: string, kills: number, files: number): number {
  let cut = 0
  for (let n = 0; n < kills; n++) {
    const at = 1 + Math.floor(Math.random() * files)
    const env = { ...process.env, CURATOR_CRASH_AT: String(at) }
    const { signal } = spawnSync(process.execPath, [CLI, 'library', verb], { cwd: folder, env })
    if (signal === 'SIGKILL') cut++
  }
  return cut
}

function curator(folder: string, args: readonly string[]): string {
  return execFileSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 })
}

/** Every path with its bytes and time, but curator's own. */
function picture(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const shown = ['', ...paths].filter((path) => !path.startsWith('.curator-library'))
  return new Map(
    shown.map((path) => {
      const file = join(folder, path)
      const found = lstatSync(file, { bigint: true })
      const bytes = found.isFile() ? createHash('sha1').update(readFileSync(file)).digest('hex') : 'folder'
      return [path, `${bytes} ${found.mtimeNs} ${found.mode}`]
    }),
  )
}

/** What `mv` has changed: the times of the folders. */
function restoreTimes(folder: string, before: ReadonlyMap<string, string>): void {
  for (const [path, text] of before) {
    const [what, ns = '0'] = text.split(' ')
    if (what !== 'folder') continue
    const date = `@${ns.slice(0, -9)}.${ns.slice(-9)}`
    execFileSync('touch', ['-m', '-d', date, join(folder, path)])
  }
}

function compare(
  when: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  if (differing.length === 0)
    return console.log(`${when}: the tree is the one it was, ${before.size} entries`)
  throw new Error(`${when}: ${differing.length} entries differ, such as ${differing.slice(0, 3).join(', ')}`)
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function show(what: string, ms: number): void {
  console.log(`${what}: ${(ms / 1000).toFixed(1)} s`)
}
