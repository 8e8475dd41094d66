/** What the other rooms would hand to the config: a small stand-in for each. */
import { fileURLToPath } from 'node:url'
import { handheld } from '../../fixtures/config/parts/handheld.ts'
import { formOf } from '../../src/config/reading/find.ts'
import { loadConfig } from '../../src/config/reading/load.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import type { ResolvedConfig } from '../../src/config/resolved.ts'
import type { Vocabulary } from '../../src/config/checking/vocabulary.ts'
import type { Json } from '../../src/engine/canonical.ts'
import { CuratorError, type Problem } from '../../src/errors.ts'

export const VOCABULARY: Vocabulary = {
  words: {
    platforms: ['nes', 'gb', 'psx'],
    criteria: ['region', 'language', 'revision'],
    regions: ['USA', 'World', 'Europe', 'Japan'],
  },
  presets: {
    handheld(options) {
      const { path, policy, playlists, model = 'small' } = options
      if (model !== 'small' && model !== 'large')
        throw new Error('The option `model` must be small or large.')
      return handheld<string, string>({
        path: path as string,
        policy: policy as string,
        playlists: (playlists ?? []) as string[],
        model,
      })
    },
  },
}

/** Absolute path of a file below fixtures/config. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`../../fixtures/config/${path}`, import.meta.url))
}

export async function resolved(file: string): Promise<ResolvedConfig> {
  const found = { file, form: formOf(file) }
  const loaded = await loadConfig(found)
  return resolveConfig(loaded.config, found, VOCABULARY, loaded)
}

/** Of a config that lies in `/games`. */
export function resolveData(config: Json, vocabulary: Vocabulary = VOCABULARY): ResolvedConfig {
  return resolveConfig(config, { file: '/games/curator.config.json', form: 'json' }, vocabulary)
}

/** What is wrong with it, each with its hint. */
export function messagesOf(config: Json, vocabulary?: Vocabulary): readonly string[] {
  try {
    resolveData(config, vocabulary)
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return error.problems.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`))
  }
  return []
}

export async function problemsOf(file: string): Promise<readonly Problem[]> {
  try {
    await resolved(file)
  } catch (error) {
    if (error instanceof CuratorError) return error.problems
    throw error
  }
  return []
}
