/**
 * `npm run demo`: makes a small messy library in demo/ (once), builds three devices from it with
 * curator.config.ts, and shows what became of it. Run again, it shows a build that finds nothing to do.
 */
// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DEMO, generateLibrary } from '../fixtures/generate/index.mjs'

/** @typedef {import('../fixtures/generate/index.mjs').Truth} Truth */

const CHECKOUT = join(import.meta.dirname, '..')
const FOLDER = join(CHECKOUT, 'demo')
const CLI = join(CHECKOUT, 'dist', 'cli.cjs')
const FORMATS = { clrmamepro: 'ClrMamePro text', logiqx: 'Logiqx XML', 'logiqx-id': 'Logiqx XML' }

process.exitCode = main()

function main() {
  if (!existsSync(CLI)) run(join('scripts', 'build.mjs'))
  const { truth, isNew } = openLibrary()
  tellLibrary(truth, isNew)
  say('', '$ curator build', '')
  const status = run(CLI, 'build')
  if (status !== 0) return status
  tellDevices()
  tellWhatNext(truth)
  return status
}

/** @returns {{ truth: Truth, isNew: boolean }} */
function openLibrary() {
  const note = join(FOLDER, 'truth.json')
  if ([note, join(FOLDER, 'roms'), join(FOLDER, 'dats')].every((path) => existsSync(path)))
    return { truth: /** @type {Truth} */ (JSON.parse(readFileSync(note, 'utf8'))), isNew: false }
  const truth = generateLibrary({ ...DEMO, dir: FOLDER })
  writeFileSync(note, JSON.stringify(truth, null, 2))
  return { truth, isNew: true }
}

/** @param {Truth} truth @param {boolean} isNew */
function tellLibrary({ counts, files, dats, owned }, isNew) {
  const { loose, zips, brokenZips, duplicates, junk, aux } = counts
  const opening = isNew ? 'A messy library was made' : 'The messy library is still there'
  const all = Object.values(owned).flat()
  say(
    `${opening}: demo/roms, ${counts.files} files.`,
    `  ${loose} loose ROMs and ${zips} zips, ${duplicates === 1 ? '1 of them a duplicate' : `${duplicates} of them duplicates`}`,
    `  ${all.filter(({ view }) => view).length} ROMs with a header of a console or copier`,
    `  ${brokenZips} zip cut short, ${junk} files that are no known game, ${aux} texts, pictures and saves`,
    '  for instance:',
    ...files.filter((_, i) => i % Math.ceil(files.length / 6) === 0).map(({ path }) => `    ${path}`),
    '',
    'DATs, which know every release by its hash: demo/dats.',
    ...dats.map(({ name, format, releases }) => `  ${name}: ${releases} releases, ${FORMATS[format]}`),
  )
}

function tellDevices() {
  const out = join(FOLDER, 'out')
  if (!existsSync(out)) return
  for (const device of readdirSync(out).sort()) {
    say('', `demo/out/${device}`, ...folderLines(join(out, device)))
  }
}

/**
 * Folders with files: how many, and the first two.
 *
 * @param {string} device
 */
function folderLines(device) {
  /** @type {Map<string, string[]>} */
  const folders = new Map()
  for (const entry of readdirSync(device, { recursive: true, withFileTypes: true })) {
    const folder = relative(device, entry.parentPath)
    if (!entry.isFile() || folder.startsWith('.curator')) continue
    folders.set(folder, [...(folders.get(folder) ?? []), entry.name])
  }
  const sorted = [...folders].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([folder, names]) => {
    const [first, second] = names.sort()
    const shown = [first, second, names.length > 2 ? '…' : undefined].filter((name) => name !== undefined)
    return `  ${`${folder}/`.padEnd(24)} ${String(names.length).padStart(3)}  ${shown.join(', ')}`
  })
}

/** @param {Truth} truth */
function tellWhatNext({ owned, oneGameOneRom }) {
  const kept = new Set(Object.values(oneGameOneRom).flatMap((picks) => picks.map(({ release }) => release)))
  const loser = Object.values(owned)
    .flat()
    .find(({ release, game, excluded }) => !excluded && !kept.has(release) && release.startsWith(`${game} (`))
  say(
    '',
    'Try next:',
    '  npm run demo                      again: nothing to do',
    `  node dist/cli.cjs explain ${JSON.stringify(loser?.game ?? 'nes')}`,
    '  node dist/cli.cjs status           what is owned, kept and missing',
    '  node dist/cli.cjs plan             what a build would do; try it after an edit of curator.config.ts',
  )
}

/** @param {string} script @param {...string} args @returns {number} exit code */
function run(script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: CHECKOUT,
    stdio: 'inherit',
  })
  if (error) throw error
  return status ?? 1
}

/** @param {...string} lines */
function say(...lines) {
  console.log(lines.join('\n'))
}
