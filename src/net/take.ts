/** What to do with an answer: read it as text, or keep it as a file. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Reply } from './http.ts'

/** As UTF-8, without the mark that some begin it with. `upTo`: that many bytes are enough, the rest is not waited for. */
export async function readText(reply: Reply, upTo = Infinity): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of reply.body()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= upTo) break
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

interface Saved {
  readonly size: number
  readonly sha256: string
}

/** Writes the body into a file, in place of one that is there, and waits until it is safe on the disk. */
export async function saveBody(reply: Reply, file: string): Promise<Saved> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(file, 'w')
  try {
    for await (const chunk of reply.body()) {
      hash.update(chunk)
      size += chunk.length
      await handle.write(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { size, sha256: hash.digest('hex') }
}

/** The name a server gives the file it sends: `attachment; filename="…"`, or `filename*=UTF-8''…` (RFC 6266). */
export function fileNameOf({ headers }: Reply): string | undefined {
  const value = headers.get('content-disposition') ?? ''
  const found = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(value)
  const name = encodedNameIn(value) ?? found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
  return name?.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

function encodedNameIn(value: string): string | undefined {
  const [, encoded] = /filename\*\s*=\s*UTF-8'[^']*'([^\s;]+)/i.exec(value) ?? []
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded)
  } catch {
    return undefined // the plain name counts
  }
}
