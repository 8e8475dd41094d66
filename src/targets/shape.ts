/**
 * Which bytes of a picked file go on a device, and under which extension. Matching ignores copier and console
 * headers; writing follows the device's wish: keep, strip, or refuse. Never silently.
 */
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { PickedFile, Shape } from '../select/pick.ts'
import { splitName } from './names/names.ts'
import type { FileWishes } from './preset.ts'

export type Shaped =
  | {
      readonly ok: true
      readonly bytes: Shape
      /** The view to write; absent for the user's file as it is. */
      readonly view?: ViewKind
      /** With dot, or empty. */
      readonly extension: string
    }
  | { readonly ok: false; readonly code: 'header-missing' | 'format-not-playable' }

/** One file that must be playable by itself, which one of no bytes never is. */
export function shapeFile(file: PickedFile, wishes: FileWishes): Shaped {
  if (isEmpty(file)) return { ok: false, code: 'format-not-playable' }
  const shaped = shapedAs(wishes.shape ?? 'keep', file, wishes)
  if (shaped.ok || shaped.code === 'header-missing' || file.matched === undefined) return shaped
  // a dump whose name does not tell its byte order: the device opens what the DAT has
  return shapedAs(file.matched, file, wishes)
}

function shapedAs(shape: string, file: PickedFile, wishes: FileWishes): Shaped {
  const output = chooseBytes(file, shape)
  const extension = chooseExtension(file, wishes, output.view)
  const isOtherFormat = extension !== undefined && extension !== `.${wishes.extensions[0]}`
  if (wishes.shape === 'require-header' && !hasHeader(file) && !isOtherFormat)
    return { ok: false, code: 'header-missing' }
  if (extension === undefined) return { ok: false, code: 'format-not-playable' }
  return { ok: true, ...output, extension }
}

/** A file that goes with another, such as the track of a cue sheet: as it is, and named as the other knows it. */
export function shapeCompanion(file: PickedFile): Shaped & { readonly ok: true } {
  return { ok: true, bytes: file.content, extension: keptExtension(file, undefined) }
}

/** Nobody has to own it: it is made where the rest of its release is written. */
export function isEmpty({ content }: PickedFile): boolean {
  return content.size === 0
}

function hasHeader(file: PickedFile): boolean {
  return file.views.some((view) => view.kind.startsWith('no-'))
}

function chooseBytes(file: PickedFile, shape: string): { readonly bytes: Shape; readonly view?: ViewKind } {
  const view = file.views.find((one) => one.kind === shape)
  return view === undefined ? { bytes: file.content } : { bytes: view, view: view.kind }
}

/**
 * The DAT's extension if it tells of the bytes we write, else the user's own if it does; the first the device opens.
 * Then, where the format is the device's under another name or shape, the extension the device likes best.
 */
function chooseExtension(
  file: PickedFile,
  wishes: FileWishes,
  view: ViewKind | undefined,
): string | undefined {
  const [preferred] = wishes.extensions
  if (preferred === undefined) return keptExtension(file, view)
  if (wishes.shape === 'require-header' && hasHeader(file)) return `.${preferred}`
  const honest = honestExtensions(file, view)
  const opened = honest.find((extension) => wishes.extensions.includes(extension))
  if (opened !== undefined) return `.${opened}`
  const isKnownFormat = view !== undefined || hasHeader(file)
  const isRenamed = honest.some((extension) => wishes.renamed?.includes(extension) === true)
  return isKnownFormat || isRenamed ? `.${preferred}` : undefined
}

/** Extensions that tell the truth about the bytes we write, lower case, best first. */
function honestExtensions(file: PickedFile, view: ViewKind | undefined): readonly string[] {
  const honest = file.matched === view ? [splitName(file.name).extension.slice(1).toLowerCase()] : []
  return view === undefined ? [...honest, file.extension] : honest
}

/** For devices that take any extension: the DAT's own spelling where it fits the bytes, else the user's. */
function keptExtension(file: PickedFile, view: ViewKind | undefined): string {
  const { extension } = splitName(file.name)
  return file.matched === view || !/^[\w~-]{1,12}$/.test(file.extension) ? extension : `.${file.extension}`
}
