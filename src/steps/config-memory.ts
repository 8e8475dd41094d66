/**
 * What a config resolved to, kept in the state folder until one of its files or variables changes. A config may hold
 * passwords of archives, and so may the variables it asks for: what is kept is sealed with a key that only those can make
 * who have the config file itself. The state folder alone tells nothing.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../disk/replace-file.ts'
import { closureFresh, type ClosureFile } from '../config/reading/closure.ts'
import type { ResolvedConfig } from '../config/resolved.ts'

/** What a config resolved to, and what that rests on. */
interface ConfigMemory {
  /** The config file. */
  readonly file: string
  readonly closure: readonly ClosureFile[]
  readonly env: Readonly<Record<string, string | null>>
  readonly config: ResolvedConfig
}

/** As it lies in the state folder. */
interface Kept extends Pick<ConfigMemory, 'file' | 'closure'> {
  /** Of the curator that resolved it: presets and defaults are part of that. */
  readonly build: string
  /** `env` and `config`. */
  readonly sealed: string
}

declare const CURATOR_BUILD: string
const MEMORY_FILE = 'config.json'
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Undefined when nothing is remembered of this config, or something of it changed. */
export function recallConfig(stateDir: string, file: string): ResolvedConfig | undefined {
  const kept = keptIn(stateDir)
  if (kept?.file !== file) return undefined
  try {
    const { env, config } = JSON.parse(unseal(kept.sealed, file)) as Pick<ConfigMemory, 'env' | 'config'>
    return closureFresh(kept.closure, env) ? config : undefined
  } catch {
    return undefined // a file of it is gone, or is another one: the config is read again
  }
}

/** The files that a config was read from, as far as that is remembered. Absolute. */
export function rememberedFiles(stateDir: string, file: string): readonly string[] | undefined {
  const kept = keptIn(stateDir)
  return kept?.file === file ? kept.closure.map(({ path }) => path) : undefined
}

export function rememberConfig({ file, closure, env, config }: ConfigMemory): void {
  try {
    mkdirSync(config.state, { recursive: true })
    const place = join(config.state, MEMORY_FILE)
    const kept: Kept = {
      build: CURATOR_BUILD,
      file,
      closure,
      sealed: seal(JSON.stringify({ env, config }), file),
    }
    replaceFile(place, JSON.stringify(kept), { mode: 0o600 })
  } catch {
    // a state folder that cannot be written is reported when the catalog is opened
  }
}

/** Undefined when it was never written, is damaged or unreadable, or is that of another curator, or of another build of this one. */
function keptIn(stateDir: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(join(stateDir, MEMORY_FILE), 'utf8')) as Kept
    return kept.build === CURATOR_BUILD ? kept : undefined
  } catch {
    return undefined
  }
}

function seal(text: string, file: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyOf(file), nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
}

/** Throws when it was sealed with another file, or is damaged. */
function unseal(sealed: string, file: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const end = bytes.length - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, keyOf(file), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(end))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]).toString('utf8')
}

function keyOf(file: string): Buffer {
  return createHash('sha256').update('curator config\0').update(readFileSync(file)).digest()
}
