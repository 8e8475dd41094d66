/** `env()`: how a config reads the environment, so that curator knows when an answer would be different. */

/** The loader puts one here. A symbol, because the config may be bundled with its own copy of this module. */
const RECORDER = Symbol.for('curator.env')

interface Recorder {
  /** `null`: it was not set. */
  saw(name: string, value: string | null): void
  /** It is not set, and the config says nothing in its place. */
  lacks(name: string, error: Error): void
}

/**
 * What a config gets for a variable that is not set, and for a part of it that threw, so that it runs on and all else that
 * is wrong with it is found in the same go. No text has this character, and no config that got it is ever used.
 */
export const NOT_KNOWN = '\u{FDD0}'

/**
 * The value of an environment variable. An empty variable counts as one that is not set: without fallback that is an
 * error, told together with what else is wrong with the config.
 */
export function env(name: string, fallback?: string): string {
  const value = process.env[name] ?? null
  const recorder = current()
  recorder?.saw(name, value)
  if (value !== null && value !== '') return value
  if (fallback !== undefined) return fallback
  const error = new Error(`The environment variable ${name} is not set.`)
  if (!recorder) throw error
  recorder.lacks(name, error)
  return NOT_KNOWN
}

/** Whether this rests on what is not known. */
export function isNotKnown(text: string): boolean {
  return text.includes(NOT_KNOWN)
}

interface Recorded<T> {
  readonly outcome: PromiseSettledResult<T>
  /** Every variable that was asked for. `null`: it was not set. */
  readonly env: Readonly<Record<string, string | null>>
  /** For each variable that lacks, the first time it was asked for. */
  readonly lacking: readonly Error[]
}

export async function recordingEnv<T>(task: () => Promise<T>): Promise<Recorded<T>> {
  const seen = new Map<string, string | null>()
  const lacking = new Map<string, Error>()
  const before = current()
  setRecorder({
    saw: (name, value) => seen.set(name, value),
    lacks: (name, error) => lacking.has(name) || lacking.set(name, error),
  })
  try {
    const [outcome] = await Promise.allSettled([task()])
    const asked = [...seen].sort(([a], [b]) => (a < b ? -1 : 1))
    return { outcome, env: Object.fromEntries(asked), lacking: [...lacking.values()] }
  } finally {
    setRecorder(before)
  }
}

function current(): Recorder | undefined {
  return (globalThis as { [RECORDER]?: Recorder })[RECORDER]
}

function setRecorder(value: Recorder | undefined): void {
  const holder = globalThis as { [RECORDER]?: Recorder | undefined }
  if (value) holder[RECORDER] = value
  else delete holder[RECORDER]
}
