/** What is wrong with the data of a target, ours or a third party's, before anything is built from it. */
import { didYouMeanPlatform } from '../config/checking/suggest-platform.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { checkLayout } from './layout.ts'
import type { Device, FileWishes, Target } from './preset.ts'

interface TargetFault {
  /** Where in the target, e.g. `device.layout`. */
  readonly key: string
  readonly message: string
}

export function checkTarget(target: Target): readonly TargetFault[] {
  const { device } = target
  const folders = Object.entries(device.platforms).map(([slug, { folder }]) => [
    `device.platforms.${slug}.folder`,
    folder,
  ])
  const playlistFolder = device.playlistFiles?.folder ?? ''
  return [
    ...layoutFaults(device),
    ...[...folders, ['device.playlistFiles.folder', playlistFolder]].map(([key = '', folder = '']) =>
      fault(key, checkFolder(folder)),
    ),
    ...Object.entries(device.platforms).map(([slug, wishes]) =>
      fault(`device.platforms.${slug}`, checkSlug(slug) ?? checkExtensions(wishes)),
    ),
    ...(device.saves ?? []).map((pattern, index) => fault(`device.saves.${index}`, checkFolder(pattern))),
    ...(device.pictures?.places ?? []).map(({ path }, index) =>
      fault(`device.pictures.places.${index}.path`, checkFolder(path)),
    ),
    fault('artwork', checkArtwork(target)),
  ].filter((found) => found !== undefined)
}

/** Presets make the other layouts of the first one: what is wrong with that is said once. */
function layoutFaults(device: Device): readonly (TargetFault | undefined)[] {
  const first = fault('device.layout', checkLayout(device.layout))
  if (first) return [first]
  const discLayouts = Object.entries(device.discs ?? {})
  return [
    fault('device.multiFileLayout', checkLayout(device.multiFileLayout)),
    ...discLayouts.map(([key, layout]) => fault(`device.discs.${key}`, checkLayout(String(layout)))),
  ]
}

function checkArtwork({ artwork = false, device, preset }: Target): string | undefined {
  if (artwork === false) return undefined
  const { name = preset, pictures } = device
  if (pictures === undefined) return `Where ${name} looks for pictures is not known: leave \`artwork\` out.`
  const { format, kinds } = artwork === true ? {} : artwork
  if (format !== undefined && !pictures.formats.includes(format)) {
    const opened = pictures.formats.map((one) => `'${one}'`).join(' or ')
    return `${name} does not open the format '${format}'. It opens ${opened}.`
  }
  const shown = new Set(pictures.places.flatMap((place) => place.kinds))
  const unshown = kinds?.find((kind) => !shown.has(kind))
  if (unshown === undefined) return undefined
  return `${name} does not show the kind '${unshown}'. It shows ${[...shown].join(', ')}.`
}

function checkSlug(slug: string): string | undefined {
  if (platformBySlug(slug)) return undefined
  const near = didYouMeanPlatform(slug)
  return `"${slug}" is no platform that curator knows.${near === undefined ? '' : ` ${near}`}`
}

function checkExtensions({ extensions, renamed = [] }: FileWishes): string | undefined {
  const odd = [...extensions, ...renamed].find(
    (one) => !/^[^./\\\s]+$/.test(one) || one !== one.toLowerCase(),
  )
  return odd === undefined ? undefined : `The extension "${odd}" must be in small letters, without a dot.`
}

function checkFolder(folder: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:/.test(folder)) return `The folder "${folder}" must be relative to the target's path.`
  if (folder.includes('\\')) return `The folder "${folder}" must have "/" between its parts, not "\\".`
  if (folder.split('/').includes('..')) return `The folder "${folder}" must not leave the target: no "..".`
  return undefined
}

function fault(key: string, message: string | undefined): TargetFault | undefined {
  return message === undefined ? undefined : { key, message }
}
