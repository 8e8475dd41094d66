/** The sources a config declares, and a client to ask them with. */
import { dirname, join } from 'node:path'
import type { Db } from '../../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { didYouMean } from '../../../config/checking/suggest.ts'
import { recordSources } from '../../../dats/sources/record.ts'
import { dataFolder } from '../../../dats/sources/declared.ts'
import { isSource, SOURCES } from '../../../dats/sources/table.ts'
import type { Declared } from '../../../dats/sources/update.ts'
import { rememberedWaits } from '../../../dats/sources/waits.ts'
import { usageError } from '../../../errors.ts'
import { createHttp, type Http } from '../../../net/http.ts'
import type { Call } from '../../call.ts'

/** Those of DATs, then those of clone lists, in the order of the config. */
export function declaredSources({ dats, cloneLists }: ResolvedConfig): readonly Declared[] {
  const lists = cloneLists.map(({ shown, source }) => [shown, { source }] as const)
  return [...Object.entries(dats), ...lists].flatMap(([name, { source }]) =>
    source ? [{ name, source: source.declared, folder: source.folder }] : [],
  )
}

/** Tells the catalog what has been fetched of them. */
export function recordDeclared(db: Db, config: ResolvedConfig): void {
  recordSources(
    db,
    declaredSources(config).map(({ folder }) => folder),
  )
}

/** Those of these names: the config's, or the source's own. All when none is named. */
export function chosenSources(declared: readonly Declared[], names: readonly string[]): readonly Declared[] {
  const known = [...new Set(declared.flatMap(({ name, source }) => [name, source.source]))]
  for (const name of names) {
    if (known.includes(name)) continue
    const message = isSource(name)
      ? `The config uses no DATs of ${SOURCES[name].title}.`
      : `There is no source \`${name}\` in the config.`
    const hint =
      didYouMean(name, known) ?? (known.length > 0 ? `Sources: ${known.join(', ')}.` : HOW_TO_DECLARE)
    throw usageError(message, hint)
  }
  return names.length === 0
    ? declared
    : declared.filter(({ name, source }) => names.includes(name) || names.includes(source.source))
}

export const HOW_TO_DECLARE =
  "Declare one in `dats`: `games: libretroDatabase()`, imported from 'curator/presets'."

/** A client for these sources, that asks each as slowly as it wants. */
export function httpFor({ env, signal }: Call, declared: readonly Declared[]): Http {
  const slow = new Map(
    Object.values(SOURCES).flatMap(({ base, apartMs }) =>
      base !== undefined && apartMs !== undefined ? [[new URL(base).host, apartMs] as const] : [],
    ),
  )
  return createHttp({
    signal,
    apart: ({ host }) => slow.get(host),
    authorization: authorizationFrom(env, declared),
    peace: rememberedWaits(join(dataFolder(env), 'dats')),
  })
}

/** Secrets come from the environment, each for the hosts it belongs to: GitHub's API, and mirrors the config names. */
export function authorizationFrom(
  { GITHUB_TOKEN: github, CURATOR_MIRROR_TOKEN: mirror }: Call['env'],
  declared: readonly Declared[],
): (url: URL) => string | undefined {
  const addresses = declared.flatMap(({ source }) => [source.url, source.mirror])
  const mirrors = new Set(addresses.flatMap((text) => originOf(text) ?? []))
  return ({ origin }) => {
    if (origin === 'https://api.github.com') return github ? `Bearer ${github}` : undefined
    return mirror && mirrors.has(origin) ? `Bearer ${mirror}` : undefined
  }
}

function originOf(text: string | undefined): string | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text).origin : undefined
}

/** The config's folder: where `curator.undone` lies. */
export function folderOf({ file }: ResolvedConfig): string {
  return dirname(file)
}
