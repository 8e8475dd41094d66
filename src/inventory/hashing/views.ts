/**
 * The other shapes of a file: its console or copier header taken off, its byte order made native.
 * A shape is a hypothesis: a wrong one costs a hash and matches nothing.
 */
import { hasText, type ByteReader } from './bytes.ts'
import type { View } from './content.ts'
import type { ViewKind } from './view-kind.ts'

/** How many bytes of a file `viewsOf` wants to see. */
export const HEAD_BYTES = 32

interface Shape {
  /** Length of the header. */
  readonly skip: number
  /** How the rest is rearranged; as it is, when absent. */
  readonly rearrange?: Rearrangement
}

interface Rearrangement {
  /** The bytes are rearranged within blocks of this size; an incomplete last block stays as it is. */
  readonly block: number
  /** Makes a function that rearranges whole blocks in place. One is made for each stream. */
  readonly start: () => (whole: Buffer) => void
}

/** A Super Magic Drive copier interleaves the bytes within blocks of this size: see `deinterleave`. */
const SMD_BLOCK = 16_384

/** Of Game Boy, Master System and Game Gear. */
const BANK = 16_384

const SHAPES: Readonly<Record<ViewKind, Shape>> = {
  'no-ines': { skip: 16 },
  'no-fds': { skip: 16 },
  'no-smc': { skip: 512 },
  'no-a78': { skip: 128 },
  'no-lnx': { skip: 64 },
  'no-pce': { skip: 512 },
  'no-copier': { skip: 512 },
  z64: { skip: 0, rearrange: { block: 4, start: toBigEndian } },
  linear: { skip: 512, rearrange: { block: SMD_BLOCK, start: () => deinterleave } },
}

interface Sign {
  readonly kind: ViewKind
  readonly shows: (head: Uint8Array, size: number, extension: string) => boolean
}

/** Extensions that show a view where the size allows it. */
const EXTENSIONS: Readonly<Partial<Record<ViewKind, readonly string[]>>> = {
  'no-smc': ['smc', 'sfc', 'swc', 'fig'],
  'no-pce': ['pce', 'sgx'],
  'no-copier': ['gb', 'gbc', 'sgb', 'dmg', 'sms', 'gg'],
  linear: ['smd'],
}

/** What files are called whose shape only their bytes show. */
const CALLED: typeof EXTENSIONS = {
  'no-ines': ['nes'],
  'no-fds': ['fds'],
  'no-a78': ['a78'],
  'no-lnx': ['lnx'],
  z64: ['n64', 'v64', 'z64'],
}

interface LikelyShape {
  readonly extension: string
  /** So much longer than what a DAT may list. */
  readonly skip: number
}

/** For files of which no more than name and size is known. */
export function likelyShapes(): readonly LikelyShape[] {
  return SIGNS.flatMap(({ kind }) => {
    const { skip } = SHAPES[kind]
    return (EXTENSIONS[kind] ?? CALLED[kind] ?? []).map((extension) => ({ extension, skip }))
  })
}

/** Whether a file of this extension has the view by its name, the size allowing it. */
export function nameShows(kind: ViewKind, extension: string): boolean {
  return EXTENSIONS[kind]?.includes(extension) ?? false
}

/**
 * How each shape is recognised. iNES and FDS: nesdev wiki; A78 and LNX: the emulators' header definitions.
 * Copiers leave no dependable mark, but their header makes the size end on half a kilobyte, which no
 * cartridge does; Super Wild Card and Magic Drive write AA BB and a type at 8, others their name (`COPIERS`).
 * Those of Game Boy, Master System and Game Gear show in nothing but the size, which is else one of whole banks of 16
 * KiB: MAME's `gb_slot` and `sega8_slot` skip them so.
 * N64: the first word of every cartridge is 80371240, so any other order of these bytes tells how the dump
 * was made.
 */
const SIGNS: readonly Sign[] = [
  { kind: 'no-ines', shows: (head) => hasText(head, 0, 'NES\x1a') },
  { kind: 'no-fds', shows: (head) => hasText(head, 0, 'FDS\x1a') },
  {
    kind: 'no-smc',
    shows: (head, size, extension) =>
      size % 1024 === 512 &&
      (nameShows('no-smc', extension) || COPIERS.some(([offset, text]) => hasText(head, offset, text))),
  },
  { kind: 'no-a78', shows: (head) => hasText(head, 1, 'ATARI7800') },
  { kind: 'no-lnx', shows: (head) => hasText(head, 0, 'LYNX') },
  { kind: 'no-pce', shows: (_, size, extension) => size % 1024 === 512 && nameShows('no-pce', extension) },
  {
    kind: 'no-copier',
    shows: (_, size, extension) => size % BANK === 512 && nameShows('no-copier', extension),
  },
  {
    kind: 'z64',
    shows: (head, size) => size % 4 === 0 && (hasText(head, 0, V64) || hasText(head, 0, N64)),
  },
  {
    kind: 'linear',
    shows: (head, size, extension) =>
      size % SMD_BLOCK === 512 && (nameShows('linear', extension) || hasText(head, 8, '\xaa\xbb\x06')),
  },
]

/** What Super Wild Card, Super UFO and both makes of Game Doctor leave in their headers. */
const COPIERS: readonly (readonly [offset: number, text: string])[] = [
  [8, '\xaa\xbb\x04'],
  [8, 'SUPERUFO'],
  [0, 'GAME DOCTOR SF 3'],
  [0, '\x00\x01ME DOCTOR SF 3'],
]

/** Pairs of bytes swapped. */
const V64 = '\x37\x80\x40\x12'
/** Little-endian words. */
const N64 = '\x40\x12\x37\x80'

export type FoundView = Pick<View, 'kind' | 'byName'>

/**
 * The views a file has, in a fixed order.
 * @param head its first `HEAD_BYTES` bytes or more, or all of a shorter file
 * @param extension without dot, lower case
 */
export function viewsOf(head: Uint8Array, size: number, extension: string): readonly FoundView[] {
  const found = SIGNS.filter((sign) => size > SHAPES[sign.kind].skip && sign.shows(head, size, extension))
  return found.map(({ kind, shows }) => (shows(head, size, '') ? { kind } : { kind, byName: true }))
}

/** A view of a stream: push its chunks, in order and of any length, then take what `end` still holds. */
export interface ViewStream {
  /** The result may share memory with the chunk and is valid as long as the chunk is. */
  push(chunk: Uint8Array): Uint8Array
  end(): Uint8Array
}

export function viewStream(kind: ViewKind): ViewStream {
  const { skip, rearrange } = SHAPES[kind]
  const body = rearrange ? blocks(rearrange) : AS_IT_IS
  let toSkip = skip
  return {
    push(chunk) {
      const dropped = Math.min(toSkip, chunk.length)
      toSkip -= dropped
      return body.push(chunk.subarray(dropped))
    },
    end: body.end,
  }
}

/** Chunks of a stream → chunks of its view. */
export function* applyView(kind: ViewKind, chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const view = viewStream(kind)
  for (const chunk of chunks) {
    const out = view.push(chunk)
    if (out.length > 0) yield out
  }
  const last = view.end()
  if (last.length > 0) yield last
}

/** Random access to a view: for its headers, not for all of it. Whole blocks are read, and rearranged, each time. */
export function viewReader(kind: ViewKind, file: ByteReader): ByteReader {
  const { skip, rearrange } = SHAPES[kind]
  const size = Math.max(0, file.size - skip)
  if (!rearrange) return { size, read: (offset, length) => file.read(offset + skip, length) }
  const { block, start } = rearrange
  const wholeBlocks = size - (size % block)
  return {
    size,
    read(offset, length) {
      const first = Math.min(offset - (offset % block), wholeBlocks)
      const bytes = Buffer.from(file.read(skip + first, offset + length - first + block))
      const turn = start()
      // the first block of the file shows how the others are rearranged
      turn(Buffer.from(file.read(skip, block)))
      const present = Math.min(wholeBlocks - first, bytes.length - (bytes.length % block))
      turn(bytes.subarray(0, Math.max(0, present)))
      return bytes.subarray(offset - first, offset - first + length)
    },
  }
}

const EMPTY = new Uint8Array(0)
const AS_IT_IS: ViewStream = { push: (chunk) => chunk, end: () => EMPTY }

/** Cuts a stream into whole blocks, whatever its chunks are, and rearranges each run of blocks. */
function blocks({ block, start }: Rearrangement): ViewStream {
  const rearrange = start()
  let rest: Uint8Array = EMPTY
  return {
    push(chunk) {
      // always a copy: the chunk is the caller's, and other views are made from it
      const all = Buffer.concat([rest, chunk])
      const whole = all.subarray(0, all.length - (all.length % block))
      rest = all.subarray(whole.length)
      rearrange(whole)
      return whole
    },
    end: () => rest,
  }
}

function toBigEndian(): (whole: Buffer) => void {
  let swap: ((whole: Buffer) => void) | undefined
  return (whole) => {
    if (whole.length === 0) return
    swap ??= swapFor(whole)
    swap(whole)
  }
}

function swapFor(first: Buffer): (whole: Buffer) => void {
  if (hasText(first, 0, V64)) return (whole) => void whole.swap16()
  if (hasText(first, 0, N64)) return (whole) => void whole.swap32()
  return () => undefined
}

/** Super Magic Drive: in each 16 KiB the odd bytes come first, then the even ones. */
function deinterleave(whole: Buffer): void {
  const half = SMD_BLOCK / 2
  for (let start = 0; start < whole.length; start += SMD_BLOCK) {
    const source = Buffer.from(whole.subarray(start, start + SMD_BLOCK))
    for (let i = 0; i < half; i++) {
      whole[start + 2 * i] = source[half + i] ?? 0
      whole[start + 2 * i + 1] = source[i] ?? 0
    }
  }
}
