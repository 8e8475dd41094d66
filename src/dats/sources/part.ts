/** What every way of fetching has in common: it finds the parts of a source, and each part can fetch itself. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HttpError, shownAddress } from '../../net/failure.ts'
import type { Ask, Http, Reply, Validators } from '../../net/http.ts'
import { fileNameOf, readText, saveBody } from '../../net/take.ts'
import type { DatSource } from './declared.ts'
import type { PartState, SourceState } from './state.ts'
import type { SourceInfo } from './table.ts'
import { unpack, type Unpacking } from './unpack.ts'

/** Finds what there is, without fetching it. Throws an Error with a sentence. */
export type Finder = (asking: Asking) => Promise<readonly Part[]>

export interface Asking {
  readonly http: Http
  readonly source: DatSource
  readonly info: SourceInfo
  readonly known: SourceState
}

/** A piece of a source with a version of its own. */
export interface Part {
  /** Its folder below the source's; '' for a source that comes in one piece. */
  readonly name: string
  /** Undefined where only the file itself tells: then it is asked for on condition that it changed. */
  newest(): Promise<string | undefined>
  /** Fetches into `stage`, an empty folder. `unchanged`: what is known is still the newest. */
  fetch(stage: string, known: PartState | undefined): Promise<Fetched | 'unchanged'>
}

export interface Fetched {
  readonly version: string
  readonly url: string
  readonly asked?: string
  readonly validators: Validators
  /** Folder with the new files, and their paths in it. */
  readonly staged: string
  readonly files: readonly string[]
  /** Paths of known files that are as they were. */
  readonly kept?: readonly string[]
  /** What the source's own list says of each file. */
  readonly marks?: ReadonlyMap<string, string>
}

/** A page, a list, an answer of an API. */
const MOST_TEXT = 8 * 1024 * 1024
/** TOSEC's pack takes some 100 MB. */
const MOST_PACK = 512 * 1024 * 1024

export async function textAt(http: Http, ask: Omit<Ask, 'most'>, upTo?: number): Promise<string> {
  // of what is read in part only, the rest may be as long as it likes
  const most = upTo === undefined ? MOST_TEXT : Number.MAX_SAFE_INTEGER
  return http.ask({ ...ask, most }, (reply) => readText(reply, upTo))
}

/** The value of an answer in JSON. Throws `HttpError` when it is none. */
export async function jsonAt(http: Http, url: string, headers: Ask['headers'] = {}): Promise<unknown> {
  const text = await textAt(http, { url, headers: { accept: 'application/json', ...headers } })
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new HttpError(url, 'answered with something that is not JSON', { cause: error })
  }
}

interface Pack {
  readonly url: string
  readonly validators?: Validators
  /** What the file is called; a server may know better. */
  readonly name: string
  readonly keep: RegExp
}

interface FetchedPack {
  readonly url: string
  readonly validators: Validators
  /** As the server calls it. */
  readonly name: string
  readonly staged: string
  readonly files: readonly string[]
}

/** Fetches one file and unpacks it. Throws an Error with a sentence. */
export async function fetchPack(http: Http, stage: string, pack: Pack): Promise<FetchedPack | 'unchanged'> {
  const file = join(stage, pack.name.endsWith('.tar.gz') ? 'pack.tar.gz' : 'pack')
  const staged = join(stage, 'files')
  const got = await http.ask(
    {
      url: pack.url,
      wants: 'file',
      most: MOST_PACK,
      ...(pack.validators ? { validators: pack.validators } : {}),
    },
    async (reply) => {
      if (reply.status === 304) return 'unchanged' as const
      await saveBody(reply, file)
      return described(reply, pack.name)
    },
  )
  if (got === 'unchanged') return got
  return {
    ...got,
    staged,
    files: await unpackInto(staged, file, got.url, { keep: pack.keep, name: got.name }),
  }
}

async function unpackInto(
  staged: string,
  file: string,
  shown: string,
  how: Unpacking,
): Promise<readonly string[]> {
  mkdirSync(staged, { recursive: true })
  try {
    const files = await unpack(file, staged, how)
    if (files.length === 0) throw new Error('holds no DAT')
    return files
  } catch (error) {
    throw new Error(`${shown} ${error instanceof Error ? error.message : String(error)}.`, { cause: error })
  }
}

/** The same for a file that lies here already; it is left where it is. */
export async function openPack(
  stage: string,
  file: string,
  { copy, ...how }: Unpacking & { readonly copy: string },
): Promise<{ readonly staged: string; readonly files: readonly string[] }> {
  const staged = join(stage, 'files')
  return { staged, files: await unpackInto(staged, copy, file, how) }
}

function described(reply: Reply, name: string) {
  return { url: shownAddress(reply.url), validators: reply.validators, name: fileNameOf(reply) ?? name }
}

/** The newest date in a text, as packs have it in their names: `2026-08-31`, or `20260831`. */
export function dateIn(text: string): string | undefined {
  const dates = [...text.matchAll(/(?<!\d)((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)/g)]
  return dates
    .map(([, year, month, day]) => `${year}-${month}-${day}`)
    .sort()
    .at(-1)
}
