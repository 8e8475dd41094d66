/** What is to be found: a file in a root with what the catalog knows of it, any other file, or a title. */
import { statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { pathBelow } from '../../../disk/real-path.ts'
import { factsOfName } from '../../../identify/titles/file-names.ts'
import { readFileName } from '../../../metadata/file-name.ts'
import type { HashSet } from '../../../metadata/provider.ts'
import type { Gamelist } from '../../../metadata/providers/gamelist/provider.ts'
import { platformsOfExtension } from '../../../platforms/lookup.ts'
import {
  explainPath,
  listedMd5,
  type ContentExplanation,
  type FileExplanation,
} from '../../../report/explain/file.ts'
import type { Db } from '../../../catalog/catalog.ts'

export interface Subject {
  /** As it was typed. */
  readonly word: string
  /** For providers: the release where a DAT lists it, the name of the file otherwise. */
  readonly fileName: string
  readonly title: string
  /** Slug. Absent: nothing tells. */
  readonly platform?: string
  readonly hashes?: HashSet
  readonly size?: number
  /** Absolute. */
  readonly file?: string
}

/** The root that a word lies in, and where. */
interface InRoot {
  readonly root: string
  readonly path: string
}

/** Of a word that is a path below a root, whether the file is there or not. */
export function placeInRoots({ roots }: ResolvedConfig, cwd: string, word: string): InRoot | undefined {
  const path = resolve(cwd, word)
  for (const [root, { path: folder }] of Object.entries(roots)) {
    const inside = pathBelow(folder, path)
    if (inside) return { root, path: inside }
  }
  return undefined
}

interface Asked {
  readonly word: string
  readonly cwd: string
  readonly config: ResolvedConfig
  /** Slug, as the user says. */
  readonly platform: string | undefined
}

/** @param db the catalog, where any of the words lies in a root */
export function subjectOf({ word, cwd, config, platform }: Asked, db: Db | undefined): Subject {
  const path = resolve(cwd, word)
  const place = placeInRoots(config, cwd, word)
  const known = place && db && explainPath(db, config, place.root, place.path)
  const isFile = known !== undefined || statSync(path, { throwIfNoEntry: false })?.isFile() === true
  const usual = platformsOfExtension(extname(word))
  const content = known && telling(known)
  const match = content?.matches[0]
  const slug =
    platform ??
    match?.platform ??
    (place && config.roots[place.root]?.platform) ??
    (usual.length === 1 ? usual[0] : undefined)
  const fileName = match?.rom ?? (isFile ? basename(content?.member ?? path) : word)
  // `Dr. Who` is a title, and has no extension
  const isName = isFile || usual.length > 0
  return {
    word,
    fileName,
    title: (isName ? readFileName(fileName) : factsOfName(word)).title,
    ...(slug === undefined ? {} : { platform: slug }),
    ...(content ? hashesOf(content, db) : {}),
    ...(isFile ? { file: path } : {}),
  }
}

/** The game in a file: what a DAT lists, or the only thing in it. Of an archive with several strangers nothing is told. */
function telling({ contents }: FileExplanation): ContentExplanation | undefined {
  const members = contents.filter(({ member }) => member !== undefined)
  const listed = contents.find(({ matches }) => matches.length > 0)
  return listed ?? (members.length > 1 ? undefined : (members[0] ?? contents[0]))
}

/**
 * As released: of the view that the DAT lists, such as the one without a copier's header. Where it lists the same release
 * with a console's header as well, the one without: see `askedRom`.
 */
function hashesOf(
  { sha1, crc32, size, views, matches }: ContentExplanation,
  db: Db | undefined,
): Pick<Subject, 'hashes' | 'size'> {
  const [first] = matches
  const seen = matches.filter(
    ({ platform, release }) => platform === first?.platform && release === first.release,
  )
  const view = views.find(({ kind }) => seen.some((match) => match.view === kind))
  if (view) return { hashes: { sha1: view.sha1, ...md5Of(db, view.sha1) }, size: view.size }
  // what was never read has no SHA-1, only what its archive says of it
  return sha1 === '' ? { hashes: { crc32 }, size } : { hashes: { sha1, crc32, ...md5Of(db, sha1) }, size }
}

/** No file is read for its MD5, but DATs tell it, and some providers know no other. */
function md5Of(db: Db | undefined, sha1: string): Pick<HashSet, 'md5'> {
  const md5 = db && listedMd5(db, sha1)
  return md5 === undefined ? {} : { md5 }
}

/** The `gamelist.xml` beside these files, and in roots of one platform. */
export function gamelistsFor({ roots }: ResolvedConfig, subjects: readonly Subject[]): readonly Gamelist[] {
  const beside = subjects.flatMap(({ file, platform }) =>
    file === undefined || platform === undefined ? [] : [{ folder: dirname(file), platform }],
  )
  const whole = Object.values(roots).flatMap(({ path, platform }) =>
    platform === undefined ? [] : [{ folder: path, platform }],
  )
  const lists = [...beside, ...whole].map(({ folder, platform }) => ({
    file: join(folder, 'gamelist.xml'),
    platform,
  }))
  const there = lists.filter(({ file }) => statSync(file, { throwIfNoEntry: false })?.isFile())
  return [...new Map(there.map((list) => [`${list.platform} ${list.file}`, list])).values()]
}
