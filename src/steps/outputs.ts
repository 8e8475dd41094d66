/** The rules of writing: what each target should hold. */
import { digest } from '../engine/canonical.ts'
import { rule, type Context, type Rule } from '../engine/rule.ts'
import { problem, type Problem } from '../errors.ts'
import { joinTree } from '../targets/build-tree.ts'
import { buildPart, plays, type Part } from '../targets/part.ts'
import type { PlaylistPicks } from '../targets/playlist-files.ts'
import type { Target } from '../targets/preset.ts'
import type { Tree } from '../targets/tree.ts'
import type { InputRules } from './inputs.ts'
import { asPlaylist, asTarget, isMissing, type ListValue, type SelectionRules } from './selection.ts'

/** What is remembered of a tree; its files are put together again from its parts when they are needed. */
export type TreeValue = {
  /** Fingerprint of every path and content. */
  readonly tree: string
  readonly files: number
  readonly bytes: number
  /** Games of the target's policy that are not owned, on the platforms it plays. */
  readonly missing: number
  readonly problems: readonly Problem[]
}

/** A part, and how many games of its platform the device would play if they were owned. */
type PartValue = Part & { readonly missing: number }

type Need = Context['need']

export interface OutputRules {
  readonly tree: Rule<TreeValue>
  /** The tree itself, for a plan. */
  assemble(need: Need, target: string): Promise<Tree>
  readonly all: readonly Rule[]
}

export function outputRules(inputs: InputRules, selection: SelectionRules): OutputRules {
  /** The tree that was made last. They are large, and each is planned right after it is made. */
  let last: { readonly name: string; readonly tree: Tree } | undefined

  /** `target/platform`: that platform's files on that target. */
  const part = rule<PartValue>({
    kind: 'part',
    version: '1',
    async run({ need }, arg) {
      const slash = arg.lastIndexOf('/')
      const target = await readTarget(need, arg.slice(0, slash))
      const platform = arg.slice(slash + 1)
      const picks = await need(selection.picks, `${target.policy}/${platform}`)
      const missing = plays(target.device, platform) ? picks.filter(isMissing).length : 0
      return { ...buildPart(target, platform, picks), missing }
    },
  })

  const tree = rule<TreeValue>({
    kind: 'tree',
    version: '1',
    async run({ need }, name) {
      const { tree: made, problems, missing } = await join(need, name)
      const { files } = made
      last = { name, tree: made }
      return {
        tree: digest(files.map((file) => `${file.path}\0${file.sha1}\n`).join('')),
        files: files.length,
        bytes: files.reduce((sum, file) => sum + file.size, 0),
        missing,
        problems,
      }
    },
  })

  async function join(need: Need, name: string) {
    const target = await readTarget(need, name)
    const parts: Part[] = []
    let missing = 0
    for (const platform of await need(selection.platforms, '')) {
      const made = await need(part, `${name}/${platform}`)
      parts.push(made)
      missing += made.missing
    }
    const playlists: PlaylistPicks[] = []
    const unresolved: Problem[] = []
    for (const list of target.playlists ?? []) {
      const { picks, problems } = await readList(need, list, target)
      playlists.push(picks)
      unresolved.push(...problems)
    }
    const { tree: joined, problems } = joinTree(target, parts, playlists, target.path)
    return { tree: joined, problems: [...problems, ...unresolved], missing }
  }

  async function readList(
    need: Need,
    name: string,
    target: Target,
  ): Promise<{ picks: PlaylistPicks; problems: Problem[] }> {
    const { policy, title } = asPlaylist(await need(inputs.slice, `playlists/${name}`))
    const { games, unresolved } = await need(selection.list, `${name}/${policy ?? target.policy}`)
    return {
      picks: { name, title: title ?? name, picks: games },
      problems: unresolved.map((item) => unknownTitle(name, item)),
    }
  }

  async function readTarget(need: Need, name: string): Promise<Target> {
    return asTarget(await need(inputs.slice, `targets/${name}`))
  }

  return {
    tree,
    all: [part, tree],
    async assemble(need, name) {
      const made = last?.name === name ? last.tree : (await join(need, name)).tree
      last = undefined
      return made
    },
  }
}

function unknownTitle(playlist: string, { title, nearest }: ListValue['unresolved'][number]): Problem {
  const hint =
    nearest.length > 0 ? `The nearest are ${nearest.map((name) => `"${name}"`).join(', ')}.` : undefined
  const message = `The playlist "${playlist}" names "${title}", which no selected game is called.${hint ? ` ${hint}` : ''}`
  return problem('playlist-unresolved', message)
}
