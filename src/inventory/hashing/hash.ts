/**
 * Hashing a content and all its views in one pass. Node's own hashes and CRC-32 are at the speed of
 * OpenSSL and zlib; everything here is about not reading twice and not copying.
 */
import { createHash, hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { memoryReader, type ByteReader } from './bytes.ts'
import type { Content, Hashes, HashWish } from './content.ts'
import type { ViewKind } from './view-kind.ts'
import { describeContent } from '../header-facts/describe.ts'
import { HEAD_BYTES, viewsOf, viewStream, type FoundView, type ViewStream } from './views.ts'

/** Hashes and describes a content that is in memory. `extension`: without dot, lower case. */
export function hashBytes(bytes: Uint8Array, extension: string, wish: HashWish): Content {
  const views = viewsOf(bytes, bytes.length, extension).map((found) => ({
    ...found,
    ...hashOnce(viewOf(found.kind, bytes), wish),
  }))
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return { ...hashOnce(bytes, wish), views, ...described(memoryReader(whole), extension) }
}

/** What a content says of itself, as the part of a `Content` that it is. */
export function described(file: ByteReader, extension: string): Pick<Content, 'description'> {
  const description = describeContent(file, extension)
  const { metadata, troubles } = description
  return metadata.length === 0 && troubles.length === 0 ? {} : { description }
}

/**
 * Hashes a content of known size as its chunks come, and does not describe it. A chunk is not looked at again after
 * the next was asked for.
 */
export interface ContentHasher {
  push(chunk: Uint8Array): void
  end(): Content
}

export function contentHasher(size: number, extension: string, wish: HashWish): ContentHasher {
  const whole = running(wish)
  let head: Buffer | undefined = Buffer.alloc(0)
  let views: readonly { found: FoundView; stream: ViewStream; hashes: Running }[] = []
  const toViews = (chunk: Uint8Array): void => {
    for (const { stream, hashes } of views) hashes.push(stream.push(chunk))
  }
  const begin = (start: Buffer): void => {
    head = undefined
    views = viewsOf(start, size, extension).map((found) => ({
      found,
      stream: viewStream(found.kind),
      hashes: running(wish),
    }))
    toViews(start)
  }
  return {
    push(chunk) {
      whole.push(chunk)
      if (!head) return toViews(chunk)
      head = Buffer.concat([head, chunk])
      if (head.length >= HEAD_BYTES) begin(head)
    },
    end() {
      if (head) begin(head)
      return {
        ...whole.end(),
        views: views.map(({ found, stream, hashes }) => {
          hashes.push(stream.end())
          return { ...found, ...hashes.end() }
        }),
      }
    },
  }
}

function viewOf(kind: ViewKind, bytes: Uint8Array): Uint8Array {
  const stream = viewStream(kind)
  const body = stream.push(bytes)
  const rest = stream.end()
  return rest.length === 0 ? body : Buffer.concat([body, rest])
}

function hashOnce(bytes: Uint8Array, wish: HashWish): Hashes {
  const hashes = { size: bytes.length, sha1: hash('sha1', bytes), crc32: crc32(bytes) }
  if (!wish.md5 && !wish.sha256) return hashes
  return {
    ...hashes,
    ...(wish.md5 && { md5: hash('md5', bytes) }),
    ...(wish.sha256 && { sha256: hash('sha256', bytes) }),
  }
}

interface Running {
  push(chunk: Uint8Array): void
  end(): Hashes
}

function running(wish: HashWish): Running {
  const sha1 = createHash('sha1')
  const md5 = wish.md5 ? createHash('md5') : undefined
  const sha256 = wish.sha256 ? createHash('sha256') : undefined
  let size = 0
  let crc = 0
  return {
    push(chunk) {
      size += chunk.length
      crc = crc32(chunk, crc)
      sha1.update(chunk)
      md5?.update(chunk)
      sha256?.update(chunk)
    },
    end: () => ({
      size,
      sha1: sha1.digest('hex'),
      crc32: crc,
      ...(md5 && { md5: md5.digest('hex') }),
      ...(sha256 && { sha256: sha256.digest('hex') }),
    }),
  }
}
