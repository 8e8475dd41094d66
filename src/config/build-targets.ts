/** Makes the targets of a config whole: calls the presets that the data forms can only name, and checks what they gave. */
import type { Json } from '../engine/canonical.ts'
import { ownValue } from '../own-value.ts'
import type { Target } from '../targets/preset.ts'
import { check, objectOf, type Finding, type JsonObject, type Known } from './checking/check.ts'
import { asData } from './reading/data.ts'
import { isBelow, pathText, type ConfigPath } from './places/place.ts'
import type { ResolvedTarget } from './resolved.ts'
import { TARGET } from './checking/shapes.ts'
import { didYouMean } from './checking/suggest.ts'
import type { Vocabulary } from './checking/vocabulary.ts'

interface BuiltTargets {
  readonly built: Readonly<Record<string, ResolvedTarget>>
  /** What is wrong with them beyond what was found in the config itself. */
  readonly findings: readonly Finding[]
}

/** `unknown`: what cannot be judged yet. */
export function buildTargets(
  data: Json,
  vocabulary: Vocabulary,
  known: Known,
  unknown: readonly ConfigPath[],
): BuiltTargets {
  const built: [string, ResolvedTarget][] = []
  const findings: Finding[] = []
  for (const [name, raw] of Object.entries(objectOf(objectOf(data)['targets']))) {
    const path = ['targets', name]
    if (raw === undefined) continue
    // these are reported already
    const told = new Set(check(raw, TARGET, known, path).map((finding) => pathText(finding.path)))
    const isSound = told.size === 0 && !unknown.some((at) => isBelow(at, path))
    const { target, faults } = build(objectOf(raw), path, vocabulary, known, isSound)
    findings.push(...faults.filter((finding) => !told.has(pathText(finding.path))))
    if (target) built.push([name, { ...target, playlists: target.playlists ?? [] }])
  }
  return { built: Object.fromEntries(built), findings }
}

interface Built {
  readonly target?: Target
  readonly faults: readonly Finding[]
}

/** `isSound`: what all targets have in common is right, and all of it is known. Only then it makes sense to build it. */
function build(
  raw: JsonObject,
  path: ConfigPath,
  vocabulary: Vocabulary,
  known: Known,
  isSound: boolean,
): Built {
  if (raw['device'] !== undefined) return isSound ? examined(raw, path, vocabulary) : { faults: [] }
  const { preset: name, ...options } = raw
  if (typeof name !== 'string') return { faults: [] }
  const make = ownValue(vocabulary.presets, name)
  if (!make) return { faults: [unknownPreset(name, Object.keys(vocabulary.presets), path)] }
  const shape = vocabulary.presetShapes?.[name]?.(options)
  const wrong = shape ? check(options, shape, known, path) : []
  if (wrong.length > 0 || !isSound) return { faults: wrong }
  try {
    const { data, refused } = asData(make(options))
    if (refused[0]) return { faults: [fault(path, `The preset ${name} gave ${refused[0].found}.`)] }
    const faults = check(data, TARGET, known, path)
    return faults.length > 0 ? { faults } : examined(objectOf(data), path, vocabulary)
  } catch (error) {
    return {
      faults: [
        fault(path, `\`${pathText(path)}\`: ${error instanceof Error ? error.message : String(error)}`),
      ],
    }
  }
}

function examined(data: JsonObject, path: ConfigPath, { checkTarget }: Vocabulary): Built {
  // it was compared with the table that says what a `Target` is
  const target = data as unknown as Target
  const faults = (checkTarget?.(target) ?? []).map(({ key, message }) =>
    fault([...path, ...key.split('.')], message),
  )
  return { target, faults }
}

function fault(path: ConfigPath, message: string): Finding {
  return { code: 'config-invalid', path, part: 'key', message }
}

function unknownPreset(name: string, known: readonly string[], path: ConfigPath): Finding {
  return {
    code: 'config-unknown-name',
    path: [...path, 'preset'],
    part: 'value',
    message: `\`${pathText(path)}\` names the preset '${name}', which does not exist.`,
    hint: didYouMean(name, known) ?? `Presets: ${known.join(', ')}.`,
  }
}
