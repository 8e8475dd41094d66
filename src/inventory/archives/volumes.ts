/** Archives that are split over several files, told by the names of the parts and of what lies beside them. */
import { existsSync } from 'node:fs'
import { trouble, type Trouble } from '../trouble.ts'

/**
 * What follows the name of the whole, and how the first part of such a set is called. `.part1.rar` and `.r00` say in
 * their bytes that they are volumes, and need no name.
 */
const PARTS: readonly { readonly name: RegExp; readonly first: (stem: string) => readonly string[] }[] = [
  // game.7z.001, game.zip.001, game.rar.001
  { name: /^(.*\.(?:7z|zip|rar|tar))\.(\d{3})$/i, first: (stem) => [`${stem}.001`] },
  // game.z01 beside game.zip. (.z64 and .z80 are games.)
  { name: /^(.*)\.z(?!64$|80$)(\d\d)$/i, first: (stem) => [`${stem}.zip`, `${stem}.ZIP`] },
]

/** Asked of every file there is. */
const LOOKS_LIKE_PART = /\.(?:\d{3}|z\d\d)$/i

/** Undefined when the file is no part of such a set. */
export function volumeTrouble(file: string): Trouble | undefined {
  if (!LOOKS_LIKE_PART.test(file)) return undefined
  for (const { name, first } of PARTS) {
    const found = name.exec(file)
    const [, stem = '', number = ''] = found ?? []
    if (!found || !first(stem).some((path) => existsSync(path))) continue
    const what = `it is part ${Number(number)} of an archive split over several files: join them to have it read`
    return trouble('archive-unsupported', what)
  }
  return undefined
}
