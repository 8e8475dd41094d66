/** What packs that have not expired say of running the games of a platform: how well on devices, how far in emulators. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { calledAlike } from '../../identify/titles/spelling/left-out.ts'
import { COMPAT_STATUSES, RUN_TIERS, type CompatStatus, type RunTier } from '../facts.ts'
import type { Targets } from './targets.ts'

/** By name of the release; undefined when no pack speaks of the platform. */
type Known<Word extends string> =
  | ((release: string) => Readonly<Record<string, Word>> | undefined)
  | undefined

/** Device → tier; of several emulators the one that does best. */
export function runningOn(db: Db, platform: string, targets: Targets, now: number): Known<RunTier> {
  const rows = prepareOnce(
    db,
    `select game, device, tier from game_performance_cache
     where platform_id = (select id from platform where slug = ?) and exclude_from_auto = 0
       and (expires_at is null or expires_at > ?)
     order by game is not null, game, device`,
  )
    .raw()
    .all(platform, now) as [game: string | null, device: string, tier: RunTier][]
  return knownOf(
    rows.map(([game, device, word]) => ({ game, keys: [device], word })),
    RUN_TIERS,
    targets,
  )
}

/** By emulator, and by each of its versions; see `GameFacts`. */
export function emulatedBy(db: Db, platform: string, targets: Targets, now: number): Known<CompatStatus> {
  const rows = prepareOnce(
    db,
    `select game, emulator, version, status from emulator_compat_cache
     where platform_id = (select id from platform where slug = ?) and (expires_at is null or expires_at > ?)
     order by game is not null, game, emulator, version`,
  )
    .raw()
    .all(platform, now) as [game: string | null, emulator: string, version: string | null, CompatStatus][]
  return knownOf(
    rows.map(([game, emulator, version, word]) => ({
      game,
      keys: [emulator, `${emulator} ${version ?? '*'}`],
      word,
    })),
    COMPAT_STATUSES,
    targets,
  )
}

interface Said<Word extends string> {
  /** Name of a release, or a title. Null: it is said of the whole platform. */
  readonly game: string | null
  readonly keys: readonly string[]
  readonly word: Word
}

/** What is said of a game beats what is said of its platform. */
function knownOf<Word extends string>(
  all: readonly Said<Word>[],
  worstFirst: readonly Word[],
  targets: Targets,
): Known<Word> {
  if (all.length === 0) return undefined
  const everywhere = bestOf(
    all.filter(({ game }) => game === null),
    worstFirst,
  )
  const byGame = new Map<string, Said<Word>[]>()
  const byTitle = new Map<string, Said<Word>[]>()
  for (const said of all) {
    if (said.game === null) continue
    addTo(byGame, said.game, said)
    addTo(byTitle, calledAlike(said.game), said)
  }
  const titles = targets.titles()
  return (release) => {
    const id = targets.byName.get(release)?.id ?? 0
    const own =
      byGame.get(release) ??
      titles.get(id)?.titles.flatMap((title) => byTitle.get(calledAlike(title)) ?? []) ??
      []
    const known = { ...everywhere, ...bestOf(own, worstFirst) }
    return Object.keys(known).length > 0 ? known : undefined
  }
}

function bestOf<Word extends string>(
  all: readonly Said<Word>[],
  worstFirst: readonly Word[],
): Record<string, Word> {
  const best = new Map<string, Word>()
  for (const { keys, word } of all) {
    for (const key of keys) {
      const before = best.get(key)
      if (before === undefined || worstFirst.indexOf(word) > worstFirst.indexOf(before)) best.set(key, word)
    }
  }
  return Object.fromEntries(best)
}
