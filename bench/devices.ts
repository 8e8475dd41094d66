/**
 * `npx jiti bench/devices.ts [case…]`: what devices cost once the library is known: a second one, a game that came, names
 * that changed, and nothing at all. What is counted is checked on the disk before anything is timed. Build first. See
 * docs/performance.md.
 */
import { mkdirSync, mkdtempSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { PlanDocument } from '../src/cli/commands/plan/document.ts'
import type { BuildReport } from '../src/steps/outcome.ts'
import { quoted, ratioRow, type Row } from './rows.mjs'
import { makeProject, type DeviceProject, type Preset } from './device-project.ts'
import { time, timeShell, type Pair, type Run } from './measure.mjs'
import { machineLine, table } from './report.mjs'

const HELP = `npx jiti bench/devices.ts [case…] [options]

Cases: second, add, rename, noop (default: all)

  --runs N    runs of each side (default 3)
  --files N   files of the library (default 10000; twice as many for noop)
  --dir DIR   where to make it (default: the system's temporary folder)
  --cli FILE  the curator to measure (default dist/cli.cjs)
  --keep      leave it in place
`

/** One for each way of writing lists and folders that there is. */
const TEN: Readonly<Record<string, Preset>> = {
  batocera: 'batocera',
  esde: 'esDe',
  folder: 'folder',
  minui: 'minui',
  mister: 'mister',
  muos: 'muos',
  onion: 'onion',
  pocket: 'pocket',
  recalbox: 'recalbox',
  retroarch: 'retroarch',
}
/** Younger files are read again. */
const SETTLING_MS = 3100
const NODE = quoted(process.execPath)
/** Bytes of a file, where bytes are what counts, and where they are not. */
const LARGE = 65_536
const SMALL = 2048

interface Bench {
  readonly dir: string
  readonly runs: number
  readonly files: number
  readonly cli: string
}

const CASES: Readonly<Record<string, (bench: Bench) => Promise<readonly Row[]>>> = {
  second,
  add,
  rename,
  noop,
}

await main()

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      files: { type: 'string', default: '10000' },
      dir: { type: 'string', default: tmpdir() },
      cli: { type: 'string', default: join(import.meta.dirname, '..', 'dist', 'cli.cjs') },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const names = positionals.length > 0 ? positionals : Object.keys(CASES)
  if (values.help || names.some((name) => !Object.hasOwn(CASES, name))) return console.log(HELP)
  mkdirSync(values.dir, { recursive: true })
  const dir = mkdtempSync(join(values.dir, 'curator-devices-'))
  const bench = { dir, runs: Number(values.runs), files: Number(values.files), cli: values.cli }
  try {
    const rows: Row[] = []
    for (const name of names) {
      console.error(`Measuring ${name}…`)
      rows.push(...((await CASES[name]?.(bench)) ?? []))
    }
    console.log(table(rows, machineLine(dir, bench.runs)))
  } finally {
    if (values.keep) console.error(`The projects are in ${dir}.`)
    else rmSync(dir, { recursive: true })
  }
}

/** A device more, of a library that is known. */
async function second(bench: Bench): Promise<readonly Row[]> {
  const { dir, files, runs } = bench
  const project = await builtProject(bench, 'second', LARGE, { first: 'folder' })
  const device = (name: string): Run => {
    project.declare({ first: 'folder', [name]: 'mister' })
    settleDisk(dir)
    const run = build(bench, project, 'done')
    const { put, bytes } = reportOf(run).targets[name] ?? { put: 0, bytes: 0 }
    if (put !== files || bytes !== files * LARGE) throw new Error(`${name} got ${put} files, not ${files}.`)
    return run
  }
  const copy = (to: string, after = ''): Run => {
    settleDisk(dir)
    return timeShell(`cp -r ${quoted(project.device('sample'))} ${quoted(join(dir, to))}${after}`)
  }
  device('sample')
  const plain: Pair[] = []
  const durable: Pair[] = []
  for (let round = 0; round < runs; round++) {
    const subject = device(`device${round}`)
    plain.push({ subject, baseline: copy(`plain-${round}`) })
    durable.push({ subject, baseline: copy(`durable-${round}`, `; sync -f ${quoted(dir)}`) })
  }
  const name = `second device, ${files} files, ${Math.round((files * LARGE) / 1e6)} MB`
  return [
    ratioRow(name, plain, 'cp -r of the same files', { bar: 1.2 }),
    ratioRow('the same', durable, 'cp -r and sync -f, as durable as curator leaves it'),
  ]
}

/** One game more, on ten devices. */
async function add(bench: Bench): Promise<readonly Row[]> {
  const { files } = bench
  const project = await builtProject(bench, 'add', SMALL, TEN)
  const written = addChecked(bench, project)
  const rest = async (): Promise<void> => {
    // what came a moment ago is read once more
    await pause(SETTLING_MS)
    build(bench, project)
  }
  const pairs = await inTurn(
    bench.runs,
    async () => {
      await rest()
      project.addGame()
      const run = build(bench, project, 'done')
      if (filesPut(run) !== written) throw new Error(`${filesPut(run)} files were written, not ${written}.`)
      return run
    },
    async () => {
      await rest()
      return build(bench, project, 'nothing')
    },
  )
  return [ratioRow(`one game added to ${files}, ten devices`, pairs, 'the no-op build', { bar: 1.2 })]
}

/**
 * A game that comes, with all that is to be checked: not to be timed, for a plan leaves a build half of its work done.
 * Returns how many files it was to write.
 */
function addChecked(bench: Bench, project: DeviceProject): number {
  const game = basename(project.addGame())
  const before = stampsOf(project)
  const planned = plan(bench, project)
  const run = build(bench, project, 'done')
  checkAdded(game, planned, before, stampsOf(project))
  return filesPut(run)
}

function filesPut(run: Run): number {
  return Object.values(reportOf(run).targets).reduce((sum, { put }) => sum + put, 0)
}

/** Other names for games that all devices have. */
async function rename(bench: Bench): Promise<readonly Row[]> {
  const { files } = bench
  const count = Math.min(2000, files / 5)
  const project = await builtProject(bench, 'rename', SMALL, { card: 'mister' })
  let isRenamed = false
  const subject = (): Run => {
    const before = inodesOf(project.device('card'))
    project.renameGames(isRenamed ? 0 : count)
    isRenamed = !isRenamed
    const run = build(bench, project, 'done')
    const { put, moved, bytes } = reportOf(run).targets['card'] ?? {}
    const after = inodesOf(project.device('card'))
    const isSame = after.size === before.size && [...after].every((inode) => before.has(inode))
    if (put !== 0 || bytes !== 0 || moved !== count || !isSame)
      throw new Error(`${moved} games were renamed, and ${put} written: ${bytes} bytes.`)
    return run
  }
  const pairs = await inTurn(bench.runs, subject, () => build(bench, project, 'nothing'))
  const name = `${count} of ${files} games renamed by a DAT: 0 bytes copied`
  return [ratioRow(name, pairs, 'the no-op build')]
}

/** Nothing. */
async function noop(bench: Bench): Promise<readonly Row[]> {
  const files = bench.files * 2
  const project = await builtProject({ ...bench, files }, 'noop', SMALL, { card: 'mister' })
  const subject = (): Run => build(bench, project, 'nothing')
  const walk = (...folders: readonly string[]): Run =>
    timeShell(`find ${folders.map(quoted).join(' ')} -printf '%p %s %T@\\n' > /dev/null; ${NODE} -e 0`)
  const device = project.device('card')
  const alone = await inTurn(bench.runs, subject, () => walk(device))
  const both = await inTurn(bench.runs, subject, () => walk(device, join(project.dir, 'roms')))
  return [
    ratioRow(`no-op of a device of ${files} files`, alone, 'find -printf of it, node -e 0', { bar: 2 }),
    ratioRow('the same', both, 'find -printf of it and of the root, node -e 0'),
  ]
}

/** Scanned, built, at rest. */
async function builtProject(
  bench: Bench,
  name: string,
  bytes: number,
  devices: Readonly<Record<string, Preset>>,
): Promise<DeviceProject> {
  const project = makeProject(join(bench.dir, name), bench.files, bytes)
  project.declare(devices)
  await pause(SETTLING_MS)
  const { targets } = reportOf(build(bench, project, 'done'))
  for (const [device, { put, bytes: written }] of Object.entries(targets))
    if (put < bench.files || written < bench.files * bytes) throw new Error(`${device} got ${put} files.`)
  build(bench, project, 'nothing')
  build(bench, project, 'nothing') // what is remembered of a device is remembered by the first that has nothing to do
  return project
}

function build({ cli }: Bench, { dir }: DeviceProject, outcome?: 'done' | 'nothing'): Run {
  const run = time([process.execPath, cli, 'build', '-C', dir, '--json'])
  const did = run.status === 0 ? reportOf(run).outcome : 'failed'
  if (did === 'failed' || (outcome !== undefined && did !== outcome))
    throw new Error(`A build ended with "${did}".\n${run.stderr}${run.stdout.slice(0, 2000)}`)
  return run
}

function reportOf({ stdout }: Run): BuildReport {
  return JSON.parse(stdout) as BuildReport
}

function plan({ cli }: Bench, { dir }: DeviceProject): PlanDocument {
  return JSON.parse(time([process.execPath, cli, 'plan', '-C', dir, '--json']).stdout) as PlanDocument
}

/** Throws unless each device got the game, and nothing but the game and lists that name it was touched. */
function checkAdded(
  game: string,
  { targets }: PlanDocument,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  const planned = new Set<string>()
  for (const [device, { actions }] of Object.entries(targets)) {
    const games = actions.filter(({ path }) => basename(path) === game)
    if (games.length !== 1) throw new Error(`${device} was to get ${game} once, not ${games.length} times.`)
    for (const { path } of actions) planned.add(join(device, path))
  }
  const touched = [...after.keys()].filter((path) => before.get(path) !== after.get(path))
  const gone = [...before.keys()].filter((path) => !after.has(path))
  const wrong = [...touched, ...gone].filter((path) => !planned.has(path))
  const isList = (path: string): boolean => /\.(?:lpl|xml)$/.test(path)
  const others = touched.filter((path) => basename(path) !== game && !isList(path))
  if (wrong.length + others.length > 0 || touched.length !== planned.size)
    throw new Error(`Other files were written: ${[...wrong, ...others].slice(0, 5).join(', ')}`)
}

/** Every file of every device but curator's own notes, with all that would tell that it was written. */
function stampsOf(project: DeviceProject): Map<string, string> {
  const out = project.device('')
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' })
  return new Map(
    paths.flatMap((path) => {
      if (path.includes('.curator')) return []
      const stat = lstatSync(join(out, path), { bigint: true })
      if (!stat.isFile()) return []
      return [[path, `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`] as const]
    }),
  )
}

function inodesOf(device: string): Set<bigint> {
  const paths = readdirSync(device, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => !path.includes('.curator'))
  const stats = files.map((path) => lstatSync(join(device, path), { bigint: true }))
  return new Set(stats.filter((stat) => stat.isFile()).map(({ ino }) => ino))
}

/** What was written before is not to be waited for by what is measured next. */
function settleDisk(dir: string): void {
  timeShell(`sync -f ${quoted(dir)}`)
}

/** As `interleave`, where there is something to wait for. */
async function inTurn(
  rounds: number,
  subject: () => Run | Promise<Run>,
  baseline: () => Run | Promise<Run>,
): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 1) {
      const first = await baseline()
      pairs.push({ subject: await subject(), baseline: first })
    } else {
      const first = await subject()
      pairs.push({ subject: first, baseline: await baseline() })
    }
  }
  return pairs
}
