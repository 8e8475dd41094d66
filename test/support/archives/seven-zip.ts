/** Makes archives with 7-Zip, for tests: another hand than the one that reads tars, zips and gzips. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { lazy } from '../../../src/lazy.ts'

declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  Instance: new (module: object, imports: unknown) => { readonly exports: object }
}

interface SevenZipFs {
  mkdir(path: string): void
  chdir(path: string): void
  writeFile(path: string, data: Uint8Array): void
  readFile(path: string): Uint8Array
}
interface SevenZipModule {
  readonly FS: SevenZipFs
  callMain(args: string[]): number
}

const require = createRequire(import.meta.url)
/** To compile it takes longer than to pack. */
const program = lazy(() => WebAssembly.compile(readFileSync(require.resolve('7z-wasm/7zz.wasm'))))

/** `7z a <switches> <archive> <files>`; names may hold folders. `before`: an archive that they are added to. */
export async function pack(
  switches: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
  before?: Uint8Array,
): Promise<Buffer> {
  const make = require('7z-wasm') as (options: object) => Promise<SevenZipModule>
  const wasm = await program()
  const printed: string[] = []
  const { FS, callMain } = await make({
    print: () => undefined,
    printErr: (line: string) => printed.push(line),
    stdin: () => null,
    instantiateWasm(imports: unknown, done: (instance: object, module: object) => void) {
      const made = new WebAssembly.Instance(wasm, imports)
      done(made, wasm)
      return made.exports
    },
  })
  FS.mkdir('/work')
  FS.chdir('/work')
  if (before) FS.writeFile('/archive.bin', before)
  const folders = new Set<string>()
  for (const [name, data] of Object.entries(files)) {
    const folder = name.split('/').slice(0, -1).join('/')
    if (folder !== '' && !folders.has(folder)) FS.mkdir(folder)
    folders.add(folder)
    FS.writeFile(name, Buffer.from(data))
  }
  const code = callMain(['a', '-bd', '-y', ...switches, '/archive.bin', ...Object.keys(files)])
  if (code !== 0) throw new Error(`7-Zip could not pack: ${printed.join(' ')}`)
  return Buffer.from(FS.readFile('/archive.bin'))
}
