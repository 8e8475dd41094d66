/**
 * What 7-Zip sees as its file system: the archive at `/in/archive`, read through a `ByteReader`, and the folder `/out`,
 * where every file it makes is handed on as it is written, and nothing is ever found. The interface is Emscripten's
 * (File System API, "Mounting"; its own MEMFS is the model).
 */
import type { ByteReader } from '../hashing/bytes.ts'

/** Takes one file that 7-Zip writes. */
interface OutputFile {
  /** The chunk is only valid until this returns. */
  write(chunk: Uint8Array): void
  close(): void
}

export interface Output {
  /** 7-Zip makes a file. */
  create(name: string): OutputFile
}

export interface Files {
  /** What is at `/in/archive` and who takes what is written to `/out`, until the function returned is called. */
  use(input: ByteReader, output: Output | undefined): () => void
}

export const ARCHIVE_PATH = '/in/archive'
export const OUTPUT_PATH = '/out'

export interface EmscriptenFs {
  readonly ErrnoError: new (errno: number) => Error
  mkdir(path: string): unknown
  mount(type: { mount(): FsNode }, options: object, path: string): unknown
  createNode(parent: FsNode | null, name: string, mode: number, dev: number): FsNode
  destroyNode(node: FsNode): void
}

interface FsNode {
  id: number
  name: string
  mode: number
  size?: number
  file?: OutputFile
  node_ops: NodeOps
  stream_ops: Partial<StreamOps>
}

interface NodeOps {
  getattr(node: FsNode): object
  setattr(): void
  lookup?(parent: FsNode, name: string): FsNode
  mknod?(parent: FsNode, name: string, mode: number): FsNode
  unlink?(): void
  rmdir?(): void
  readdir?(): readonly string[]
}

interface FsStream {
  readonly node: FsNode
  position: number
}

interface StreamOps {
  open(): void
  close(stream: FsStream): void
  llseek(stream: FsStream, offset: number, whence: number): number
  read(stream: FsStream, buffer: Int8Array, offset: number, length: number, position: number): number
  write(stream: FsStream, buffer: Int8Array, offset: number, length: number, position: number): number
}

/** Emscripten numbers errors as WASI does. */
const ENOENT = 44
const ESPIPE = 70
const IS_FOLDER = 0o040000
const FOLDER = 0o040777
const READABLE_FILE = 0o100444

export function mountFiles(fs: EmscriptenFs): Files {
  let input: ByteReader | undefined
  let output: Output | undefined
  let last: FsNode | undefined
  const refuse = (errno: number): never => {
    throw new fs.ErrnoError(errno)
  }
  const forget = (): void => {
    if (last) fs.destroyNode(last)
    last = undefined
  }
  const inStream: Partial<StreamOps> = {
    open: () => undefined,
    close: () => undefined,
    llseek: (stream, offset, whence) => seek(stream, offset, whence, input?.size ?? 0),
    read(_, buffer, offset, length, position) {
      const bytes = input?.read(position, length) ?? Buffer.alloc(0)
      buffer.set(bytes, offset)
      return bytes.length
    },
  }
  const outStream: Partial<StreamOps> = {
    open: () => undefined,
    close({ node }) {
      node.file?.close()
      delete node.file
    },
    llseek: (stream, offset, whence) => seek(stream, offset, whence, stream.node.size ?? 0),
    write({ node }, buffer, offset, length, position) {
      // files are handed on as streams; nothing that we read is written any other way
      if (position !== (node.size ?? 0)) refuse(ESPIPE)
      node.file?.write(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length))
      node.size = position + length
      return length
    },
  }
  const plain: NodeOps = { getattr: attributes, setattr: () => undefined }
  const inFolder: NodeOps = {
    ...plain,
    lookup(parent, name) {
      if (name !== 'archive') return refuse(ENOENT)
      const node = fs.createNode(parent, name, READABLE_FILE, 0)
      node.node_ops = { ...plain, getattr: (file) => ({ ...attributes(file), size: input?.size ?? 0 }) }
      node.stream_ops = inStream
      return node
    },
    readdir: () => ['.', '..', 'archive'],
  }
  const outFolder: NodeOps = {
    ...plain,
    lookup: () => refuse(ENOENT),
    mknod(parent, name, mode) {
      // one at a time, and none stays: an archive may have a million members, and one name twice
      forget()
      const node = fs.createNode(parent, name, mode, 0)
      node.node_ops = (mode & IS_FOLDER) === 0 ? plain : outFolder
      node.stream_ops = outStream
      if ((mode & IS_FOLDER) === 0 && output) node.file = output.create(name)
      last = node
      return node
    },
    unlink: () => undefined,
    rmdir: () => undefined,
    readdir: () => ['.', '..'],
  }
  const folder = (ops: NodeOps) => ({
    mount() {
      const node = fs.createNode(null, '/', FOLDER, 0)
      node.node_ops = ops
      return node
    },
  })
  for (const [path, ops] of [
    ['/in', inFolder],
    [OUTPUT_PATH, outFolder],
  ] as const) {
    fs.mkdir(path)
    fs.mount(folder(ops), {}, path)
  }
  return {
    use(bytes, taker) {
      input = bytes
      output = taker
      return () => {
        forget()
        input = undefined
        output = undefined
      }
    },
  }
}

/** `whence`: 0 from the start, 1 from here, 2 from the end. */
function seek(stream: FsStream, offset: number, whence: number, size: number): number {
  return offset + (whence === 1 ? stream.position : whence === 2 ? size : 0)
}

function attributes({ id, mode, size = 0 }: FsNode): object {
  const epoch = new Date(0)
  const owner = { dev: 1, ino: id, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, blocks: 0 }
  return { ...owner, mode, size, atime: epoch, mtime: epoch, ctime: epoch }
}
