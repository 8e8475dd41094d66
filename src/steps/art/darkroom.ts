/**
 * Pictures that have to be made smaller or converted. Like zips, they have no hash before they are made: so they are made
 * when it is first known that a device wants them, once, into the state folder, and what came out is kept in the catalog.
 */
import { readFileSync, rmSync, statSync } from 'node:fs'
import { hash } from 'node:crypto'
import { join } from 'node:path'
import { artCacheFolder, openArtCache, sizeOf, writeWhole } from '../../art/cache.ts'
import { develop, recipeOf } from '../../art/develop.ts'
import { pictureOf } from '../../art/picture.ts'
import { pictureTable } from '../../catalog/pictures.ts'
import { developedPictures } from '../../catalog/recipes.ts'
import type { ByteOrigin } from '../../disk/disk.ts'
import { CuratorError, errno, problem, reason, type Problem } from '../../errors.ts'
import type { TreeFile } from '../../targets/tree.ts'
import type { World } from '../world.ts'

interface Darkroom {
  /** The same files, each picture that had to be made with its own hash and size; without those that cannot be made. */
  develop(files: readonly TreeFile[]): Promise<{
    readonly files: readonly TreeFile[]
    /** By the path of the file. */
    readonly failures: ReadonlyMap<string, Problem>
  }>
  /** The same files once more, after what was made may have been cleared away. */
  seal(files: readonly TreeFile[]): Promise<readonly TreeFile[]>
  /** The bytes of a picture. */
  of(file: TreeFile): ByteOrigin | Problem
}

/** So many at a time: each holds its pixels in memory. */
const AT_ONCE = 2

export function openDarkroom({ db, config, listener, signal }: World): Darkroom {
  const cache = openArtCache(artCacheFolder(process.env))
  const pictures = pictureTable(db)
  const developed = developedPictures(db)
  const failures = new Map<string, Problem>()
  const madeFile = (recipe: string) => join(config.state, 'pictures', recipe.slice(0, 2), recipe)

  /** Where the bytes of a picture lie that somebody has. */
  const sourceOf = (sha1: string): string | undefined => {
    const own = pictures
      .pathsOf(sha1)
      .find(({ path, size }) => statSync(path, { throwIfNoEntry: false })?.size === size)
    return own?.path ?? cache.intactFileOf(sha1)
  }

  const sealed = (file: TreeFile): TreeFile => {
    const recipe = recipeIn(file)
    const known = recipe === undefined ? undefined : developed.find(recipe)
    return known ? { ...file, ...known } : file
  }

  /** It may have been made before the catalog was lost. */
  async function make(file: TreeFile, recipe: string): Promise<void> {
    const made = madeFile(recipe)
    if (!isMade(made)) {
      const { origin } = file
      const source = 'picture' in origin ? sourceOf(origin.picture) : undefined
      if (source === undefined || !('picture' in origin) || !origin.develop) return
      writeWhole(made, await develop(readFileSync(source), origin.develop))
    }
    const bytes = readFileSync(made)
    const is = { sha1: hash('sha1', bytes), size: bytes.length }
    if (developed.find(recipe)?.sha1 !== is.sha1) developed.put(recipe, is)
  }

  async function tryMake(file: TreeFile, recipe: string): Promise<void> {
    try {
      await make(file, recipe)
    } catch (error) {
      if (signal.aborted) throw error
      failures.set(recipe, notMade(file, error))
    }
  }

  async function seal(files: readonly TreeFile[]): Promise<readonly TreeFile[]> {
    const missing = new Map<string, TreeFile>()
    for (const file of files) {
      const recipe = recipeIn(file)
      if (recipe === undefined) continue
      const known = developed.find(recipe)
      if (known === undefined || sizeOf(madeFile(recipe)) !== known.size) missing.set(recipe, file)
    }
    if (missing.size === 0) return files.map(sealed)
    listener.step('Converting pictures')
    const queue = [...missing]
    let done = 0
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
        await tryMake(next[1], next[0])
        listener.tick({ files: ++done, total: missing.size })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    if (signal.aborted) throw new CuratorError(problem('interrupted', 'Converting pictures was interrupted.'))
    return files.map(sealed)
  }

  return {
    seal,
    async develop(files) {
      const all = await seal(files)
      const failed = new Map<string, Problem>()
      for (const { path, label, sha1, ...file } of all) {
        const recipe = recipeIn(file)
        if (recipe === sha1) failed.set(path, failures.get(recipe) ?? gone(label, path))
      }
      return { files: all.filter(({ path }) => !failed.has(path)), failures: failed }
    },
    of(file) {
      const { origin, path, label } = file
      if (!('picture' in origin)) return problem('internal', `${path} is no picture.`)
      const recipe = recipeIn(file)
      const failure = recipe === undefined ? undefined : failures.get(recipe)
      const bytes = recipe === undefined ? sourceOf(origin.picture) : intact(madeFile(recipe), file.sha1)
      if (failure && bytes === undefined) return failure
      if (bytes !== undefined) return { source: { file: bytes } }
      return recipe === undefined ? gone(label, path) : damaged(label, path)
    },
  }
}

/** Of a picture that has to be made. */
function recipeIn({ origin }: Pick<TreeFile, 'origin'>): string | undefined {
  return 'picture' in origin && origin.develop ? recipeOf(origin.picture, origin.develop) : undefined
}

/** It may have been cut off by a power cut. */
function isMade(file: string): boolean {
  return sizeOf(file) !== undefined && pictureOf(readFileSync(file)) !== undefined
}

/** What is damaged is taken away: the next build makes it anew. */
function intact(file: string, sha1: string): string | undefined {
  if (sizeOf(file) === undefined) return undefined
  if (hash('sha1', readFileSync(file)) === sha1) return file
  rmSync(file, { force: true })
  return undefined
}

function damaged(label: string, path: string): Problem {
  const message = `The picture of "${label}" that was made for the device is damaged. It was taken away.`
  return problem('source-changed', message, { path, hint: 'Run `curator build` again: it is made anew.' })
}

function gone(label: string, path: string): Problem {
  const message = `The picture of "${label}" is not there any more.`
  const hint = 'Run `curator art --fetch`, and `curator build` again.'
  return problem('source-changed', message, { path, hint })
}

function notMade({ label, path }: TreeFile, error: unknown): Problem {
  const isAbsent = errno(error) === 'ERR_MODULE_NOT_FOUND'
  // what libraries say may have several lines, of which the first says most
  const why = isAbsent ? 'the package sharp is not installed' : (reason(error).split('\n')[0] ?? '')
  return problem('art-unreadable', `The picture of "${label}" could not be converted: ${why}.`, { path })
}
