/** A small library that lives: its files, DATs and config change step by step, as a collector's do. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import fc from 'fast-check'
import type { ConfigData, TestProject } from '../support/project.ts'
import { makeZip } from '../support/zip.ts'

const PLATFORMS = {
  nes: 'Nintendo - Nintendo Entertainment System',
  snes: 'Nintendo - Super Nintendo Entertainment System',
  n64: 'Nintendo - Nintendo 64',
  psx: 'Sony - PlayStation',
} as const
type Platform = keyof typeof PLATFORMS
const SLUGS: readonly Platform[] = ['nes', 'snes', 'n64', 'psx']

/** Games by number; each platform has this many different ROMs. */
const ROMS = 4

const PATHS = [
  'a.nes',
  'b.nes',
  'b.bin',
  'c.sfc',
  'c.smc',
  'c.bin',
  'd.z64',
  'd.v64',
  'e.bin',
  'f.cue',
  'g.zip',
  'sub/a.nes',
  'sub/c.sfc',
  'sub/h.zip',
  'sub/deep/i.zip',
  'sub/.nomedia',
  'note.txt',
]
const NAMES = [
  'Alpha (USA)',
  'Alpha (Europe)',
  'Alpha (Europe) (Rev 1)',
  'ALPHA (Japan)',
  'Bravo: Gold (Japan)',
  'Bravo - Gold (USA)',
  'Charlie (USA) (Beta)',
  "Delta & Friends' Story (World)",
]

const FORMS = [
  'plain',
  'plain',
  'headered',
  'other header',
  'zip',
  'zip headered',
  'zip of two',
  'broken zip',
  'junk',
  'empty',
] as const
const HASHES = ['all', 'all', 'sha1', 'md5', 'crc', 'wrong sha1', 'wrong md5', 'nodump'] as const

const POLICIES = [
  { regions: ['USA', 'Europe'] },
  { regions: ['Japan', 'Europe'], availability: 'owned' },
  { keep: 'all', availability: 'owned' },
  { exclude: ['beta'], drop: ['Alpha (E*'], revision: 'oldest' },
  { regions: ['Europe'], dats: ['first'] },
  { roots: ['roms'], availability: 'catalog' },
] as const
const LISTS = [
  { titles: ['Alpha', 'Bravo'] },
  { where: { platform: ['nes', 'n64'] }, order: 'title', limit: 3 },
  { where: { title: ['*a*'] }, title: 'The Best', policy: 'everything' },
] as const
const LAYOUTS = ['{folder}/{file}', '{letter}/{title}/{file}', '{region}/{folder}/{file}'] as const
const TARGETS = ['mister', 'cart', 'retroarch', 'plain'] as const

const path = fc.constantFrom(...PATHS)
const platform = fc.constantFrom(...SLUGS)
const rom = fc.nat(ROMS - 1)
const name = fc.constantFrom(...NAMES)
const dat = fc.constantFrom('first/one.dat', 'first/two.dat', 'second/three.dat')

const edits = {
  put: fc.record({
    do: fc.constant('put' as const),
    path,
    platform,
    rom,
    form: fc.constantFrom(...FORMS),
    second: fc.boolean(),
  }),
  move: fc.record({ do: fc.constant('move' as const), path, to: path }),
  remove: fc.record({ do: fc.constant('remove' as const), path }),
  zip: fc.record({ do: fc.constant('zip' as const), path }),
  touch: fc.record({ do: fc.constant('touch' as const), path }),
  list: fc.record({
    do: fc.constant('list' as const),
    dat,
    platform,
    name,
    rom,
    headered: fc.boolean(),
    hashes: fc.constantFrom(...HASHES),
    parent: fc.option(name, { freq: 3 }),
  }),
  unlist: fc.record({ do: fc.constant('unlist' as const), dat, platform, name }),
  state: fc.record({
    do: fc.constant('dat' as const),
    dat,
    platform,
    to: fc.constantFrom('whole', 'newer', 'broken', 'gone'),
  }),
  config: fc.record({
    do: fc.constant('config' as const),
    policy: fc.option(fc.nat(POLICIES.length - 1)),
    list: fc.option(fc.nat(LISTS.length - 1)),
    layout: fc.option(fc.nat(LAYOUTS.length - 1)),
    toggle: fc.option(fc.constantFrom(...TARGETS, 'more'), { freq: 3 }),
  }),
  lose: fc.record({ do: fc.constant('lose' as const), nth: fc.nat(20) }),
}

export const edit = fc.oneof(
  { weight: 8, arbitrary: edits.put },
  { weight: 2, arbitrary: edits.move },
  { weight: 2, arbitrary: edits.remove },
  { weight: 1, arbitrary: edits.zip },
  { weight: 1, arbitrary: edits.touch },
  { weight: 5, arbitrary: edits.list },
  { weight: 2, arbitrary: edits.unlist },
  { weight: 2, arbitrary: edits.state },
  { weight: 4, arbitrary: edits.config },
  { weight: 1, arbitrary: edits.lose },
)
export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never
type EditOf<K extends Edit['do']> = Extract<Edit, { readonly do: K }>

/** What a library begins with: enough to build from. */
export const opening: fc.Arbitrary<readonly Edit[]> = fc
  .tuple(
    fc.array(edits.put, { minLength: 6, maxLength: 10 }),
    fc.array(edits.list, { minLength: 8, maxLength: 14 }),
  )
  .map(([puts, lists]) => [...puts, ...lists])

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
    targets: Object.fromEntries(Object.entries(all).filter(([target]) => names.includes(target))),
  }
}

// files

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

function bytesOf({ platform: slug, rom: number, form, path: file }: EditOf<'put'>): Buffer {
  const body = romBytes(slug, number)
  const other = romBytes(slug, (number + 1) % ROMS)
  const extension = file.slice(file.lastIndexOf('.'))
  if (form === 'empty') return Buffer.alloc(0)
  if (form === 'junk') return Buffer.from(`nobody knows this ${number}`)
  if (form === 'plain') return body
  if (form === 'headered') return withHeader(slug, body)
  if (form === 'other header') return withHeader(slug, body, 7)
  const member = extension === '.zip' ? `in.${NATIVE[slug]}` : `in${extension}`
  if (form === 'zip headered') return makeZip([{ name: member, data: withHeader(slug, body) }])
  const entries = [{ name: member, data: body }]
  if (form === 'zip') return makeZip(entries)
  const two = [...entries, { name: `folder/${member}`, data: other }, { name: 'again.bin', data: body }]
  return form === 'zip of two' ? makeZip(two) : makeZip(two).subarray(0, 60)
}

const NATIVE = { nes: 'nes', snes: 'sfc', n64: 'z64', psx: 'bin' }

/** The bare ROM: what a header or another byte order is added to. */
export function romBytes(slug: Platform, number: number): Buffer {
  const bytes = Buffer.alloc(1024, `${slug} ${number} `)
  if (slug === 'n64') bytes.writeUInt32BE(0x80371240)
  return bytes
}

/** The same game as other tools keep it; `mark` makes another header. */
export function withHeader(slug: Platform, body: Buffer, mark = 1): Buffer {
  if (slug === 'nes') return Buffer.concat([Buffer.from('NES\x1a', 'latin1'), Buffer.alloc(12, mark), body])
  if (slug === 'snes') return Buffer.concat([Buffer.alloc(512, mark), body])
  return slug === 'n64' ? Buffer.from(body).swap16() : body
}

// DATs

function writeDat(project: TestProject, file: string, { state, version, listed }: Dat): void {
  if (state === 'gone') return rmSync(project.at(file), { force: true })
  const slug = SLUGS.find((one) => file.includes(`-${one}.dat`)) ?? 'nes'
  const games = [...listed.values()].map(gameText)
  const text = `<?xml version="1.0"?>\n<datafile><header><name>${PLATFORMS[slug]}</name><version>${version}</version></header>\n${games.join('')}</datafile>\n`
  project.write(file, state === 'broken' ? text.slice(0, Math.floor(text.length / 2)) : text)
}

function gameText({
  name: release,
  platform: slug,
  rom: number,
  headered,
  hashes,
  parent,
}: EditOf<'list'>): string {
  const body = romBytes(slug, number)
  const bytes = headered ? withHeader(slug, body) : body
  const roms =
    slug === 'psx'
      ? [
          romText(`${release} (Track 1).bin`, bytes, hashes),
          romText(`${release}.cue`, romBytes(slug, 3), 'all'),
        ]
      : [romText(`${release}.${NATIVE[slug]}`, bytes, hashes)]
  const clone = parent === null || parent === release ? '' : ` cloneof="${escaped(parent)}"`
  return `  <game name="${escaped(release)}"${clone}><description>${escaped(release)}</description>${roms.join('')}</game>\n`
}

function romText(file: string, bytes: Buffer, hashes: EditOf<'list'>['hashes']): string {
  const digest = (name: 'md5' | 'sha1') => {
    const data = hashes === `wrong ${name}` ? 'wrong' : bytes
    return `${name}="${createHash(name).update(data).digest('hex')}"`
  }
  const crc = `crc="${crc32(bytes).toString(16).padStart(8, '0')}"`
  const all = `${crc} ${digest('md5')} ${digest('sha1')}`
  const texts = {
    all,
    sha1: digest('sha1'),
    md5: digest('md5'),
    crc,
    'wrong sha1': `${crc} ${digest('sha1')}`,
    'wrong md5': all,
    nodump: 'status="nodump"',
  }
  return `<rom name="${escaped(file)}" size="${bytes.length}" ${texts[hashes]}/>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
