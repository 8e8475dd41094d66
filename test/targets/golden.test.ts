/** What each device gets of one small library: whole trees, line by line, and every word said about the rest. */
import { readFileSync } from 'node:fs'
import { XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  batocera,
  esDe,
  everdrive,
  folder,
  launchbox,
  minui,
  mister,
  muos,
  onion,
  pegasus,
  pocket,
  recalbox,
  retroarch,
  romm,
} from '../../presets/index.ts'
import { EVERDRIVE_MODELS, type EverdriveModel } from '../../presets/data/everdrive.ts'
import { PRESETS } from '../../presets/table.ts'
import { joinTree } from './join-tree.ts'
import { buildPart, type Part } from '../../src/targets/parts/part.ts'
import type { PlaylistPicks } from '../../src/targets/lists/playlist-files.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import type { TreeFile } from '../../src/targets/tree.ts'
import { byPlatform, DISCS, LIBRARY as CARTS, shapeOf } from './picks.ts'

const LIBRARY = [...CARTS, ...DISCS]

const LIST: PlaylistPicks = {
  name: 'best',
  title: 'Best: of all?',
  picks: [
    'Two Tracks (Japan)',
    'Copied & Pasted (Europe)',
    'Missing (USA)',
    'Long Road (USA) (Disc 2)',
    'Alter Ego (World)',
    'Mode (Japan)',
  ].map((release) => LIBRARY.find((one) => one.release === release)!),
}

const all = { path: 'out', policy: 'all' }
const listed = { ...all, playlists: ['best'] }

const TARGETS: Readonly<Record<string, Target>> = {
  mister: mister<string, string>(listed),
  'mister-sync': mister<string, string>({ ...listed, playlistsAs: 'launch-sync' }),
  pocket: pocket(all),
  batocera: batocera<string, string>(listed),
  'es-de': esDe<string, string>(listed),
  recalbox: recalbox(all),
  onion: onion(all),
  minui: minui<string, string>(listed),
  muos: muos(all),
  pegasus: pegasus<string, string>({ ...listed, launch: { nes: 'retroarch -L fceumm "{file.path}"' } }),
  launchbox: launchbox<string, string>(listed),
  romm: romm(all),
  ...Object.fromEntries(
    Object.keys(EVERDRIVE_MODELS).map((model) => [
      model,
      everdrive({
        ...all,
        model: model as EverdriveModel,
        ...(model === 'n8-pro' ? { buckets: 'letter' } : {}),
      }),
    ]),
  ),
  retroarch: retroarch<string, string>({
    path: 'out',
    policy: 'all',
    playlists: ['best'],
    deviceRoot: '/storage',
  }),
  folder: folder<string, string>({ path: 'out', policy: 'all', playlists: ['best'] }),
  'folder-posix': folder({ path: 'out', policy: 'all', names: 'posix', layout: '{region}/{letter}/{file}' }),
}

it('every preset that holds games has its golden tree', () => {
  const presets = Object.keys(PRESETS).filter((preset) => preset !== 'site')
  expect([...new Set(Object.values(TARGETS).map(({ preset }) => preset))].sort()).toEqual(presets.sort())
})

describe.each(Object.entries(TARGETS))('%s', (name, target) => {
  it('gives the golden tree', () => {
    expect(asText(build(target, LIBRARY))).toBe(golden(`${name}.txt`))
  })

  it('does not depend on the order of picks and parts', () => {
    const expected = build(target, LIBRARY)
    const shuffled = fc.shuffledSubarray([...LIBRARY], {
      minLength: LIBRARY.length,
      maxLength: LIBRARY.length,
    })
    fc.assert(
      fc.property(shuffled, (picks) => {
        expect(build(target, picks)).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  it('gives lists that others can read', () => {
    const unread = build(target, LIBRARY).tree.files.flatMap(({ path, origin }) => {
      const text = generatedText(origin) ?? ''
      const isRead = /\.(?:xml|mgl)$/.test(path)
        ? XMLValidator.validate(text) === true
        : !path.endsWith('.lpl') || isPlaylist(text)
      return isRead ? [] : [path]
    })
    expect(unread).toEqual([])
  })

  it('has parts that survive being stored as JSON', () => {
    const parts = partsOf(target, LIBRARY)
    const stored = JSON.parse(JSON.stringify(parts)) as readonly Part[]
    expect(joinTree(target, stored, [LIST], '/out')).toEqual(joinTree(target, parts, [LIST], '/out'))
  })
})

it('says how a written file came about in a way that can be checked', () => {
  const { tree } = build(TARGETS['mister']!, LIBRARY)
  expect(tree.files.find(({ path }) => path.endsWith('.sfc'))).toEqual({
    path: 'games/SNES/Copied & Pasted (Europe).sfc',
    size: 4,
    sha1: shapeOf('snes').sha1,
    origin: { content: shapeOf('COPIER|snes').sha1, view: 'no-smc' },
    label: 'Copied & Pasted (Europe)',
    crc32: shapeOf('snes').crc32,
  })
})

function partsOf(target: Target, picks: readonly Pick[]): readonly Part[] {
  return [...byPlatform(picks)].map(([platform, some]) => buildPart(target, platform, some))
}

function build(target: Target, picks: readonly Pick[]): ReturnType<typeof joinTree> {
  const playlists = target.playlists?.length === 0 ? [] : [LIST]
  return joinTree(target, partsOf(target, picks), playlists, '/out')
}

function asText({ tree, problems }: ReturnType<typeof joinTree>): string {
  const files = tree.files.map(({ path, origin }) => {
    const text = generatedText(origin)
    if (text !== undefined) return `${path}\n${text.replace(/^(?=.)/gm, '    ')}`
    if ('zip' in origin) {
      const members = origin.zip.map(
        ({ name, view }) => `    ${name}${view === undefined ? '' : ` (${view})`}\n`,
      )
      return `${path}\n${members.join('')}`
    }
    const view = 'content' in origin ? origin.view : undefined
    return `${path}${view === undefined ? '' : ` (${view})`}\n`
  })
  const said = problems.map(({ code, message }) => `${code}: ${message}\n`)
  return `${files.join('')}--\n${said.join('')}`
}

function generatedText(origin: TreeFile['origin']): string | undefined {
  if ('bytes' in origin) return Buffer.from(origin.bytes).toString()
  return 'text' in origin ? origin.text : undefined
}

/** Whether another program finds entries in it, and all that it needs of each. */
function isPlaylist(text: string): boolean {
  const { items } = JSON.parse(text) as { items: Record<string, unknown>[] }
  const keys = 'path label core_path core_name crc32 db_name'
  return items.length > 0 && items.every((item) => Object.keys(item).join(' ') === keys)
}

function golden(name: string): string {
  return readFileSync(new URL(`../../fixtures/targets/${name}`, import.meta.url), 'utf8')
}
