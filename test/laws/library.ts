/** A small library that lives: its files, DATs and config change step by step, as a collector's do. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ConfigData, TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { bytesOf, gameText } from './contents.ts'
import {
  LAYOUTS,
  LISTS,
  PLATFORMS,
  POLICIES,
  SLUGS,
  TARGETS,
  type Edit,
  type EditOf,
  type Platform,
} from './edits.ts'

export interface LivingLibrary {
  readonly project: TestProject
  apply(edit: Edit): void
  /** Writes the DATs and the config as the edits left them. */
  save(): void
  /** Names of the targets in the config, and the folders they are built in, below `out/`. */
  targets(): readonly string[]
}

interface Dat {
  state: EditOf<'dat'>['to']
  version: number
  readonly listed: Map<string, EditOf<'list'>>
}

export function livingLibrary(project: TestProject): LivingLibrary {
  const dats = new Map<string, Dat>()
  const config = { policy: 0, list: 0, layout: 0, off: new Set<string>(['more']) }
  // a root that becomes empty is taken for a disk that is not plugged in
  for (const root of ['roms', 'more']) project.write(`${root}/keep.txt`, '')
  const targets = () => TARGETS.filter((target) => !config.off.has(target) || target === 'retroarch')
  const datAt = (file: string, slug: Platform): Dat => {
    const key = file.replace('.dat', `-${slug}.dat`)
    const found = dats.get(key) ?? { state: 'whole', version: 1, listed: new Map() }
    dats.set(key, found)
    return found
  }

  return {
    project,
    targets,
    apply(step) {
      if (step.do === 'list') datAt(step.dat, step.platform).listed.set(step.name, step)
      else if (step.do === 'unlist') datAt(step.dat, step.platform).listed.delete(step.name)
      else if (step.do === 'dat') {
        const found = datAt(step.dat, step.platform)
        if (step.to === 'newer') found.version++
        else found.state = step.to
      } else if (step.do === 'config') {
        config.policy = step.policy ?? config.policy
        config.list = step.list ?? config.list
        config.layout = step.layout ?? config.layout
        if (step.toggle !== null && !config.off.delete(step.toggle)) config.off.add(step.toggle)
      } else if (step.do === 'lose') lose(project, step.nth)
      else editFile(project, step)
    },
    save() {
      for (const folder of ['first', 'second']) mkdirSync(project.at('dats', folder), { recursive: true })
      for (const [file, found] of dats) writeDat(project, `dats/${file}`, found)
      project.configure(configOf(config, targets()))
    },
  }
}

function configOf(
  { policy, list, layout, off }: { policy: number; list: number; layout: number; off: ReadonlySet<string> },
  names: readonly string[],
): ConfigData {
  const all: Record<(typeof TARGETS)[number], Readonly<Record<string, unknown>>> = {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa', playlists: ['best'] },
    cart: { preset: 'everdrive', model: 'n8-pro', path: './out/cart', policy: 'everything' },
    retroarch: {
      preset: 'retroarch',
      path: './out/retroarch',
      policy: 'usa',
      playlists: ['best'],
      deviceRoot: '/storage',
    },
    plain: {
      preset: 'folder',
      path: './out/plain',
      policy: 'usa',
      layout: LAYOUTS[layout],
      playlists: ['best'],
    },
  }
  return {
    roots: { roms: './roms', ...(off.has('more') ? {} : { more: './more' }) },
    dats: { first: './dats/first', second: './dats/second' },
    policies: { usa: POLICIES[policy], everything: { keep: 'all', availability: 'owned' } },
    playlists: { best: LISTS[list] },
    guards: { removals: 1 }, // these histories drop whatever they like
    targets: Object.fromEntries(Object.entries(all).filter(([target]) => names.includes(target))),
  }
}

function editFile(project: TestProject, step: EditOf<'put' | 'move' | 'remove' | 'zip' | 'touch'>): void {
  const from = project.at(fileIn('roms', step.path))
  if (step.do === 'put') {
    const file = fileIn(step.second ? 'more' : 'roms', step.path)
    if (!isFolder(project.at(file))) project.write(file, bytesOf(step))
    return
  }
  if (!existsSync(from) || isFolder(from)) return
  if (step.do === 'remove') rmSync(from)
  else if (step.do === 'touch') utimesSync(from, new Date(), new Date(Date.now() - 60_000))
  else if (step.do === 'zip') {
    project.write(
      `${fileIn('roms', step.path)}.zip`,
      makeZip([{ name: step.path, data: readFileSync(from) }]),
    )
    rmSync(from)
  } else {
    const to = project.at(fileIn('roms', step.to))
    mkdirSync(dirname(to), { recursive: true })
    renameSync(from, to)
  }
}

function fileIn(root: string, file: string): string {
  return `${root}/${file}`
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** A file is deleted on a device. */
function lose(project: TestProject, nth: number): void {
  const files = Object.keys(project.files('out'))
  const file = files[nth % Math.max(1, files.length)]
  if (file !== undefined) rmSync(project.at('out', file))
}

function writeDat(project: TestProject, file: string, { state, version, listed }: Dat): void {
  if (state === 'gone') return rmSync(project.at(file), { force: true })
  const slug = SLUGS.find((one) => file.includes(`-${one}.dat`)) ?? 'nes'
  const games = [...listed.values()].map(gameText)
  const text = `<?xml version="1.0"?>\n<datafile><header><name>${PLATFORMS[slug]}</name><version>${version}</version></header>\n${games.join('')}</datafile>\n`
  project.write(file, state === 'broken' ? text.slice(0, Math.floor(text.length / 2)) : text)
}
