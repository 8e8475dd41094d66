/** Pictures that went bad: what devices have of them stays, for it may be the last good copy. */
import { developmentOf, recipeOf } from '../../art/develop.ts'
import { isFormat } from '../../art/measure.ts'
import { pictureTable } from '../../catalog/pictures.ts'
import { developedPictures } from '../../catalog/recipes.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { Problem } from '../../errors.ts'
import type { Target } from '../../targets/preset.ts'

/** SHA-1 of what a target was given of the pictures that cannot be read now, as they were when they last could. */
export function lastPictures(
  db: Db,
  { device, artwork }: Target,
  problems: readonly Problem[],
): readonly string[] {
  const unreadable = problems.flatMap(({ code, path }) =>
    code === 'art-unreadable' && path !== undefined ? [path] : [],
  )
  if (unreadable.length === 0) return []
  const [pictures, developed] = [pictureTable(db), developedPictures(db)]
  const formats = device.pictures?.formats ?? []
  const wish = typeof artwork === 'object' ? artwork : {}
  return unreadable.flatMap((path) => {
    const was = pictures.lastOf(path)
    if (!was || !isFormat(was.format)) return []
    const development = developmentOf({ ...was, format: was.format }, wish, { formats })
    const made = development && developed.find(recipeOf(was.sha1, development))
    return made ? [was.sha1, made.sha1] : [was.sha1]
  })
}
