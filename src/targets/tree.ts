/** The tree of a target: every file that it should hold, and where its bytes come from. */
import { hash } from 'node:crypto'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { Development } from './pictures/files.ts'

/** Where the bytes of an output come from. */
type Origin =
  /** A content the user owns, as it is or as one of its views. */
  | { readonly content: string; readonly view?: ViewKind }
  /** A small generated text, such as a playlist. */
  | { readonly text: string }
  /** A large one: the list of a whole platform. */
  | { readonly bytes: Uint8Array }
  /** The same, which is not kept: who reads a section's files has it put together again. */
  | { readonly joined: true }
  /** A zip that is made of contents the user owns: see `zip-file.ts`. */
  | { readonly zip: readonly ZippedFile[] }
  /** A picture by its SHA-1, as it is, or what is made of it: see `art/develop.ts`. */
  | { readonly picture: string; readonly develop?: Development }

/** A member of a zip to be made. `size` and `crc32` are of the bytes in it. */
export interface ZippedFile {
  readonly name: string
  readonly content: string
  readonly view?: ViewKind
  /** What is in it instead of the content. */
  readonly text?: string
  readonly size: number
  readonly crc32: number
}

/**
 * One file a target should hold. `sha1` and `size` are of the bytes on the device, known before anything is written:
 * but of a zip to be made only what it is made of is known, until `steps/devices/packing.ts` puts in the zip's own.
 */
export interface TreeFile {
  /** Relative to the target, `/` between parts, never absolute, never with `..`. */
  readonly path: string
  readonly size: number
  readonly sha1: string
  readonly origin: Origin
  /** What a person calls it: the release, or the playlist. */
  readonly label: string
  /** A list that is made of what is there when a plan is made (`device/merge.ts`): as a rule the device writes it as well. */
  readonly merge?: MergedList
  /** Whatever somebody put in its place stays there, without a word: firmware. */
  readonly yields?: true
  /** Of its bytes, where the device opens zips as well: by that it is known in one. */
  readonly crc32?: number
  /** A release in a zip: nobody looks for it by that name, so it may have another where that is taken. */
  readonly packed?: true
  /** Of a game that is there already, and would make way for another: one that hangs on its name, so it does not. */
  readonly save?: string
  /** There is more in it than curator knows of, so it is never deleted. */
  readonly isShared?: true
}

/** How a list is made of what is there. */
export type MergedList = SharedList | EntryList

/** One that its device writes as well. */
export type SharedList =
  /** EmulationStation's. `home`: the folder that paths in it are relative to. `ifThere`: none is made where none is. */
  | { readonly as: 'gamelist'; readonly home: string; readonly ifThere?: true }
  | { readonly as: 'launchbox-games' }
  /** RetroArch's, where it was ours. `root`: what stands before paths of the target in it, such as `/storage/`. */
  | { readonly as: 'lpl'; readonly root: string }
  /** One path a line, where it was ours. `root`: what stands in it for the folder `below` of the target. */
  | { readonly as: 'paths'; readonly root: string; readonly below: string }
  /** `games`: files of the games in it, from which their ids are. */
  | { readonly as: 'launchbox-playlist'; readonly games: readonly string[] }

/** Nobody else's: see `formats/entries-merge.ts`. `between`: what parts its entries. `byPattern`: these tell no paths, but patterns of names, as LaunchSync's do. */
export interface EntryList {
  readonly as: 'entries'
  readonly between: '\n' | '\n\n'
  readonly byPattern?: true
}

/** A generated text as a file. */
export function textFile(path: string, text: string, label: string): TreeFile {
  return { path, size: Buffer.byteLength(text), sha1: hash('sha1', text, 'hex'), origin: { text }, label }
}

/** The same of a large one. */
export function bytesFile(path: string, bytes: Uint8Array, label: string): TreeFile {
  return { path, size: bytes.length, sha1: hash('sha1', bytes, 'hex'), origin: { bytes }, label }
}

/** Everything a target should hold, sorted by path in code-unit order. */
export interface Tree {
  readonly files: readonly TreeFile[]
}

/** Part of what a target should hold, planned as a whole or not at all. */
export interface Section {
  /** Names it from build to build. */
  readonly id: string
  /** Another one when any path or content in it changed. */
  readonly hash: string
  /** Absent: the device holds it as it should, by its own notes. */
  readonly files?: readonly TreeFile[]
}
