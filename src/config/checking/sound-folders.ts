/** The folders of a config in which something else is wrong: what can be said of them is said in the same go. */
import type { Json } from '../../engine/canonical.ts'
import { objectOf } from './check.ts'
import type { Folders } from './check-paths.ts'
import { isNotKnown } from '../env.ts'
import { absoluteFrom } from '../fill.ts'
import type { FoundConfig } from '../reading/find.ts'
import { pathText, type ConfigPath } from '../places/place.ts'

/** Without libraries: whether one lies where it may depends on more than its path. */
export function soundFolders(
  data: Json,
  { file, form }: FoundConfig,
  unsound: readonly ConfigPath[],
): Folders {
  const absolute = absoluteFrom(file)
  const { state } = objectOf(data)

  function folders(part: 'roots' | 'targets'): Record<string, { path: string }> {
    const given = Object.entries(objectOf(objectOf(data)[part]))
    return Object.fromEntries(
      given.flatMap(([name, item]) => {
        const path = typeof item === 'string' ? item : objectOf(item)['path']
        const place = pathText(typeof item === 'string' ? [part, name] : [part, name, 'path'])
        const isSound = !isNotKnown(name) && !unsound.some((at) => pathText(at) === place)
        return typeof path === 'string' && isSound ? [[name, { path: absolute(path) }]] : []
      }),
    )
  }

  return {
    file,
    form,
    state: absolute(typeof state === 'string' ? state : '.curator'),
    roots: folders('roots'),
    targets: folders('targets'),
    libraries: {},
  }
}
