/** What is known of a source's files: `.source.json` beside them, because all projects of a user share them. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../disk/replace-file.ts'
import type { Validators } from '../../net/http.ts'
import { byCodeUnit } from '../../order.ts'

export interface SourceState {
  /** By name; a source that comes in one piece has one part, ''. */
  readonly parts: Readonly<Record<string, PartState>>
}

export interface PartState {
  readonly version: string
  /** Without query. */
  readonly url: string
  /** What was asked for, where conditions are good for nothing else; without query, and before redirects. */
  readonly asked?: string
  readonly validators: Validators
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  /** SHA-1s of what was not taken because its import was undone. */
  readonly leftOut?: readonly string[]
  /** What of this version was broken, as `Delivered` has it. */
  readonly broken?: Readonly<Record<string, string>>
  /** By path relative to the part. */
  readonly files: Readonly<Record<string, KnownFile>>
}

export interface KnownFile {
  readonly sha1: string
  readonly size: number
  readonly games: number
  /** In the DAT's header; '' where there is none. */
  readonly name: string
  /** What the source's own list says of it. */
  readonly mark?: string
}

const STATE_FILE = '.source.json'
const STATE_VERSION = 1

/** Nothing is known where there is no such file, or none that can be read: then everything is fetched again. */
export function readState(folder: string): SourceState {
  try {
    const state = JSON.parse(readFileSync(join(folder, STATE_FILE), 'utf8')) as SourceState & {
      version: number
    }
    if (state.version === STATE_VERSION) return { parts: state.parts }
  } catch {
    // as if nothing had been fetched yet
  }
  return { parts: {} }
}

export function writeState(folder: string, { parts }: SourceState): void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, STATE_FILE)
  const sorted = Object.fromEntries(Object.entries(parts).sort(([a], [b]) => byCodeUnit(a, b)))
  replaceFile(file, `${JSON.stringify({ version: STATE_VERSION, parts: sorted }, undefined, 1)}\n`)
}

export function gamesOf(part: PartState | undefined): number {
  return Object.values(part?.files ?? {}).reduce((sum, { games }) => sum + games, 0)
}
