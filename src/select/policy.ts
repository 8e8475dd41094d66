/** A policy as a config declares it. */
import type { ReleaseClass } from '../names/facts.ts'

/**
 * Which release of each game is wanted. Plain data; every field has a default.
 * `D` and `R` are the names of the DATs and roots the config declares.
 */
export interface Policy<D extends string = string, R extends string = string> {
  /** Only releases these DATs list. Default: all DATs. */
  readonly dats?: readonly D[]
  /** Only files in these roots count as owned. Default: all roots. */
  readonly roots?: readonly R[]
  /** Regions, best first. Regions not named here rank after all that are. Ranking never removes a release. */
  readonly regions?: readonly string[]
  /** Languages, best first, as in DAT names (`En`, `Pt-BR`). Default: those the regions imply. */
  readonly languages?: readonly string[]
  /** Kinds of release to leave out. */
  readonly exclude?: readonly ReleaseClass[]
  /** Hard limits: a release outside them is left out. */
  readonly only?: {
    readonly regions?: readonly string[]
    readonly languages?: readonly string[]
    /** Globs over release names (`Zelda*`); one must match. */
    readonly names?: readonly string[]
    readonly platforms?: readonly string[]
  }
  /** Globs over release names to leave out. */
  readonly drop?: readonly string[]
  readonly revision?: 'newest' | 'oldest'
  /** How many releases of each game to keep. */
  readonly keep?: 1 | 'all'
  /**
   * `catalog`: the best release, owned or not. `owned`: the best of those owned.
   * `owned-else-wanted` (default): the same, and says which better one is missing.
   */
  readonly availability?: 'catalog' | 'owned' | 'owned-else-wanted'
  /** Criteria, most important first. Default: `DEFAULT_ORDER` in `criteria.ts`. */
  readonly order?: readonly string[]
}
