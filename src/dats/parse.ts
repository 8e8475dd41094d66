/** Parses a DAT that was opened. */
import { createHash } from 'node:crypto'
import { CuratorError, problem } from '../errors.ts'
import type { Damaged, DatParser, DatSink } from './dat.ts'
import type { DatFormat } from './detect.ts'
import { inOneGo, type InSteps } from '../in-steps.ts'
import { NEWLINE } from './formats/ascii.ts'
import { clrmameproParser } from './formats/clrmamepro.ts'
import { logiqxParser } from './formats/logiqx.ts'
import { romcenterParser } from './formats/romcenter.ts'
import { smdbParser } from './formats/smdb.ts'
import { softwareListParser } from './formats/software-list.ts'
import { unreadable, type DatText } from './read.ts'
import { count } from '../wording.ts'

/** What is needed of a DAT to read it. */
export type Readable = Pick<DatText, 'path' | 'format' | 'chunks' | 'before'>

/**
 * Feeds a DAT to the sink. Throws a `CuratorError` with `dat-damaged` that names the line, or `dat-unreadable`;
 * the sink may have received games by then.
 */
export function parseDat(dat: DatText, sink: DatSink): void {
  confirmText(dat, inOneGo(feed(dat, sink)))
}

/** The same in steps, without knowing what the text should be. Returns the SHA-1 of what was read. */
export function* feed(dat: Readable, sink: DatSink): InSteps<string> {
  const damaged: Damaged = (place, what) => {
    const line = lineAt(dat, place)
    return new CuratorError(problem('dat-damaged', `${dat.path}: line ${line}: ${what}.`, { path: dat.path }))
  }
  const bounded: DatSink = {
    header: (header) => sink.header(header),
    game(game) {
      refuseLong(dat, game.name)
      for (const { name } of game.roms) refuseLong(dat, name)
      sink.game(game)
    },
  }
  const parser = PARSERS[dat.format](bounded, damaged, nameOfFile(dat.path))
  const hash = createHash('sha1')
  for (const chunk of chunksOrProblem(dat)) {
    hash.update(chunk)
    parser.write(chunk)
    yield
  }
  parser.end()
  return hash.digest('hex')
}

/** No path on a disk is longer, and everything that compares names would have to bear it. */
const LONGEST_NAME = 4096

function refuseLong({ path }: Readable, name: string): void {
  if (name.length <= LONGEST_NAME) return
  const what = `the name that begins with "${name.slice(0, 60)}" is longer than ${count(LONGEST_NAME)} letters`
  throw new CuratorError(problem('dat-damaged', `${path}: ${what}.`, { path }))
}

/** Throws unless this is what was read. */
export function confirmText(dat: DatText, sha1: string): void {
  if (dat.isOf(sha1)) return
  throw new CuratorError(
    problem('dat-unreadable', `${dat.path}: changed while it was read.`, { path: dat.path }),
  )
}

/** `name` is for formats that do not say what they are of. */
const PARSERS: Readonly<Record<DatFormat, (sink: DatSink, damaged: Damaged, name: string) => DatParser>> = {
  logiqx: logiqxParser,
  clrmamepro: clrmameproParser,
  'software-list': softwareListParser,
  romcenter: romcenterParser,
  smdb: smdbParser,
}

/** The line of the file, from 1, in which that many bytes of the text have been read. */
function lineAt(dat: Readable, place: number): number {
  const { before } = dat
  const above = before ? newlines(chunksOrProblem({ path: dat.path, chunks: before })) : 0
  return 1 + above + newlines(chunksOrProblem(dat), place)
}

function newlines(chunks: Iterable<Uint8Array>, place = Infinity): number {
  let lines = 0
  let before = 0
  for (const chunk of chunks) {
    const end = Math.min(chunk.length, place - before)
    for (let at = chunk.indexOf(NEWLINE); at >= 0 && at < end; at = chunk.indexOf(NEWLINE, at + 1)) lines++
    before += chunk.length
    if (before >= place) break
  }
  return lines
}

/** `…/EverDrive N8 SMDB.txt` → `EverDrive N8`. */
function nameOfFile(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('#')) + 1)
  return file.replace(/\.[^.]*$/, '').replace(/ SMDB$/i, '')
}

function* chunksOrProblem(dat: Pick<Readable, 'path' | 'chunks'>): Generator<Uint8Array> {
  try {
    yield* dat.chunks()
  } catch (error) {
    throw new CuratorError(unreadable(dat.path, error).problem, { cause: error })
  }
}
