/** `env()`: how a config reads the environment, so that curator knows when an answer would be different. */

/** The loader puts a function here. A symbol, because the config may be bundled with its own copy of this module. */
const RECORDER = Symbol.for('curator.env')

type EnvRecorder = (name: string, value: string | null) => void

/** Name of the error for a variable without value or fallback: recognised by the loader, whichever copy threw it. */
export const MISSING_VARIABLE = 'MissingVariable'

/**
 * The value of an environment variable. An empty variable counts as one that is not set.
 * Throws when it is not set and there is no fallback.
 */
export function env(name: string, fallback?: string): string {
  const value = process.env[name] ?? null
  recorder()?.(name, value)
  if (value !== null && value !== '') return value
  if (fallback !== undefined) return fallback
  const error = new Error(`The environment variable ${name} is not set.`)
  error.name = MISSING_VARIABLE
  throw error
}

/** Runs `task` with a record of every variable that is asked for. `null`: it was not set. */
export async function recordingEnv<T>(
  task: () => Promise<T>,
): Promise<{ result: T; env: Record<string, string | null> }> {
  const seen = new Map<string, string | null>()
  const before = recorder()
  setRecorder((name, value) => seen.set(name, value))
  try {
    const result = await task()
    return { result, env: Object.fromEntries([...seen].sort(([a], [b]) => (a < b ? -1 : 1))) }
  } finally {
    setRecorder(before)
  }
}

function recorder(): EnvRecorder | undefined {
  return (globalThis as { [RECORDER]?: EnvRecorder })[RECORDER]
}

function setRecorder(value: EnvRecorder | undefined): void {
  const holder = globalThis as { [RECORDER]?: EnvRecorder | undefined }
  if (value) holder[RECORDER] = value
  else delete holder[RECORDER]
}
