/** What a folder looks like, to the nanosecond, without curator's own notes. */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file with its bytes and time, every folder with its time and permissions. */
export function libraryPicture(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const shown = ['', ...paths].filter((path) => !path.split('/').includes('.curator-library'))
  return Object.fromEntries(
    shown.map((path) => {
      const file = join(folder, path)
      const { mtimeNs, mode } = lstatSync(file, { bigint: true })
      const isFolder = lstatSync(file).isDirectory()
      const bytes = isFolder ? 'folder' : createHash('sha1').update(readFileSync(file)).digest('hex')
      return [path, `${bytes} ${mtimeNs} ${mode}`]
    }),
  )
}
