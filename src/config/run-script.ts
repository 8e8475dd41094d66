/** Runs a config that is a program, so that what one part of it throws hides nothing that is wrong with the others. */
import { readFileSync, realpathSync } from 'node:fs'
import { CuratorError, type Problem } from '../errors.ts'
import type { ClosureFile } from './closure.ts'
import { compile } from './compile.ts'
import { NOT_KNOWN, recordingEnv } from './env.ts'
import { evaluate, lackingVariable, placesIn } from './evaluate.ts'
import { memberAround } from './locate.ts'
import { offsetOf, pathText } from './place.ts'
import { CONFIG } from './shapes.ts'

export interface Ran {
  readonly value: unknown
  readonly closure: readonly ClosureFile[]
  readonly env: Readonly<Record<string, string | null>>
  /** Variables that it needs and that are not set; or, as these may be why it threw, else parts that threw. */
  readonly faults: readonly Problem[]
}

/** Each part that throws costs another run. */
const MOST_PARTS = 20

/** Throws what `compile` does, and what the config throws outside of its parts. */
export async function runScript(file: string): Promise<Ran> {
  const parts: Part[] = []
  const lacking = new Map<string, Problem>()
  for (;;) {
    const compiled = await compile(file, parts.length === 0 ? undefined : withoutParts(file, parts))
    const { outcome, env, lacking: errors } = await recordingEnv(() => evaluate(file, compiled))
    for (const error of errors) lacking.set(error.message, lackingVariable(file, compiled, error))
    const faults = lacking.size > 0 ? [...lacking.values()] : parts.map(({ problem }) => problem)
    if (outcome.status === 'fulfilled')
      return { value: outcome.value, closure: compiled.closure, env, faults }
    const part = parts.length < MOST_PARTS ? partThatThrew(file, compiled.map, outcome.reason) : undefined
    if (part) parts.push(part)
    else throw faults.length > 0 ? new CuratorError(faults) : outcome.reason
  }
}

/** A root, a target, or whatever else has a name in the config. */
interface Part {
  readonly problem: Problem
  /** From where to where its value is written. */
  readonly from: number
  readonly to: number
}

/** Undefined where it was no part, or none that stands in the file of the config. */
function partThatThrew(file: string, map: string, thrown: unknown): Part | undefined {
  if (!(thrown instanceof CuratorError) || !(thrown.cause instanceof Error)) return undefined
  const [told] = thrown.problems
  if (told?.code !== 'config-threw') return undefined
  const text = readFileSync(file, 'utf8')
  const real = realpathSync(file)
  for (const place of placesIn(file, map, thrown.cause)) {
    if (place.file !== real) continue
    for (const key of NAMED_PARTS) {
      const written = memberAround(text, key, offsetOf(text, place))
      if (!written) continue
      const path = [key, written.name]
      const message = `\`${pathText(path)}\` cannot be made: ${thrown.cause.message.replace(/\.?$/, '.')}`
      return { from: written.from, to: written.to, problem: { ...told, path: pathText(path), message } }
    }
  }
  return undefined
}

const NAMED_PARTS = Object.entries(CONFIG.fields).flatMap(([key, { shape }]) =>
  shape.kind === 'names' ? [key] : [],
)

/** With what is not known in their place. The rest stays where it was: the next error has its right place, too. */
function withoutParts(file: string, parts: readonly Part[]): string {
  const text = readFileSync(file, 'utf8')
  return parts
    .toSorted((a, b) => b.from - a.from)
    .reduce((rest, { from, to }) => {
      const blank = rest.slice(from, to).replace(/[^\r\n]/g, ' ')
      return `${rest.slice(0, from)}${NOTHING}${blank.replace(ROOM, '')}${rest.slice(to)}`
    }, text)
}

const NOTHING = JSON.stringify(NOT_KNOWN)

/** What that takes of the first line. */
const ROOM = new RegExp(`^ {0,${NOTHING.length}}`)
