/**
 * The rules of writing: what each target should hold, in sections. A section is a shelf of a platform, the list of a
 * whole platform, or the playlists; only sections that changed are read, and compared with the device.
 */
import { digest } from '../../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import {
  admitted,
  contestOf,
  NO_CONTEST,
  settle,
  type Claimant,
  type Party,
  type Settlement,
} from '../../targets/names/contest.ts'
import type { Footprint } from '../../targets/parts/footprint.ts'
import { distinct, notPlayed } from '../../targets/parts/problems.ts'
import { plays } from '../../targets/parts/part.ts'
import type { Target } from '../../targets/preset.ts'
import type { TreeFile } from '../../targets/tree.ts'
import { apartBefore, noteApart } from './apart.ts'
import { firmwareRules } from './firmware.ts'
import { artRules, type ArtRules } from '../art/art.ts'
import type { DecisionRules } from '../choosing/decisions.ts'
import type { InputRules } from '../inputs.ts'
import { listSections } from './list-sections.ts'
import {
  footprintIn,
  nodeOf,
  sectionOf,
  type Made,
  type MadePart,
  type SectionKind,
  type SectionRule,
  type TreePages,
  type TreeSection,
  type TreeValue,
} from './sections.ts'
import { partRules } from './parts.ts'
import { settingsRules } from './settings.ts'
import { sharedSaveRule } from './shared-saves.ts'
import { siteRules } from './site.ts'
import { readTarget, type SelectionRules } from '../choosing/selection.ts'
import { inOrder } from './section-problems.ts'
import type { World } from '../world.ts'

export interface OutputRules {
  readonly tree: Rule<TreeValue, TreePages>
  /** The files of a section of a tree, which is up to date. */
  files(reader: Reader, section: TreeSection): Promise<readonly TreeFile[]>
  /** Where they are on this device. */
  footprint(reader: Reader, section: TreeSection, target: Target): Promise<Footprint>
  /** The pictures of a target's games: see `steps/art/art.ts`. */
  readonly pictures: ArtRules
  readonly all: readonly Rule[]
}

export function outputRules(
  world: World,
  inputs: InputRules,
  deciding: DecisionRules,
  selection: SelectionRules,
): OutputRules {
  const contributions = partRules(world, inputs, selection)
  const { part, sets } = contributions

  /** `target`: which files of its parts are let in, where they get in each other's way. */
  const admission = rule<Settlement>({
    kind: 'admission',
    version: '3',
    async run({ need, page, before, note }, name) {
      const target = await readTarget(need, inputs, name)
      // its scripts name its pictures, so those come first; all of them are compared in the tree
      if (target.device.site) return { ...NO_CONTEST, isDisjoint: false }
      const parts = await readParts(need, name, target)
      const settlement = await settleAll(page, target, parts, apartBefore(before?.note, target, parts))
      if (settlement.isDisjoint) note(noteApart(target, parts))
      return settlement
    },
  })

  const sharing = sharedSaveRule(inputs, ruleOf, admission, readParts)
  const { firmware, sectionsOf: firmwareOf, all: ofFirmware } = firmwareRules(world, inputs)
  const pictures = artRules(world, inputs, contributions, admission)
  const listed = listSections(inputs, selection, contributions, {
    admission,
    picturesOf: pictures.listed,
    played: playedPlatforms,
  })
  const setting = settingsRules(world, inputs, selection.metadata, contributions, admission)
  const sites = siteRules(world, inputs, deciding, selection, { art: pictures.art, played: playedPlatforms })
  const { site, front, all: ofSites } = sites

  const tree: OutputRules['tree'] = rule({
    kind: 'tree',
    version: '5',
    async run({ need, page, keep }, name) {
      const target = await readTarget(need, inputs, name)
      const parts = await readParts(need, name, target)
      const lists = await readLists(need, name, target)
      const shown = await pictures.sectionsOf(need, target, parts)
      const fixed = await firmwareOf(need, name, target)
      const set = await setting.sectionsOf(need, target, parts)
      const made: Made[] = [...parts, ...lists, ...shown, ...fixed, ...set]
      const ofParts = await need(admission, name)
      const apart = new Set(ofParts.isDisjoint ? parts.map(nodeOf) : [])
      const settlement = made.length === parts.length ? ofParts : await settleAll(page, target, made, apart)
      const sections = made.map((section) => sectionOf(name, target, section, settlement))
      keep(
        'sections',
        sections.filter(({ files }, i) => files > 0 || made[i]?.facts.optional !== undefined),
      )
      const refusing = sections.filter(({ refused }) => refused.some(([, instead]) => instead === null))
      if (refusing.length > 0) keep('refusing', refusing)
      const shared = await need(sharing, name)
      const { missing, problems: unplayed } = await readCounts(need, target)
      return {
        tree: digest(sections.map(({ id, hash }) => `${id} ${hash}\n`).join('')),
        files: sections.reduce((sum, { files }) => sum + files, 0),
        bytes: made.reduce((sum, { facts }) => sum + facts.bytes, 0) - (await refusedBytes(page, sections)),
        missing,
        isDisjoint: settlement.isDisjoint,
        problems: [
          ...inOrder([...unplayed, ...parts.flatMap(({ facts }) => facts.problems), ...shared]),
          ...settlement.problems,
          ...lists.flatMap(({ facts }) => facts.problems),
          ...distinct([...shown, ...set].flatMap(({ facts }) => facts.problems)),
        ],
      }
    },
  })

  type Need = Reader['need']
  type Page = Reader['page']

  async function playedPlatforms(need: Need, { device }: Target): Promise<string[]> {
    return (await need(selection.platforms, '')).filter((platform) => plays(device, platform))
  }

  async function readParts(need: Need, name: string, target: Target): Promise<MadePart[]> {
    const parts: MadePart[] = []
    for (const platform of await playedPlatforms(need, target)) {
      for (const { kind, arg } of await nodesOf(need, name, target, platform))
        parts.push({ kind, arg, platform, facts: await need(ruleOf(kind), arg) })
    }
    return parts
  }

  /** A site has a section for each shelf, whatever the games share. */
  async function nodesOf(
    need: Need,
    name: string,
    target: Target,
    platform: string,
  ): Promise<readonly Pick<Made, 'kind' | 'arg'>[]> {
    if (!target.device.site) return contributions.nodesOf(need, name, target, platform)
    const shelves = await need(selection.select, `${target.policy}/${platform}`)
    return shelves.map((shelf) => ({ kind: 'site', arg: `${name}/${platform}/${shelf}` }))
  }

  async function readLists(need: Need, name: string, target: Target): Promise<readonly Made[]> {
    if (target.device.site) return [{ kind: 'front', arg: name, facts: await need(front, name) }]
    return listed.sectionsOf(need, name, target)
  }

  /** `apart`: of which nodes it is known that they do not get in each other's way. */
  async function settleAll(
    page: Page,
    target: Target,
    made: readonly Made[],
    apart: ReadonlySet<string>,
  ): Promise<Settlement> {
    const claimants = made.map((section): Claimant => ({
      id: nodeOf(section),
      footprint: section.facts.footprint,
    }))
    const contest = contestOf(target, claimants, apart)
    if (!contest) return NO_CONTEST
    const parties: Party[] = []
    for (const section of made) {
      const id = nodeOf(section)
      if (!contest.ids.includes(id)) continue
      const files = (await page(ruleOf(section.kind), section.arg, 'files')) ?? []
      parties.push({ id, files, ...('platform' in section ? { platform: String(section.platform) } : {}) })
    }
    return settle(target, contest, parties)
  }

  async function refusedBytes(page: Page, sections: readonly TreeSection[]): Promise<number> {
    let bytes = 0
    for (const { kind, arg, refused } of sections) {
      const files = refused.length > 0 ? await page(ruleOf(kind), arg, 'files') : undefined
      for (const [index, , isMoved] of refused) {
        if (isMoved !== true) bytes += files?.[index]?.size ?? 0
      }
    }
    return bytes
  }

  async function readCounts(need: Need, target: Target): Promise<{ missing: number; problems: Problem[] }> {
    let missing = 0
    const problems: Problem[] = []
    for (const platform of await need(selection.platforms, '')) {
      let owned = 0
      for (const shelf of await need(selection.select, `${target.policy}/${platform}`)) {
        const counts = await need(selection.picks, `${target.policy}/${platform}/${shelf}`)
        owned += counts.owned
        if (plays(target.device, platform)) missing += counts.missing
      }
      if (!plays(target.device, platform)) problems.push(...notPlayed(target, platform, owned))
    }
    return { missing, problems }
  }

  function ruleOf(kind: SectionKind): SectionRule {
    return {
      part,
      sets,
      listing: listed.listing,
      lists: listed.lists,
      site,
      front,
      firmware,
      art: pictures.art,
      settings: setting.settings,
    }[kind]
  }

  // each rule needs only those that stand before it
  const below = [...contributions.all, admission, sharing]
  return {
    tree,
    pictures,
    all: [...below, ...pictures.all, ...setting.all, ...ofFirmware, ...ofSites, ...listed.all, tree],
    async files(reader, { kind, arg, refused }) {
      const files = admitted((await reader.page(ruleOf(kind), arg, 'files')) ?? [], refused)
      return files.some(({ origin }) => 'joined' in origin) ? listed.joined(reader, arg, files) : files
    },
    footprint: async (reader, section, { device: { names } }) =>
      footprintIn(section, await reader.need(ruleOf(section.kind), section.arg), names),
  }
}
