/** EverDrive flash cartridges by Krikzz, and the FXPAK Pro (sd2snes): the root of their SD card. */
import { ownValue } from '../src/own-value.ts'
import type { ByPlatform, KnownPlatform } from '../src/platforms/known.ts'
import { inPlace, type TargetInPlace, type TargetOptions } from '../src/targets/preset.ts'
import { EVERDRIVE_MODELS, type EverdriveFacts, type EverdriveModel } from './data/everdrive.ts'
import { misuse } from './misuse.ts'
import type { OptionKinds } from './option-shapes.ts'
import { ownFolderIn, platformWishes, TARGET_OPTIONS, targetWishes, type PlatformWishes } from './options.ts'

export type { EverdriveModel }

export interface EverdriveOptions<P extends string = string, L extends string = string> extends Omit<
  TargetOptions<P, L>,
  'playlists'
> {
  readonly model: EverdriveModel
  /** Only these platforms, or what is different for some: `{ gb: { folder: '' } }`. Default: all that the model plays. */
  readonly platforms?: PlatformWishes<KnownPlatform>
  /** Other folder names, by platform slug; an empty one is the top of the card. */
  readonly folders?: ByPlatform<string>
  /** `letter`: one folder for each first letter, which stays where it is as the set grows. Default: none. */
  readonly buckets?: 'letter'
  /** Path of each file. Default: `{folder}/{file}`, with buckets `{folder}/{letter}/{file}`. */
  readonly layout?: string
  /** Path of the files of a release of several, such as a CD. Default: the same with a folder `{release}`. */
  readonly multiFile?: string
  /** Files out of archives are written loose: the carts read no zip. */
  readonly archives?: 'extract'
}

export const EVERDRIVE_OPTIONS: OptionKinds = {
  ...TARGET_OPTIONS,
  model: { oneOf: Object.keys(EVERDRIVE_MODELS), isNeeded: true },
  platforms: { platforms: 'any' },
  folders: { textByName: 'any' },
  buckets: { oneOf: ['letter'] },
  layout: 'text',
  multiFile: 'text',
  archives: { oneOf: ['extract'] },
}

/** What the model that they name takes. */
export function everdriveOptions(options: { readonly model?: unknown } | null): OptionKinds {
  const model = options?.model
  if (!isModel(model)) return EVERDRIVE_OPTIONS
  return { ...EVERDRIVE_OPTIONS, platforms: { platforms: Object.keys(EVERDRIVE_MODELS[model].platforms) } }
}

/**
 * ROMs in a folder for each platform, in the shape the cart's firmware takes: iNES headers are needed, byte orders
 * and interleaving made native, names folded to the characters its menu can show. The carts know no playlists.
 */
export function everdrive<P extends string = string, L extends string = never>(
  options: EverdriveOptions<P, L>,
): TargetInPlace<P, L> {
  const misused = misuse('everdrive', everdriveOptions(options), options)
  if (misused) return misused
  const { path, policy, model } = options
  const { only, folders } = platformWishes(options)
  const facts: EverdriveFacts = EVERDRIVE_MODELS[model]
  const platforms = Object.entries(facts.platforms)
    .filter(([slug]) => only?.includes(slug) ?? true)
    .map(([slug, own]) => [slug, { ...own, folder: ownValue(folders, slug) ?? own.folder }] as const)
  const layout =
    options.layout ?? (options.buckets === 'letter' ? '{folder}/{letter}/{file}' : '{folder}/{file}')
  return inPlace<P, L>({
    preset: 'everdrive',
    path,
    policy,
    playlists: [],
    ...targetWishes(options),
    device: {
      name: facts.name,
      platforms: Object.fromEntries(platforms),
      ...(only === undefined ? {} : { platformsChosen: true }),
      layout,
      multiFileLayout: options.multiFile ?? ownFolderIn(layout),
      names: {
        alphabet: 'fat',
        charset: facts.charset,
        maxName: facts.maxName ?? 255,
        // No source tells for most models; a path within this length also survives being copied on a PC.
        maxPath: facts.maxPath ?? 255,
        ...(facts.longNames === true ? { longNames: true } : {}),
        ...(facts.avoid === undefined ? {} : { avoid: facts.avoid }),
      },
      limits: facts.limits,
      // costs nothing where the menu turns out to sort by itself
      ...(facts.sorts === true ? {} : { listing: 'as-written' as const }),
      reserved: facts.reserved,
      ...(facts.saves === undefined ? {} : { saves: facts.saves }),
      firmware: { table: 'everdrive' },
    },
  })
}

function isModel(model: unknown): model is EverdriveModel {
  return typeof model === 'string' && Object.hasOwn(EVERDRIVE_MODELS, model)
}
