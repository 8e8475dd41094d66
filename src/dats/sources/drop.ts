/** No-Intro: packs that a person downloads, from a folder; or a mirror that someone keeps. */
import { copyFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { problem, CuratorError, reason } from '../../errors.ts'
import { shownAddress } from '../../net/failure.ts'
import { byCodeUnit } from '../../order.ts'
import { sha1Of } from './file-hash.ts'
import { dateIn, fetchPack, openPack, type Asking, type Part } from './part.ts'
import type { Unpacking } from './unpack.ts'

/** What is said where there is nothing to take from; it is no failure. */
export const NOTHING_DECLARED =
  'its site is not for programs: download the daily pack, and hand it over with `curator dats import` or put it into the `folder` of noIntro()'

export async function dropParts({ http, source, info }: Asking): Promise<readonly Part[]> {
  const { folder, mirror } = source
  if (folder !== undefined) return [await packPart(newestPack(folder), { keep: info.keep })]
  if (mirror === undefined) return []
  return [
    {
      name: '',
      newest: () => Promise.resolve(undefined),
      async fetch(stage, known) {
        const asked = shownAddress(mirror)
        // of another mirror they say nothing, and an older file there would never be fetched
        const validators = known?.asked === asked ? known.validators : undefined
        const got = await fetchPack(http, stage, {
          url: mirror,
          name: nameIn(mirror),
          keep: info.keep,
          ...(validators ? { validators } : {}),
        })
        if (got === 'unchanged') return got
        const { lastModified, etag } = got.validators
        const version = dateIn(got.name) ?? dayOf(lastModified) ?? etag?.replace(/^W\/|"/g, '') ?? 'unknown'
        return { ...got, version, asked }
      },
    },
  ]
}

/** What is behind the last slash of an address: a DAT that comes alone is called so. */
function nameIn(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const last = path.split('/').at(-1) || 'no-intro.zip'
  try {
    return basename(decodeURIComponent(last))
  } catch {
    return last // a lone `%`
  }
}

/** A pack that lies here. Its version is the date in its name, or else the beginning of its SHA-1. */
export async function packPart(file: string, how: Pick<Unpacking, 'keep' | 'repository'>): Promise<Part> {
  const name = basename(file)
  const version = dateIn(name) ?? (await sha1Of(file)).slice(0, 12)
  return {
    name: '',
    newest: () => Promise.resolve(version),
    async fetch(stage) {
      // what is no archive is moved to its place: the user's own file stays
      const copy = join(stage, /\.(?:tar\.gz|tgz)$/i.test(name) ? 'pack.tar.gz' : 'pack')
      copyFileSync(file, copy)
      return { version, url: name, validators: {}, ...(await openPack(stage, file, { ...how, copy, name })) }
    },
  }
}

/** The one whose name has the newest date; of those without any date, the one that was changed last. */
function newestPack(folder: string): string {
  const files = listOf(folder)
    .filter((name) => /\.(?:zip|dat)$/i.test(name))
    .map((name) => ({ file: join(folder, name), date: dateIn(name) ?? '' }))
    .map((entry) => ({ ...entry, mtime: statSync(entry.file).mtimeMs }))
    .sort((a, b) => byCodeUnit(b.date, a.date) || b.mtime - a.mtime || byCodeUnit(b.file, a.file))
  if (files[0]) return files[0].file
  throw new CuratorError(problem('dat-missing', `There is no pack in ${folder}.`, { path: folder }))
}

function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch (error) {
    throw new CuratorError(
      problem('dat-missing', `${folder} cannot be read: ${reason(error)}.`, { path: folder }),
      { cause: error },
    )
  }
}

function dayOf(httpDate: string | undefined): string | undefined {
  const time = Date.parse(httpDate ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}
