/** Runs a config that is a program, so that what is wrong with one part of it hides nothing that is wrong with the others. */
import { readFileSync, realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { CuratorError, type Problem } from '../../errors.ts'
import type { ClosureFile } from './closure.ts'
import { importProblem, isBuildFailure } from './compile-problem.ts'
import { compile, type Compiled } from './compile.ts'
import { recordingEnv } from '../env.ts'
import { evaluate, lackingVariable, missingModule, placesIn } from './evaluate.ts'
import { offsetOf } from '../places/place.ts'
import { NOTHING_STANDS_IN, standInsFor, type StandIns } from './stand-ins.ts'
import { partThatThrew, partWithoutSense, withoutParts, type Part } from './thrown-part.ts'

export interface Ran {
  readonly value: unknown
  readonly closure: readonly ClosureFile[]
  readonly env: Readonly<Record<string, string | null>>
  /** Why parts of it are not known. */
  readonly faults: readonly Problem[]
  /** Whether some value is not known that any part may rest on: then that one is wrong need not be its own fault. */
  readonly isUnsure: boolean
}

/** Each part that throws costs another run. */
const MOST_RUNS = 24

/** What is known so far of a config that is not right. */
interface Found extends Pick<Ran, 'faults' | 'isUnsure'> {
  readonly parts: readonly Part[]
  readonly standIns?: StandIns
}

/** Throws what `compile` does, and what the config throws where nothing can stand in for what threw. */
export async function runScript(file: string): Promise<Ran> {
  let found: Found = { faults: [], isUnsure: false, parts: [] }
  for (let run = 1; ; run++) {
    const compiled = await compileWith(file, found)
    if (!('code' in compiled)) {
      found = compiled
      continue
    }
    const { outcome, env, lacking } = await recordingEnv(() =>
      evaluate(file, compiled, found.standIns !== undefined),
    )
    found = withLacking(
      found,
      lacking.map((error) => lackingVariable(file, compiled, error)),
    )
    if (outcome.status === 'fulfilled')
      return { ...found, value: outcome.value, closure: compiled.closure, env }
    const next = run < MOST_RUNS ? afterThrow(file, compiled, outcome.reason, found) : undefined
    if (!next) throw allOf(found, outcome.reason)
    found = next
  }
}

async function compileWith(file: string, found: Found): Promise<Compiled | Found> {
  try {
    return await compile(file, found.standIns)
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    const { cause: failure } = error
    const next = isBuildFailure(failure) ? standInsFor(failure.errors, file, found.standIns) : undefined
    if (!next) {
      const rest = withoutSenseless(file, error.problems, found)
      if (rest) return rest
      throw found.faults.length > 0 ? new CuratorError(found.faults, { cause: error }) : error
    }
    const told = await Promise.all(next.told.map((message) => importProblem(message, dirname(file))))
    return { ...found, faults: [...found.faults, ...told], isUnsure: true, standIns: next.standIns }
  }
}

/**
 * Without the parts in which the config itself makes no sense: the compiler tells of the first, and of the next when
 * something stands in for that. Undefined where it is in none, or in one that something stands in for a piece of already:
 * then it may be for what was taken away with that.
 */
function withoutSenseless(file: string, problems: readonly Problem[], found: Found): Found | undefined {
  const isRead = problems.every(({ code }) => code === 'config-syntax')
  if (!isRead || found.parts.length >= MOST_RUNS) return undefined
  const text = readFileSync(file, 'utf8')
  const real = realpathSync(file)
  return problems.reduce<Found | undefined>((rest, fault) => {
    const part = fault.at?.file === real ? partWithoutSense(text, offsetOf(text, fault.at)) : undefined
    const isApart = part && found.parts.every(({ from, to }) => to <= part.from || part.to <= from)
    return rest && isApart ? withoutPart(text, part, withFault(rest, fault)) : undefined
  }, found)
}

function withLacking(found: Found, lacking: readonly Problem[]): Found {
  const known = new Set(found.faults.map(({ message }) => message))
  const more = lacking.filter(({ message }) => !known.has(message))
  return { ...found, faults: [...found.faults, ...more], isUnsure: found.isUnsure || lacking.length > 0 }
}

/** With something in place of what threw. Undefined where nothing can stand in for it. */
function afterThrow(file: string, { map }: Compiled, thrown: unknown, found: Found): Found | undefined {
  if (!(thrown instanceof CuratorError) || !(thrown.cause instanceof Error)) return undefined
  const [told] = thrown.problems
  const missing = missingModule(thrown.cause)
  if (told && missing !== undefined) return withoutModule(missing, withFault(found, told))
  if (told?.code !== 'config-threw') return undefined
  const isSure = !found.isUnsure || thrown.cause instanceof ReferenceError
  const text = readFileSync(file, 'utf8')
  const real = realpathSync(file)
  const places = placesIn(file, map, thrown.cause)
  const part = partThatThrew(text, real, places)
  if (part) {
    const message = `\`${part.name}\` cannot be made: ${thrown.cause.message.replace(/\.?$/, '.')}`
    const path = part.path === undefined ? {} : { path: part.path }
    return withoutPart(text, part, isSure ? withFault(found, { ...told, ...path, message }) : found)
  }
  const outermost = places.at(-1)?.file
  if (outermost === undefined || outermost === real) return undefined
  const message = told.message.replace(`${basename(file)} threw`, `${basename(outermost)} threw`)
  return withoutModule(outermost, isSure ? withFault(found, { ...told, message }) : found)
}

function withFault(found: Found, fault: Problem): Found {
  return { ...found, faults: [...found.faults, fault] }
}

/** What it exports is not known any more. */
function withoutModule(module: string, found: Found): Found | undefined {
  const before = found.standIns ?? NOTHING_STANDS_IN
  if (before.modules.has(module)) return undefined
  const standIns = { ...before, modules: new Set([...before.modules, module]) }
  return { ...found, isUnsure: true, standIns }
}

function withoutPart(text: string, part: Part, found: Found): Found | undefined {
  if (found.parts.some(({ from }) => from === part.from)) return undefined
  const isWithin = ({ from, to }: Part) => part.from <= from && to <= part.to
  const parts = [...found.parts.filter((one) => !isWithin(one)), part]
  const standIns = { ...(found.standIns ?? NOTHING_STANDS_IN), text: withoutParts(text, parts) }
  // other parts may rest on a `const`, and on none of these
  return { ...found, isUnsure: found.isUnsure || part.path === undefined, parts, standIns }
}

/** All that is wrong with a config that cannot be run to its end. */
function allOf({ faults, isUnsure }: Found, thrown: unknown): unknown {
  if (faults.length === 0 || !(thrown instanceof CuratorError)) return thrown
  const more = thrown.problems.filter(({ code }) => code === 'config-threw' && !isUnsure)
  return new CuratorError([...faults, ...more])
}
