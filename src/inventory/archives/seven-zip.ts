/**
 * 7-Zip, compiled to WebAssembly (the package `7z-wasm`), behind one function: run a command over bytes that we hand
 * it, and take what it unpacks as it comes, without files on either side. Loaded only when an archive needs it.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ByteReader } from '../hashing/bytes.ts'
import { mountFiles, type EmscriptenFs, type Files, type Output } from './seven-zip-files.ts'

export interface Command {
  readonly args: readonly string[]
  readonly input: ByteReader
  /** A line it prints, also of what is wrong. Comes in order with what happens to `output`. */
  onLine(line: string): void
  /** Absent: nothing is unpacked. */
  readonly output?: Output
}

export interface SevenZip {
  /**
   * Runs synchronously once it is loaded. What a callback throws ends the run and is thrown. Returns the exit code:
   * 0 done, 1 with warnings, 2 with errors; undefined when it broke down over what it read.
   */
  run(command: Command): Promise<number | undefined>
}

interface Instance {
  readonly callMain: (args: string[]) => number
  readonly files: Files
  /** What it prints goes here. */
  onLine: (line: string) => void
  readonly memory: () => number
}

interface SevenZipModule {
  readonly FS: EmscriptenFs
  callMain(args: string[]): number
}
type Factory = (options: Readonly<Record<string, unknown>>) => Promise<SevenZipModule>

/** Node has it; the types of Node 20 do not. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  readonly Instance: new (module: object, imports: unknown) => WasmInstance
}
interface WasmInstance {
  readonly exports: {
    readonly memory: { readonly buffer: ArrayBuffer }
    emscripten_stack_get_current(): number
    _emscripten_stack_restore(top: number): void
  }
}

/** An instance never gives memory back. Beyond this much it is let go of after its run. */
const KEEP_BELOW = 256 * 1024 * 1024

/** Compiles 7-Zip at the first run, and keeps an instance of it for those that follow. */
export function sevenZip(): SevenZip {
  let maker: Promise<() => Promise<Instance>> | undefined
  let idle: Instance | undefined
  return {
    async run({ args, input, output, onLine }) {
      maker ??= load()
      const instance = idle ?? (await (await maker)())
      idle = undefined
      const stop = stopper()
      instance.onLine = stop.guard(onLine)
      const done = instance.files.use(
        { size: input.size, read: stop.first(input.read) },
        output && { create: stop.first(output.create) },
      )
      try {
        const code = instance.callMain([...args])
        stop.check()
        // only after a run that came to its end: one that was broken off left the instance in the middle of something
        if (instance.memory() <= KEEP_BELOW) idle = instance
        return code
      } catch (error) {
        if (isBreakdown(error)) return undefined
        throw error
      } finally {
        done()
        instance.onLine = () => undefined
      }
    },
  }
}

/**
 * Emscripten passes on what its files throw, but not what a printed line does: that is thrown by the next call for a
 * file, or at the end.
 */
function stopper() {
  let failure: { readonly error: unknown } | undefined
  const check = (): void => {
    if (failure) throw failure.error
  }
  return {
    check,
    guard: (onLine: (line: string) => void) => (line: string) => {
      try {
        onLine(line)
      } catch (error) {
        failure ??= { error }
      }
    },
    first:
      <A extends readonly unknown[], R>(call: (...args: A) => R) =>
      (...args: A): R => {
        check()
        return call(...args)
      },
  }
}

async function load(): Promise<() => Promise<Instance>> {
  // never part of the bundle: its licence (LGPL) asks that it can be exchanged, and it looks for its own files
  const load7z = createRequire(import.meta.url)
  const made = load7z('7z-wasm') as Factory
  const wasm = await WebAssembly.compile(await readFile(load7z.resolve('7z-wasm/7zz.wasm')))
  return () => instantiate(made, wasm)
}

async function instantiate(factory: Factory, wasm: object): Promise<Instance> {
  let wasmInstance: WasmInstance | undefined
  let instance: Instance | undefined
  const onLine = (line: string): void => instance?.onLine(line)
  const { FS, callMain } = await factory({
    print: onLine,
    printErr: onLine,
    // it never asks for a password: every call names one
    stdin: () => null,
    instantiateWasm(imports: unknown, done: (instance: WasmInstance, module: object) => void) {
      const made = new WebAssembly.Instance(wasm, imports)
      wasmInstance = made
      done(made, wasm)
      return made.exports
    },
  })
  if (!wasmInstance) throw new Error('7z-wasm made no instance')
  const {
    memory,
    emscripten_stack_get_current: top,
    _emscripten_stack_restore: restore,
  } = wasmInstance.exports
  instance = {
    callMain(args) {
      // what a run is called with stays on the stack after it: some 270 runs, and a sound archive would break it down
      const before = top()
      const code = callMain(args)
      restore(before)
      return code
    },
    files: mountFiles(FS),
    onLine: () => undefined,
    memory: () => memory.buffer.byteLength,
  }
  return instance
}

/**
 * Out of memory, or a fault in 7-Zip that an archive provoked: WebAssembly's own error, or an exception of C++, which
 * comes as a number. What our callbacks throw is another kind.
 */
function isBreakdown(error: unknown): boolean {
  return !(error instanceof Error) || error.name === 'RuntimeError'
}
