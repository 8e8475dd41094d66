/** What is measured. Every case is one or more rows of the table in docs/performance.md. */
// @ts-check
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { interleave, measureMemory, spread, time, timeShell } from './measure.mjs'
import { changed, flat, hash, large, million, quick } from './reading-cases.mjs'
import { expectOutcome, megabytes, quoted, ratioRow } from './rows.mjs'
import { REGIONS, checkOutputs } from './workspace.mjs'

/**
 * @typedef {import('./workspace.mjs').Workspace} Workspace
 * @typedef {import('./workspace.mjs').Project} Project
 * @typedef {import('../fixtures/generate/index.mjs').Truth} Truth
 * @typedef {import('./measure.mjs').Run} Run
 * @typedef {import('./rows.mjs').Row} Row
 *
 * @typedef {object} Bench
 * @property {Workspace} workspace
 * @property {number} runs
 * @property {readonly string[]} curator the command, up to its arguments
 */

const NODE = quoted(process.execPath)

/** @type {Record<string, (bench: Bench) => Row[]>} */
// oxfmt-ignore
export const CASES = {
  cold, noop, add, policy, memory, dat, text: twice, listxml, many, hash, large, quick, changed, million, flat,
}

/** Only when they are named: a million files take minutes, and 5 GB of memory file system. */
export const ON_DEMAND = ['million', 'flat']

/** Nothing known, everything to do. @param {Bench} bench @returns {Row[]} */
function cold({ workspace, runs, curator }) {
  const truth = workspace.bulky()
  const root = truth.roots['roms'] ?? ''
  const first = workspace.project('cold', truth)
  build(curator, first, 'done')
  checkOutputs(first, truth)
  const pairs = interleave(
    runs,
    (round) => {
      const project = workspace.project(`cold-${round}`, truth)
      const run = build(curator, project, 'done')
      workspace.discard(project.dir)
      return run
    },
    (round) => {
      const copy = join(workspace.dir, `copy-${round}`)
      const run = hashInflateCopy(root, first.out, copy)
      workspace.discard(copy)
      return run
    },
  )
  const { files, bytes, zips } = truth.counts
  const name = `cold build: ${files} files, ${megabytes(bytes)} MB, ${zips} zips, three targets`
  return [
    ratioRow(name, pairs, 'sha1sum of every input, inflating every zip, cp of every output', {
      bar: 2,
      aim: 1,
    }),
  ]
}

/**
 * One after the other, as a script would.
 *
 * @param {string} root
 * @param {string} outputs
 * @param {string} copy
 */
function hashInflateCopy(root, outputs, copy) {
  return timeShell(`
    find ${quoted(root)} -type f -print0 | xargs -0 sha1sum > /dev/null
    ${NODE} ${quoted(join(import.meta.dirname, 'inflate.mjs'))} ${quoted(root)} > /dev/null
    cp -R ${quoted(outputs)} ${quoted(copy)}`)
}

/** @param {Bench} bench @returns {Row[]} */
function noop({ workspace, runs, curator }) {
  const truth = workspace.crowded()
  const project = settledProject(workspace, curator)
  const root = truth.roots['roms'] ?? ''
  const subject = () => build(curator, project, 'nothing')
  const roots = interleave(runs, subject, () => walk([root]))
  const all = interleave(runs, subject, () => walk([root, project.out]))
  const name = `no-op build: ${truth.counts.files} files, three targets`
  return [
    ratioRow(name, roots, 'find -printf of the roots, node -e 0', { bar: 3, aim: 1.6 }),
    ratioRow('the same', all, 'find -printf of roots and outputs, node -e 0'),
  ]
}

/** @param {readonly string[]} folders @returns {Run} */
function walk(folders) {
  return timeShell(`
    find ${folders.map(quoted).join(' ')} -printf '%p %s %T@\\n' > /dev/null
    ${NODE} -e 0`)
}

/** @param {Bench} bench @returns {Row[]} */
function add({ workspace, runs, curator }) {
  const truth = workspace.crowded()
  const project = settledProject(workspace, curator)
  const [spare] = truth.spares
  if (!spare) throw new Error('The library has no ROM to add.')
  const place = join(truth.roots['roms'] ?? '', spare.path)
  mkdirSync(dirname(place), { recursive: true })
  // a build with nothing to do that comes right after one that did something has to look closer
  const rest = () => {
    workspace.settle()
    build(curator, project)
  }
  const pairs = interleave(
    runs,
    () => {
      rest()
      copyFileSync(spare.file, place)
      const run = build(curator, project, 'done')
      rmSync(place)
      build(curator, project, 'done')
      return run
    },
    () => {
      rest()
      return build(curator, project, 'nothing')
    },
  )
  const name = `one ROM added to ${truth.counts.files} files`
  return [ratioRow(name, pairs, 'the no-op build', { bar: 1.5, aim: 1.2 })]
}

/** @param {Bench} bench @returns {Row[]} */
function policy({ workspace, runs, curator }) {
  const project = settledProject(workspace, curator)
  const orders = [REGIONS, REGIONS.toReversed()]
  let changes = 0
  const pairs = interleave(
    runs,
    () => {
      project.setRegions(orders[++changes % 2] ?? REGIONS)
      const run = build(curator, project, 'done')
      build(curator, project, 'nothing')
      return run
    },
    () => build(curator, project, 'nothing'),
  )
  project.setRegions(REGIONS)
  build(curator, project)
  return [ratioRow('policy changed: order of regions reversed', pairs, 'the no-op build')]
}

/** @param {Bench} bench @returns {Row[]} */
function memory({ workspace, runs, curator }) {
  const truth = workspace.crowded()
  const measured = coldMemory('memory', workspace, runs, curator, truth)
  const value = spread(measured.map(({ peakMB }) => peakMB))
  const name = `peak memory: ${truth.counts.files} files, ${truth.counts.entries} DAT entries`
  return [{ name, unit: 'MB', bar: 350, aim: 200, value, detail: 'a cold build' }]
}

/** @param {Bench} bench @returns {Row[]} */
function dat({ workspace, runs, curator }) {
  const { truth, bytes } = workspace.wordy()
  const measured = coldMemory('dat', workspace, runs, curator, truth)
  const peaks = spread(measured.map(({ peakMB }) => peakMB))
  const speed = spread(measured.map(({ ms }) => bytes / 1e3 / ms))
  const name = `a Logiqx DAT of ${megabytes(bytes)} MB`
  return [
    { name: `${name}: peak memory`, unit: 'MB', bar: 250, aim: 120, value: peaks, detail: 'a cold build' },
    { name: `${name}: speed`, unit: 'MB/s', value: speed, detail: 'the whole cold build' },
  ]
}

/** Twice the games in twice the time: readers of this format have been quadratic. @param {Bench} bench @returns {Row[]} */
function twice({ workspace, runs, curator }) {
  const { all, half, games } = workspace.texts()
  const once = (/** @type {string} */ dir) => {
    rmSync(join(dir, '.curator'), { recursive: true, force: true })
    return expectOutcome(time([...curator, 'build', '-C', dir, '--json']))
  }
  const pairs = interleave(
    runs,
    () => once(all),
    () => once(half),
  )
  const name = `a ClrMamePro DAT of ${games} games`
  return [ratioRow(name, pairs, `the same of ${Math.floor(games / 2)}, cold builds`, { bar: 2.2 })]
}

/** A list as MAME makes it, where one line in sixteen is a ROM. @param {Bench} bench @returns {Row[]} */
function listxml({ workspace, runs, curator }) {
  const { dir, file, bytes, roms } = workspace.machines()
  const command = [...curator, 'build', '-C', dir, '--json']
  const afresh = () => rmSync(join(dir, '.curator'), { recursive: true, force: true })
  const pairs = interleave(
    runs,
    () => {
      afresh()
      return expectOutcome(time(command))
    },
    () => timeShell(`sha1sum ${quoted(file)} > /dev/null; wc -l ${quoted(file)} > /dev/null`),
  )
  const peaks = Array.from({ length: runs }, () => {
    afresh()
    return expectOutcome(measureMemory(command)).peakMB
  })
  const name = `a MAME list of ${megabytes(bytes)} MB, ${roms} ROMs`
  const speed = spread(pairs.map(({ subject }) => bytes / 1e3 / subject.ms))
  return [
    { name: `${name}: speed`, unit: 'MB/s', least: 60, value: speed, detail: 'the whole cold build' },
    ratioRow('the same', pairs, 'sha1sum and wc -l of the list'),
    { name: 'the same: peak memory', unit: 'MB', bar: 200, value: spread(peaks), detail: 'a cold build' },
  ]
}

/** One DAT of very many lists another game. @param {Bench} bench @returns {Row[]} */
function many({ workspace, runs, curator }) {
  const { dir, dats, change } = workspace.many()
  const run = () => expectOutcome(time([...curator, 'build', '-C', dir, '--json']))
  run()
  workspace.settle()
  run()
  const pairs = interleave(
    runs,
    (round) => {
      change(round)
      return run()
    },
    run,
  )
  return [ratioRow(`one of ${dats} DATs changed`, pairs, 'a build with nothing to do')]
}

/**
 * @param {string} name
 * @param {Workspace} workspace
 * @param {number} runs
 * @param {readonly string[]} curator
 * @param {Truth} truth
 */
function coldMemory(name, workspace, runs, curator, truth) {
  return Array.from({ length: runs }, (_, round) => {
    const project = workspace.project(`${name}-${round}`, truth)
    const run = expectOutcome(measureMemory(buildCommand(curator, project)), 'done')
    workspace.discard(project.dir)
    return run
  })
}

/**
 * The crowded library, built and at rest: the next build has nothing to do.
 *
 * @param {Workspace} workspace
 * @param {readonly string[]} curator
 */
function settledProject(workspace, curator) {
  const truth = workspace.crowded()
  const project = workspace.project('settled', truth)
  if (existsSync(project.out)) return project
  build(curator, project, 'done')
  checkOutputs(project, truth)
  workspace.settle()
  build(curator, project)
  return project
}

/**
 * @param {readonly string[]} curator
 * @param {Project} project
 * @param {'done' | 'nothing'} [outcome] what it must say it did
 * @returns {Run}
 */
function build(curator, project, outcome) {
  return expectOutcome(time(buildCommand(curator, project)), outcome)
}

/** @param {readonly string[]} curator @param {Project} project */
function buildCommand(curator, project) {
  return [...curator, 'build', '-C', project.dir, '--json']
}
