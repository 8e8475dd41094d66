/** Archives that are split over several files, told by the names of the parts and of what lies beside them. */
import { closeSync, existsSync, openSync } from 'node:fs'
import { readFully } from '../hashing/bytes.ts'
import { trouble, type Trouble } from '../trouble.ts'
import { recognise, SIGNATURE_BYTES } from './recognise.ts'

interface Part {
  /** What is said of it. */
  readonly trouble: Trouble
  /** The first of its set, and nothing of the rest is here: the set may have but one part, and be whole. */
  readonly alone?: true
}

/** Asked of every file there is. `.part1.rar` and `.r00` say in their bytes that they are volumes, and need no name. */
const LOOKS_LIKE_PART = /\.(?:\d{3}|z\d{2,3})$/i
/** game.7z.001: no game is called like that. */
const NUMBERED_ARCHIVE = /\.(?:7z|zip|rar|tar|t?gz|t?bz2|t?xz|t?zst)\.\d{3}$/i
const NUMBERED = /^(.*)\.(\d{3})$/
/** game.z01 beside game.zip. (.z64 and .z80 are games.) */
const ZIP_PART = /^(.*)\.(z)(?!64$|80$)(\d{2,3})$/i

/** Undefined when the file is no part of such a set. */
export function partOf(file: string): Part | undefined {
  if (!LOOKS_LIKE_PART.test(file)) return undefined
  const [zipPart, stem = '', z = '', number = ''] = ZIP_PART.exec(file) ?? []
  if (zipPart !== undefined) {
    const beside = [`${stem}.zip`, `${stem}.ZIP`, `${stem}.${z}01`, `${stem}.${z}02`]
    return beside.some((path) => path !== file && existsSync(path)) ? part(Number(number)) : undefined
  }
  const [, name = '', digits = ''] = NUMBERED.exec(file) ?? []
  const isFirst = digits === '001'
  const isAlone = isFirst && !existsSync(`${name}.002`)
  if (NUMBERED_ARCHIVE.test(file)) return { ...part(Number(digits)), ...(isAlone && { alone: isAlone }) }
  // game.001, game.002, …: where the first begins like an archive
  return digits === '' || isAlone || !beginsLikeArchive(`${name}.001`) ? undefined : part(Number(digits))
}

function part(number: number): Part {
  const what = `it is part ${number} of an archive split over several files: join them to have it read`
  return { trouble: trouble('archive-unsupported', what) }
}

/** What cannot be read tells nothing; it is told of by itself. */
function beginsLikeArchive(file: string): boolean {
  let fd: number | undefined
  try {
    fd = openSync(file, 'r')
    const start = Buffer.alloc(SIGNATURE_BYTES)
    return recognise(start.subarray(0, readFully(fd, start, 0))) !== undefined
  } catch {
    return false
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}
