/** Pictures that the `gamelist.xml` files of a root name, by the contents they are of. */
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from '../catalog/sqlite.ts'
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import type { GamelistGame } from '../metadata/providers/gamelist/read.ts'
import { byCodeUnit } from '../order.ts'
import { PICTURE_KINDS, type PictureKind } from '../targets/pictures/files.ts'

/** A picture in a root or a folder. */
export interface PlacedPicture {
  /** Relative to the root or folder, `/` between parts. */
  readonly path: string
  readonly size: number
  readonly mtime: number
}

/** What there is of each game. */
export type PicturesByGame = Readonly<Record<string, PicturesByKind>>
type PicturesByKind = { readonly [Kind in PictureKind]?: PlacedPicture }

interface Listed {
  /** By the SHA-1 of a content. */
  readonly pictures: PicturesByGame
  readonly problems: readonly Problem[]
}

/**
 * Reads all lists of a root as its last scan saw it. Only files that the scan found are taken: what is ignored there
 * does not exist. The first list that has something of a content wins.
 */
export async function listedPictures(
  db: Db,
  root: { readonly name: string; readonly path: string },
): Promise<Listed> {
  const lists = db.prepare<[string], string>(LISTS).pluck().all(root.name)
  if (lists.length === 0) return { pictures: {}, problems: [] }
  const { readGamelist } = await import('../metadata/providers/gamelist/read.ts')
  const found = finder(db, root)
  const pictures = new Map<string, Record<string, PlacedPicture>>()
  const problems: Problem[] = []
  for (const list of lists.sort(byCodeUnit)) {
    const file = join(root.path, list)
    try {
      for (const game of await readGamelist(file)) take(game, dirname(file), found, pictures)
    } catch (error) {
      const why = error instanceof CuratorError ? error.message : reason(error)
      problems.push(
        problem('art-unreadable', `The pictures that ${file} names are not used: ${why}`, { path: file }),
      )
    }
  }
  return { pictures: Object.fromEntries([...pictures].sort(([a], [b]) => byCodeUnit(a, b))), problems }
}

function take(
  { path, artwork }: GamelistGame,
  folder: string,
  found: Finder,
  pictures: Map<string, Record<string, PlacedPicture>>,
): void {
  const contents = found.contents(join(folder, path))
  if (contents.length === 0) return
  for (const { kind, url } of artwork) {
    const listed = PICTURE_KINDS.find((one) => one === kind)
    const picture = listed && url !== undefined ? found.picture(fileURLToPath(url)) : undefined
    if (!listed || !picture) continue
    for (const content of contents) {
      const of = pictures.get(content) ?? {}
      pictures.set(content, of)
      of[listed] ??= picture
    }
  }
}

interface Finder {
  /** Of the file, or of all that is in it, when it is an archive. */
  contents(file: string): readonly string[]
  picture(file: string): PlacedPicture | undefined
}

function finder(db: Db, root: { readonly name: string; readonly path: string }): Finder {
  const contents = db.prepare<{ root: string; path: string }, Buffer>(CONTENTS).pluck()
  const picture = db.prepare<[string, string], { size: number; mtime: number }>(PICTURE)
  const pathOf = (file: string) => relative(root.path, file).split(sep).join('/')
  return {
    contents: (file) =>
      contents.all({ root: root.name, path: pathOf(file) }).map((sha1) => sha1.toString('hex')),
    picture(file) {
      const path = pathOf(file)
      const row = picture.get(root.name, path)
      return row && { path, ...row }
    },
  }
}

const PRESENT = `from file_instance f join library_root r on r.id = f.root_id
  where f.status = 'present' and r.name =`

const LISTS = `select f.path ${PRESENT} ? and (f.path = 'gamelist.xml' or f.path like '%/gamelist.xml')`

const PICTURE = `select f.size, f.mtime ${PRESENT} ? and f.path = ?`

const CONTENTS = `
  with file as (select f.rom_file_id as id ${PRESENT} $root and f.path = $path and f.rom_file_id is not null)
  select sha1 from rom_file where id in (
    select id from file union select m.rom_file_id from archive_member m join file on m.archive_id = file.id)`
