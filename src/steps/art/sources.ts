/**
 * The rules that look for pictures: in the lists of roots, in folders of pictures, and among what was fetched. Each
 * looks only when something changed there.
 */
import { join } from 'node:path'
import { artCacheFolder } from '../../art/cache.ts'
import type { ArtSource } from '../../art/choose.ts'
import { fingerprintOf, isThere, picturesOf, platformFolders } from '../../art/folders.ts'
import { foundStamp, readFound, withFound, type FoundPictures } from '../../art/found.ts'
import { listedPictures, type PicturesByGame } from '../../art/listed.ts'
import { recall, remember } from '../../catalog/meta.ts'
import type { ResolvedArt } from '../../config/resolved.ts'
import { fingerprintTree } from '../../disk/listing.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { problem, type Problem } from '../../errors.ts'
import { ownValue } from '../../own-value.ts'
import type { PictureKind } from '../../targets/pictures/files.ts'
import type { InputRules } from '../inputs.ts'
import type { World } from '../world.ts'

interface ArtSourceRules {
  /** Everything that has pictures of a platform's games, by name. */
  open(reader: Reader, platform: string): Promise<ReadonlyMap<string, ArtSource>>
  /** Tells what is wrong with lists and folders of pictures: in every run, until it is put right. */
  readonly troubles: Rule<null>
  readonly all: readonly Rule[]
}

/** Asking `find` for fewer files than this takes longer than asking for each. */
const WORTH_FILES = 2000

export function artSourceRules(world: World, inputs: InputRules): ArtSourceRules {
  const { config, db } = world
  const cache = artCacheFolder(process.env)

  /** Rises whenever anything in a root changed, pictures and lists included: the last scan that had to write. */
  const changes = rule<number>({
    kind: 'art-root',
    version: '1',
    probe: true,
    async run({ need }, root) {
      await need(inputs.identified, '')
      return db.prepare<[string], number>(LAST_CHANGE).pluck().get(root) ?? 0
    },
  })

  const listed = rule<readonly Problem[], { readonly pictures: PicturesByGame }>({
    kind: 'art-lists',
    version: '1',
    async run({ need, keep }, name) {
      await need(changes, name)
      const { path } = (await need(inputs.slice, `roots/${name}`)) as { readonly path: string }
      const { pictures, problems } = await listedPictures(db, { name, path })
      keep('pictures', pictures)
      return problems
    },
  })

  /** `folder/platform`. A folder that is not there now (an unplugged disk) stays what it was. */
  const folderLook = rule<string>({
    kind: 'art-folder',
    version: '1',
    probe: true,
    async run(_, arg) {
      const [name = '', platform = ''] = arg.split('/')
      const path = config.art.folders[name] ?? ''
      const seen = isThere(path) ? await lookAt(path, platform) : undefined
      const key = `art-folder:${arg}:${path}`
      if (seen === undefined) return recall(db, key) ?? ''
      remember(db, key, seen)
      return seen
    },
  })

  const inFolder = rule<null, { readonly pictures: PicturesByGame }>({
    kind: 'art-in-folder',
    version: '1',
    async run({ need, keep }, arg) {
      await need(folderLook, arg)
      const [name = '', platform = ''] = arg.split('/')
      const { folders } = await settings(need)
      keep('pictures', picturesOf(folders[name] ?? '', platform))
      return null
    },
  })

  /** `platform`. What was found stays known when the cache is cleared: devices keep their pictures. */
  const foundLook = rule<string>({
    kind: 'art-found',
    version: '1',
    probe: true,
    run(_, platform) {
      const key = `art-found:${platform}`
      const stamp = foundStamp(cache, platform)
      if (stamp === undefined) return recall(db, key) ?? ''
      remember(db, key, stamp)
      return stamp
    },
  })

  const fetched = rule<null, { readonly pictures: FoundPictures }>({
    kind: 'art-fetched',
    version: '1',
    async run({ need, keep, before }, platform) {
      await need(foundLook, platform)
      keep('pictures', withFound(before?.page('pictures') ?? {}, readFound(cache, platform)))
      return null
    },
  })

  const troubles = rule<null>({
    kind: 'art-troubles',
    version: '1',
    probe: true,
    async run({ need }) {
      const { order, kinds, folders } = await settings(need)
      const used = new Set([order, ...Object.values(kinds)].flat())
      if (used.has('gamelist')) {
        for (const root of await rootNames(need)) world.problems.push(...(await need(listed, root)))
      }
      for (const [name, path] of Object.entries(folders))
        if (used.has(name) && !isThere(path)) world.problems.push(folderMissing(name, path))
      return null
    },
  })

  async function lookAt(path: string, platform: string): Promise<string> {
    const key = `art-files:${path}:${platform}`
    if (Number(recall(db, key) ?? 0) >= WORTH_FILES) {
      const prints = await Promise.all(
        platformFolders(path, platform).map((folder) => fingerprintTree(folder, config.state)),
      )
      if (prints.every((print) => print !== undefined)) return prints.join(' ')
    }
    const { fingerprint, files } = fingerprintOf(path, platform)
    if (files >= WORTH_FILES) remember(db, key, String(files))
    return fingerprint
  }

  async function settings(need: Reader['need']): Promise<ResolvedArt> {
    return (await need(inputs.slice, 'art')) as ResolvedArt
  }

  /** Asked for as a dependency: another root may bring pictures of games that are there already. */
  async function rootNames(need: Reader['need']): Promise<readonly string[]> {
    return Object.keys((await need(inputs.slice, 'roots')) as object).sort()
  }

  async function openLists({ need, page }: Reader): Promise<ArtSource> {
    const roots: PicturedFolder[] = []
    for (const root of await rootNames(need)) {
      const pictures = (await page(listed, root, 'pictures')) ?? {}
      roots.push({ path: ((await need(inputs.slice, `roots/${root}`)) as { path: string }).path, pictures })
    }
    return { find: ({ contents }, kind) => firstIn(roots, contents, kind) }
  }

  async function openFolder(
    { page }: Reader,
    name: string,
    path: string,
    platform: string,
  ): Promise<ArtSource> {
    const pictures = (await page(inFolder, `${name}/${platform}`, 'pictures')) ?? {}
    return { find: ({ keys }, kind) => firstIn([{ path, pictures }], keys, kind) }
  }

  return {
    async open(reader, platform) {
      const { order, kinds, folders } = await settings(reader.need)
      const sources = new Map<string, ArtSource>()
      const found = (await reader.page(fetched, platform, 'pictures')) ?? {}
      for (const name of new Set([order, ...Object.values(kinds)].flat())) {
        const folder = ownValue(folders, name)
        if (name === 'gamelist') sources.set(name, await openLists(reader))
        else if (folder !== undefined) sources.set(name, await openFolder(reader, name, folder, platform))
        else sources.set(name, { find: ({ release }, kind) => ownValue(found, release)?.[kind]?.[name] })
      }
      return sources
    },
    troubles,
    all: [changes, listed, folderLook, inFolder, foundLook, fetched, troubles],
  }
}

/** Where pictures lie, and what they are of. */
interface PicturedFolder {
  readonly path: string
  readonly pictures: PicturesByGame
}

/** What one of the folders has of the first of the keys that any has a picture of. */
function firstIn(
  folders: readonly PicturedFolder[],
  keys: readonly string[],
  kind: PictureKind,
): ReturnType<ArtSource['find']> {
  for (const key of keys) {
    for (const { path, pictures } of folders) {
      const picture = ownValue(pictures, key)?.[kind]
      if (picture) return { ...picture, path: join(path, picture.path) }
    }
  }
  return undefined
}

function folderMissing(name: string, path: string): Problem {
  const message = `The folder of pictures "${name}" is not there: ${path}. What devices have of it stays.`
  return problem('art-folder-missing', message, { path })
}

const LAST_CHANGE = `select max(id) from import_log where source = 'file_ingestion' and file_name = ?`
