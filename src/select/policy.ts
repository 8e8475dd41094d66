/** A policy as a config declares it. */
import type { Known } from '../known.ts'
import type { Language } from '../names/tables/languages.ts'
import type { Region } from '../names/tables/regions.ts'
import type { ByPlatform, KnownPlatform } from '../platforms/known.ts'
import type { PolicyClass } from './grouping/kinds.ts'
import type { LinkSource } from './grouping/link-source.ts'
import type { VideoStandard } from './criteria/video-standards.ts'

/**
 * Which release of each game is wanted. Plain data; every field has a default.
 * `D`, `R` and `P` are the names of the DATs, roots and policies the config declares.
 */
export interface Policy<
  D extends string = string,
  R extends string = string,
  P extends string = never,
> extends PolicyRules {
  /** Another policy: whatever this one does not say is as it says. */
  readonly extends?: P
  /** Only releases these DATs list. Default: all DATs. */
  readonly dats?: readonly D[]
  /** Only files in these roots count as owned. Default: all roots. */
  readonly roots?: readonly R[]
  /** What is different on some platforms, by slug. */
  readonly platforms?: ByPlatform<PolicyRules>
}

/** What may differ from platform to platform. */
export interface PolicyRules {
  /**
   * Regions, best first. `...` stands for all that are not named; without it they come last. Those of a list in the list
   * are as good as each other. Ranking never removes a release.
   */
  readonly regions?: readonly (Known<Region | '...'> | readonly Known<Region>[])[]
  /** Languages, best first, as in DAT names (`En`, `Pt-BR`). Default: those the regions imply. */
  readonly languages?: readonly Known<Language>[]
  /** What counts first: the best language of a game, or the best region. Default: language. */
  readonly precedence?: 'language' | 'region'
  /** Kinds of release to leave out. */
  readonly exclude?: readonly PolicyClass[]
  /** Hard limits: a release outside them is left out. */
  readonly only?: {
    /** As in DAT names (`USA`). */
    readonly regions?: readonly Known<Region>[]
    /** As in DAT names (`En`). */
    readonly languages?: readonly Known<Language>[]
    /** Globs over release names (`Zelda*`); one must match. */
    readonly names?: readonly string[]
    /** Slugs, such as `nes`. */
    readonly platforms?: readonly KnownPlatform[]
  }
  /** Globs over release names to leave out. */
  readonly drop?: readonly string[]
  /** Names of releases, or globs over them, that win their game whatever else is said, and that are never left out. */
  readonly pin?: readonly string[]
  /** Globs over release names, best first: among releases of one region, these come before others. */
  readonly prefer?: readonly string[]
  /** Globs over release names: among releases of one region, these come after others. */
  readonly avoid?: readonly string[]
  /** Which revision of a release is taken. Default: `newest`. */
  readonly revision?: 'newest' | 'oldest'
  /** Later re-releases, such as Virtual Console. Default: avoid. */
  readonly modern?: 'avoid' | 'prefer' | 'ignore'
  /** Licensed releases before unlicensed ones of better regions. Default: false. */
  readonly licensedFirst?: boolean
  /** Best first. Default: NTSC, PAL, PAL 60Hz, MPAL, SECAM. */
  readonly videoStandards?: readonly Known<VideoStandard>[]
  /** How many releases of each game to keep, from the best down; or the newest and the oldest; or all. Default: 1. */
  readonly keep?: number | 'newest+oldest' | 'all'
  /** Whether all discs of a game come from one edition where one has them all. Default: consistent. */
  readonly discs?: 'consistent' | 'independent'
  /**
   * Compilations: `auto` keeps one where it has the best release of some game; `individual` only where a game has no
   * other release; `keep-all` keeps all of them beside the games; `fewest-files` takes as few releases as it can.
   */
  readonly compilations?: 'auto' | 'individual' | 'keep-all' | 'fewest-files'
  /** What may say that two releases are one game. Default: all sources. */
  readonly groupBy?: readonly LinkSource[]
  /**
   * `catalog`: the best release, owned or not. `owned`: the best of those owned.
   * `owned-else-wanted` (default): the same, and says which better one is missing.
   */
  readonly availability?: 'catalog' | 'owned' | 'owned-else-wanted'
  /** Criteria, most important first. Default: `DEFAULT_ORDER` in `criteria.ts`. */
  readonly order?: readonly string[]
}

/** Field by field, the later one counts. */
export function extendPolicy(base: Policy, own: Policy): Policy {
  return {
    ...base,
    ...own,
    ...(base.platforms || own.platforms ? { platforms: bothPlatforms(base, own) } : {}),
  }
}

function bothPlatforms(base: Policy, own: Policy): ByPlatform<PolicyRules> {
  const slugs = new Set([...Object.keys(base.platforms ?? {}), ...Object.keys(own.platforms ?? {})])
  return Object.fromEntries(
    Array.from(slugs, (slug) => [slug, { ...base.platforms?.[slug], ...own.platforms?.[slug] }]),
  )
}

/** The policy as it is on one platform. */
export function policyFor(policy: Policy, platform: string): Policy {
  const { platforms, ...general } = policy
  if (!platforms) return policy
  return Object.hasOwn(platforms, platform) ? { ...general, ...platforms[platform] } : general
}
