/** Sources on GitHub: a whole repository, a folder of one, or a file of the newest release. No git is needed. */
import { hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { HttpError, shownAddress } from '../../net/failure.ts'
import { saveBody } from '../../net/take.ts'
import { makeFolders } from '../../disk/make-folders.ts'
import { isUnsafeName } from '../../inventory/archives/zip-names.ts'
import { byCodeUnit } from '../../order.ts'
import { USUAL_LISTS } from './declared.ts'
import { sha1Of } from './file-hash.ts'
import { fetchPack, jsonAt, textAt, type Asking, type Fetched, type Part } from './part.ts'
import type { PartState } from './state.ts'

const HOSTS = {
  site: 'https://github.com',
  api: 'https://api.github.com',
  codeload: 'https://codeload.github.com',
  raw: 'https://raw.githubusercontent.com',
} as const

/** The beginning of the list of refs: HEAD stands first in it. */
const REFS_BEGINNING = 4096
const LARGEST_FILE = 128 * 1024 * 1024

/** The head of a repository, told by git's own list of refs: that costs nothing of the API's 60 requests an hour. */
export async function tarballPart(asking: Asking): Promise<readonly Part[]> {
  const { http, info } = asking
  const repository = info.repository ?? ''
  const url = `${hostOf(asking, 'site')}/${repository}/info/refs?service=git-upload-pack`
  const refs = await textAt(http, { url }, REFS_BEGINNING)
  const [, sha] = /([0-9a-f]{40}) HEAD\b/.exec(refs) ?? []
  if (sha === undefined) throw new HttpError(url, 'does not tell the head of the repository')
  return [
    {
      name: '',
      newest: () => Promise.resolve(sha),
      async fetch(stage) {
        const pack = `${hostOf(asking, 'codeload')}/${repository}/tar.gz/${sha}`
        const got = await fetchPack(http, stage, { url: pack, name: `${sha}.tar.gz`, keep: info.keep })
        return got === 'unchanged' ? got : { ...got, version: sha }
      },
    },
  ]
}

/** A file of the newest release, `<tag>lx.zip`: the address of the release tells its tag. */
export async function releasePart(asking: Asking): Promise<readonly Part[]> {
  const { http, info } = asking
  const releases = `${hostOf(asking, 'site')}/${info.repository}/releases`
  const url = `${releases}/latest`
  const target = await http.ask({ url, stay: true, most: LARGEST_FILE }, (reply) =>
    Promise.resolve(reply.headers.get('location') ?? ''),
  )
  const [, tag] = /\/releases\/tag\/([\w.-]+)$/.exec(target) ?? []
  if (tag === undefined) throw new HttpError(url, 'does not lead to a release')
  return [
    {
      name: '',
      newest: () => Promise.resolve(tag),
      async fetch(stage) {
        const pack = {
          url: `${releases}/download/${tag}/${tag}lx.zip`,
          name: `${tag}lx.zip`,
          keep: info.keep,
        }
        const got = await fetchPack(http, stage, pack)
        return got === 'unchanged' ? got : { ...got, version: tag, url: shownAddress(pack.url) }
      },
    },
  ]
}

/** The files of a folder; only those that changed are fetched, and each is compared with git's hash of it. */
export async function listingPart(asking: Asking): Promise<readonly Part[]> {
  const { http, info } = asking
  const api = `${hostOf(asking, 'api')}/repos/${info.repository}`
  const url = `${api}/commits?path=dats&per_page=1`
  const sha = textOf(listOf(await jsonAt(http, url, GITHUB_JSON))[0], 'sha')
  if (!/^[0-9a-f]{40}$/.test(sha)) throw new HttpError(url, 'does not tell the newest commit')
  const fetch = async (stage: string, known: PartState | undefined): Promise<Fetched> => {
    const listing = await jsonAt(http, `${api}/contents/dats?ref=${sha}`, GITHUB_JSON)
    const wanted = listOf(listing)
      .map((entry) => ({ path: textOf(entry, 'path'), mark: textOf(entry, 'sha') }))
      .filter(({ path }) => info.keep.test(path) && !isUnsafeName(path))
      .sort((a, b) => byCodeUnit(a.path, b.path))
    const fresh = wanted.filter(({ path, mark }) => known?.files[path]?.mark !== mark)
    const staged = join(stage, 'files')
    for (const { path, mark } of fresh) {
      const address = `${hostOf(asking, 'raw')}/${info.repository}/${sha}/${encodePath(path)}`
      const file = join(staged, path)
      makeFolders(dirname(file))
      const { size } = await http.ask({ url: address, wants: 'file', most: LARGEST_FILE }, (reply) =>
        saveBody(reply, file),
      )
      if ((await sha1Of(file, `blob ${size}\0`)) !== mark)
        throw new HttpError(address, 'sends something else than the list of files says')
    }
    return {
      version: sha,
      url: `${api}/contents/dats`,
      validators: {},
      staged,
      files: fresh.map(({ path }) => path),
      kept: wanted.filter((file) => !fresh.includes(file)).map(({ path }) => path),
      marks: new Map(wanted.map(({ path, mark }) => [path, mark])),
    }
  }
  return [{ name: '', newest: () => Promise.resolve(sha), fetch }]
}

/**
 * Retool's lists: `hash.json` names each with its SHA-256. It says which changed, and no more: whether it was made from
 * the very bytes the site sends is not known.
 */
export async function hashedParts(asking: Asking): Promise<readonly Part[]> {
  const { http, info, source } = asking
  const lists = source.lists ?? USUAL_LISTS
  const parts: Part[] = []
  for (const list of lists) {
    const home = `${hostOf(asking, 'raw')}/${info.repository}/main/${list}`
    const hashes = hashesOf(await jsonAt(http, `${home}/hash.json`), info.keep)
    const version = hash('sha256', JSON.stringify(hashes)).slice(0, 12)
    const fetch = async (stage: string, known: PartState | undefined): Promise<Fetched> => {
      const staged = join(stage, 'files')
      mkdirSync(staged, { recursive: true })
      const fresh = hashes.filter(([name, mark]) => known?.files[name]?.mark !== mark)
      for (const [name] of fresh) {
        await http.ask({ url: `${home}/${encodePath(name)}`, wants: 'file', most: LARGEST_FILE }, (reply) =>
          saveBody(reply, join(staged, name)),
        )
      }
      const files = fresh.map(([name]) => name)
      const kept = hashes.map(([name]) => name).filter((name) => !files.includes(name))
      return { version, url: home, validators: {}, staged, files, kept, marks: new Map(hashes) }
    }
    parts.push({ name: list, newest: () => Promise.resolve(version), fetch })
  }
  return parts
}

const GITHUB_JSON = { accept: 'application/vnd.github+json' }

function hostOf({ source }: Asking, host: keyof typeof HOSTS): string {
  return source.url?.replace(/\/+$/, '') ?? HOSTS[host]
}

function hashesOf(value: unknown, keep: RegExp): (readonly [name: string, hash: string])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .flatMap(([name, mark]: [string, unknown]) =>
      typeof mark === 'string' && keep.test(name) && !/[\\/]/.test(name) ? [[name, mark] as const] : [],
    )
    .sort(([a], [b]) => byCodeUnit(a, b))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return ''
  const text = (value as Readonly<Record<string, unknown>>)[key]
  return typeof text === 'string' ? text : ''
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
