/** Generated libraries for whole-run tests, and what a build of one must leave on a device. */
import {
  generateLibrary,
  type LibraryOptions,
  type OwnedRelease,
  type Shape,
  type Truth,
} from '../../fixtures/generate/index.mjs'
import { tempDir } from './cli.ts'

export type { LibraryOptions, OwnedRelease, Shape, Truth }

/** Made in a fresh folder that goes when the test ends, unless `dir` says where. */
export function makeLibrary(options: Omit<LibraryOptions, 'dir'> & { readonly dir?: string } = {}): Truth {
  return generateLibrary({ ...options, dir: options.dir ?? tempDir('library') })
}

export interface ExpectedFile extends Shape {
  readonly platform: string
  readonly release: string
  /**
   * File name, where the device has no wishes about names: the release, and an extension true to the bytes.
   */
  readonly name: string
}

export interface Expectation {
  /** `everything`: all that is owned. `oneGameOneRom`: see `Truth`. */
  readonly policy: 'everything' | 'oneGameOneRom'
  /** The platforms the device plays. Default: all. */
  readonly platforms?: readonly string[]
  /** Headers the device wants taken off. Default: none. */
  readonly strip?: readonly ('no-ines' | 'no-smc')[]
}

/** Every ROM a device should hold, by platform and then release. */
export function expectedFiles(truth: Truth, { policy, platforms, strip = [] }: Expectation): ExpectedFile[] {
  return Object.keys(truth.owned)
    .filter((platform) => platforms?.includes(platform) ?? true)
    .sort()
    .flatMap((platform) => wanted(truth, platform, policy).map((owned) => fileOnDevice(owned, strip)))
}

function wanted(truth: Truth, platform: string, policy: Expectation['policy']): readonly OwnedRelease[] {
  const owned = truth.owned[platform] ?? []
  if (policy === 'everything') return owned
  const kept = new Set(truth.oneGameOneRom[platform]?.map(({ release }) => release))
  return owned.filter(({ release }) => kept.has(release))
}

function fileOnDevice(owned: OwnedRelease, strip: readonly string[]): ExpectedFile {
  const { platform, release, name, file, view } = owned
  if (view && strip.includes(view.kind)) return { platform, release, name, size: view.size, sha1: view.sha1 }
  return { platform, release, name: `${release}.${file.extension}`, size: file.size, sha1: file.sha1 }
}
