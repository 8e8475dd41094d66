/**
 * What the user decided, as `curation.jsonc` beside the config says it. It is kept with the config: losing curator's
 * own memory loses no decision.
 */
import type { EntryFields } from '../metadata/local/entry.ts'
import type { GroupingDecision } from '../select/decisions.ts'

export const CURATION_FILE = 'curation.jsonc'

/** Plain data, in the order of the file. */
export interface Decisions {
  /** Which release a content is, by its SHA-1. Null: none of the suggested. */
  readonly match: Readonly<Record<string, MatchDecision | null>>
  /** Platform of files with this extension, or of one content, by its SHA-1. Null: of none. */
  readonly platform: Readonly<Record<string, string | null>>
  /** Platform of DATs whose header has this name. */
  readonly dat: Readonly<Record<string, string>>
  /** By platform: which releases are one game, and which are not. */
  readonly grouping: Readonly<Record<string, readonly GroupingDecision[]>>
  /** Releases of one game on several platforms: platform → release. */
  readonly ports: readonly Readonly<Record<string, string>>[]
  /** Releases of games that share a title: no two are one game. Platform → release. */
  readonly notPorts: readonly Readonly<Record<string, string>>[]
  /** By platform: what the game of a release is called. */
  readonly title: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By platform: releases that are the best of their game. */
  readonly pin: Readonly<Record<string, readonly string[]>>
  /** Company → other names of it. */
  readonly companies: Readonly<Record<string, readonly string[]>>
  /** Names of which no two are one company. */
  readonly differentCompanies: readonly (readonly string[])[]
  /** Absent: nothing is decided. */
  readonly metadata?: MetadataDecisions
}

/** By platform, then by release: of the game that the release is. */
export interface MetadataDecisions {
  /** What is so, whatever sources say. */
  readonly pin: Readonly<Record<string, Readonly<Record<string, EntryFields>>>>
  /** Source → id of the entry that it is there. Null: none of the suggested. */
  readonly link: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string | null>>>>>>
}

export interface MatchDecision {
  /** Slug. */
  readonly platform: string
  readonly release: string
}

export const NO_DECISIONS: Decisions = {
  match: {},
  platform: {},
  dat: {},
  grouping: {},
  ports: [],
  notPorts: [],
  title: {},
  pin: {},
  companies: {},
  differentCompanies: [],
}

/** Of kinds that a DAT, a root or a source may outlive. */
export function hasDecisions(decisions: Decisions): boolean {
  const { match, platform, dat, grouping, ports, notPorts, title, pin, companies, metadata } = decisions
  const tables = [match, platform, dat, grouping, title, pin, companies]
  return (
    ports.length + notPorts.length > 0 ||
    metadata !== undefined ||
    tables.some((table) => Object.keys(table).length > 0)
  )
}

/** Of what a platform is decided: one content. Extensions are shorter. */
export function isSha1(of: string): boolean {
  return of.length === 40
}
