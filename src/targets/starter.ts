/** Which of a release's files a device gets, and which one starts it. */
import type { PickedFile } from '../select/pick.ts'
import { splitName } from './names/names.ts'
import type { FileWishes } from './preset.ts'
import type { Shaped } from './shape.ts'

/** An owned file and what the device would get of it. */
export interface Ready<S extends Shaped = Shaped> {
  readonly file: PickedFile
  readonly shape: S
}

/**
 * A DAT may list one ROM with and without its header, or in two byte orders. What comes out the same is written
 * once, and a headerless file is not missed where its headered twin is owned.
 */
export function withoutTwins(ready: readonly Ready[]): readonly Ready[] {
  if (ready.length < 2) return ready
  const stems = new Set<string>()
  const seen = new Set<string>()
  for (const { file, shape } of ready) if (shape.ok) stems.add(splitName(file.name).stem)
  return ready.filter(({ file, shape }) => {
    const { stem, extension } = splitName(file.name)
    if (!shape.ok && shape.code === 'header-missing') return !stems.has(stem)
    const key = shape.ok
      ? `${shape.bytes.sha1} ${stem}${shape.extension}`
      : `${file.content.sha1} ${stem}${extension}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Files that name the others of their release, for devices that take any extension. */
const SHEETS = ['m3u', 'cue', 'gdi', 'ccd', 'toc', 'mds']

/** The file a frontend opens to start a release; undefined when the device opens none of its files. */
export function starterOf(
  ready: readonly Ready[],
  wishes: FileWishes,
): Ready<Shaped & { ok: true }> | undefined {
  const order = wishes.extensions.length === 0 ? SHEETS : wishes.extensions
  let best: { rank: number; one: Ready<Shaped & { ok: true }> } | undefined
  for (const { file, shape } of ready) {
    if (!shape.ok) continue
    const found = order.indexOf(shape.extension.slice(1).toLowerCase())
    const rank = found < 0 ? order.length : found
    if (best === undefined || rank < best.rank) best = { rank, one: { file, shape } }
  }
  return best?.one
}
