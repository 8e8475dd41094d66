/**
 * The server behind `curator serve --downloader`: gives whoever asks in the network one database, and the files that it
 * lists. Nothing else has an address here, and nothing is ever written.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { constants } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Disk } from '../disk/disk.ts'
import { folderOf } from '../disk/path.ts'
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import type { DownloaderDatabase } from '../report/downloader/target.ts'
import { listen } from './listen.ts'
import { HEADERS } from './reply.ts'

interface DownloaderServerOptions {
  /** 0: any that is free. */
  readonly port: number
  readonly disk: Disk
  /** Is given the port that it listens on, and makes what gives the database. */
  readonly maker: (port: number) => () => Promise<DownloaderDatabase>
  /** Why somebody who asked for the database did not get it. */
  readonly onProblems: (problems: readonly Problem[]) => void
}

interface DownloaderServer {
  readonly port: number
  /** As it is first. */
  readonly database: DownloaderDatabase
  close(): void
}

const DATABASE = 'db.json.zip'

/** Throws `port-taken`, and what stands in the way of a first database. */
export async function startDownloaderServer(options: DownloaderServerOptions): Promise<DownloaderServer> {
  const { disk, onProblems } = options
  const server = createServer()
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  const port = await listen(server, { port: options.port })
  const newest = options.maker(port)
  /** What the last database lists is what there is. */
  let listed: DownloaderDatabase['files'] = new Map()
  const ask = async (): Promise<DownloaderDatabase> => {
    const database = await newest()
    listed = database.files
    return database
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '' } = request
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, { Allow: 'GET, HEAD' })
    const path = pathOf(url)
    if (path === DATABASE) {
      const database = await ask().catch((error: unknown) => {
        onProblems(error instanceof CuratorError ? error.problems : [problem('internal', reason(error))])
      })
      if (database === undefined) return refuse(response, 503)
      response.writeHead(200, headers('application/zip', database.zip.length))
      response.end(method === 'HEAD' ? undefined : database.zip)
      return
    }
    const file = path !== undefined && listed.has(path) ? await opened(disk, path) : undefined
    if (file === undefined) return refuse(response, 404)
    try {
      await sendFile(file, request, response)
    } finally {
      await file.close()
    }
  }
  server.on('request', (request, response) => {
    // who went away, or a disk that gave up in the middle: the other side sees that bytes are missing
    handle(request, response).catch(() => response.destroy())
  })

  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  try {
    return { port, database: await ask(), close }
  } catch (error) {
    close()
    throw error
  }
}

/** Below the target. Downloader asks with the whole address in place of the path, as proxies are asked. */
function pathOf(url: string): string | undefined {
  const [address = ''] = url.split('?')
  try {
    return decodeURIComponent(address.replace(/^http:\/\/[^/]+/i, '').replace(/^\//, ''))
  } catch {
    return undefined // no UTF-8
  }
}

/** Undefined when it is gone, or something else took its place. What a link leads to was never listed. */
async function opened(disk: Disk, path: string): Promise<FileHandle | undefined> {
  try {
    if (disk.stat(path)?.kind !== 'file' || disk.leadsOutside(folderOf(path))) return undefined
    return await open(disk.where(path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch {
    return undefined
  }
}

/** As long as it is now: with what the database says of it Downloader compares it by itself. */
async function sendFile(
  file: FileHandle,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { size } = await file.stat()
  response.writeHead(200, headers('application/octet-stream', size))
  if (method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  const bytes = file.createReadStream({ start: 0, end: size - 1, autoClose: false })
  await pipeline(bytes, response, { end: false })
  // it was cut while it was sent: an end here would leave the other side waiting for the rest
  if (bytes.bytesRead < size) response.destroy()
  else response.end()
}

function headers(type: string, length: number): Record<string, string> {
  return { ...HEADERS, 'Content-Type': type, 'Content-Length': String(length), 'Accept-Ranges': 'none' }
}

function refuse(response: ServerResponse, status: number, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers('text/plain', 0), ...more })
  response.end()
}
