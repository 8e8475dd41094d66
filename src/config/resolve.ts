/** From a config as it was loaded to the one the build uses, or to everything that is wrong with it. */
import { IDENTIFYING_PROVIDERS, PICTURE_SOURCES } from '../art/options.ts'
import type { Json } from '../engine/canonical.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { buildTargets } from './build-targets.ts'
import { check, objectOf, type Finding, type Known } from './checking/check.ts'
import { checkMeaning } from './checking/check-meaning.ts'
import { checkPaths } from './checking/check-paths.ts'
import type { NotData } from './reading/data.ts'
import type { Config } from './define.ts'
import { isNotKnown } from './env.ts'
import { fillIn } from './fill.ts'
import type { FoundConfig } from './reading/find.ts'
import { FETCHING_PROVIDERS } from '../metadata/options.ts'
import { isBelow, pathText, subject, type ConfigPath } from './places/place.ts'
import type { ResolvedConfig } from './resolved.ts'
import type { NameKind } from './checking/shape.ts'
import { CONFIG } from './checking/shapes.ts'
import { soundFolders } from './checking/sound-folders.ts'
import { sourceOf } from './reading/source.ts'
import type { Vocabulary } from './checking/vocabulary.ts'

/** What `loadConfig` says of the data, besides what it is. */
interface Loaded {
  readonly notData?: readonly NotData[]
  readonly faults?: readonly Problem[]
  readonly unknown?: readonly ConfigPath[]
}

/**
 * Throws a `CuratorError` with every problem at once, each with the place in the file where it can be found.
 * Roots, DATs and targets need not exist yet. Of a sound config `checkPaths` is asked by whoever is about to use it.
 */
export function resolveConfig(
  data: Json,
  found: FoundConfig,
  vocabulary: Vocabulary,
  { notData = [], faults = [], unknown = [] }: Loaded = {},
): ResolvedConfig {
  const known: Known = { names: declaredNames(data), words: vocabulary.words }
  const shape = check(data, CONFIG, known)
  const unsound = [...shape.map(({ path }) => path), ...unknown]
  const targets = buildTargets(data, vocabulary, known, unknown)
  const others = [...shape, ...targets.findings, ...checkMeaning(data, unsound, vocabulary)].filter(
    ({ path }) => !notData.some((refused) => isBelow(path, refused.path)),
  )
  const findings = [...notData.map(refusal), ...others].filter(
    ({ path }) => !unknown.some((above) => isBelow(path, above)),
  )
  if (findings.length > 0 || faults.length > 0) {
    const unsure = [...findings.map(({ path }) => path), ...unknown]
    const folders = checkPaths(soundFolders(data, found, unsure))
    throw new CuratorError(inOrder([...faults, ...problems(findings, found), ...folders], found))
  }
  // `check` has compared the data with the table that says what a `Config` is
  return fillIn(data as unknown as Config, found, targets.built)
}

function refusal({ path, found, instead }: NotData): Finding {
  const message = `${subject(path)} is ${found}, not plain data.`
  return { code: 'config-not-data', path, part: 'value', message, hint: `Write ${instead}.` }
}

function declaredNames(data: Json): Record<NameKind, readonly string[]> {
  const all = objectOf(data)
  const more = Object.keys(all).filter(isNotKnown)
  const namesIn = (key: NameKind) => [...namesOf(all[key]), ...more]
  const metadata = objectOf(all['metadata'])
  const providers = namesOf(metadata['providers'])
  const folders = namesOf(objectOf(all['art'])['folders'])
  return {
    roots: namesIn('roots'),
    dats: namesIn('dats'),
    policies: [...new Set([...namesIn('policies'), 'everything'])],
    playlists: namesIn('playlists'),
    sources: [...namesOf(metadata['sources']), ...providers, ...FETCHING_PROVIDERS],
    pictures: [...folders, ...providers, ...PICTURE_SOURCES],
    identifiers: [...providers, ...IDENTIFYING_PROVIDERS],
  }
}

/** What is not known may declare any name, and stands among them. */
function namesOf(part: Json | undefined): readonly string[] {
  return typeof part === 'string' && isNotKnown(part) ? [part] : Object.keys(objectOf(part))
}

function problems(findings: readonly Finding[], found: FoundConfig): Problem[] {
  const source = sourceOf(found)
  return findings.map(({ code, path, part, message, hint }) => {
    // of what is computed nobody knows the line, but which file it is has to be said
    const at = source.place(path, part) ?? { file: found.file, line: 1, column: 1 }
    return problem(code, message, {
      ...(path.length === 0 ? {} : { path: pathText(path) }),
      ...(hint === undefined ? {} : { hint }),
      at,
    })
  })
}

/** In the order in which a reader meets them in the file; those of no place, or of another file, come last. */
function inOrder(given: readonly Problem[], { file }: FoundConfig): Problem[] {
  const line = ({ at }: Problem) => (at?.file === file ? at.line : Number.MAX_SAFE_INTEGER)
  return given.toSorted((a, b) => line(a) - line(b) || (a.at?.column ?? 0) - (b.at?.column ?? 0))
}
