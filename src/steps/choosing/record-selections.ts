/** Keeps the history of what was decided: a romset of every policy when it changes, and the playlists as they are. */
import {
  addRomset,
  changedParts,
  currentRomset,
  keepAgain,
  newestRomset,
  putPolicy,
  type Members,
} from '../../catalog/history.ts'
import { recall, remember } from '../../catalog/meta.ts'
import { dropPlaylist, playlistRows, putPlaylist, type PlaylistRow } from '../../catalog/playlists.ts'
import { digest, sortKeys } from '../../engine/canonical.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'

/** Writes only what changed since it was called last. `targets`: those whose trees were brought up to date. */
export async function recordSelections(
  world: World,
  steps: Steps,
  targets: readonly string[],
): Promise<void> {
  await recordRomsets(world, steps)
  await recordPlaylists(world, steps, targets)
}

/** What the romsets rest on, as it was when they were recorded. */
const MARK = 'romsets-recorded'
const NO_GAMES = digest('[]')

async function recordRomsets(
  { config, db, now }: World,
  { engine, inputs, selection, locking }: Steps,
): Promise<void> {
  const policies = Object.keys(config.policies).sort()
  const hashes = [await engine.hash(locking.lock, '')]
  for (const policy of policies) hashes.push(await engine.hash(inputs.slice, `policies/${policy}`))
  const mark = digest(hashes.join(' '))
  if (recall(db, MARK) === mark) return
  for (const policy of policies) {
    putPolicy(db, { name: policy, definition: JSON.stringify(sortKeys(config.policies[policy])) })
    const parts: Record<string, string> = {}
    for (const platform of await engine.get(selection.platforms, '')) {
      const hash = await engine.hash(locking.winners, `${policy}/${platform}`)
      if (hash !== NO_GAMES) parts[platform] = hash
    }
    if (changedParts(currentRomset(db, policy) ?? {}, parts).length === 0) continue
    if (keepAgain(db, policy, { parts, at: now() })) continue
    const changed = new Map<string, Members>()
    for (const platform of changedParts(newestRomset(db, policy) ?? {}, parts)) {
      changed.set(
        platform,
        new Map(parts[platform] ? await engine.get(locking.winners, `${policy}/${platform}`) : []),
      )
    }
    addRomset(db, policy, { parts, changed, at: now() })
  }
  remember(db, MARK, mark)
}

async function recordPlaylists(
  { config, db }: World,
  { engine, selection }: Steps,
  targets: readonly string[],
): Promise<void> {
  const recorded = new Map(playlistRows(db).map((row) => [`${row.name}/${row.policy}`, row]))
  const shown = new Map(Object.keys(config.targets).map((target) => [target, listsOf(config, target)]))
  for (const target of targets) {
    for (const [key, { name, policy, title }] of shown.get(target) ?? []) {
      const before = recorded.get(key)
      const hash = await engine.hash(selection.list, key)
      if (before?.digest === hash && before.title === title) continue
      const { games } = await engine.get(selection.list, key)
      putPlaylist(db, { name, policy, title, digest: hash }, games)
    }
  }
  const wanted = new Set([...shown.values()].flatMap((lists) => [...lists.keys()]))
  for (const [key, row] of recorded) if (!wanted.has(key)) dropPlaylist(db, row)
}

/** The playlists a target shows, by the argument of their `list` node. */
function listsOf(
  { playlists, targets }: World['config'],
  target: string,
): Map<string, Omit<PlaylistRow, 'digest'>> {
  const { policy: own = '', playlists: names = [] } = targets[target] ?? {}
  const lists = names.map((name) => {
    const { policy = own, title = name } = playlists[name] ?? {}
    return { name, policy, title }
  })
  return new Map(lists.map((list) => [`${list.name}/${list.policy}`, list]))
}
