/**
 * Lets go of what is stored of targets, policies, playlists and platforms that are no more. All of it is cache: what is
 * asked for again is made again. History and decisions have tables of their own, which stay.
 */
import { forgetOthers, recall, remember } from '../catalog/meta.ts'
import { digest } from '../engine/canonical.ts'
import type { Store } from '../engine/store.ts'
import { seenKey } from './observing.ts'
import type { Steps } from './steps.ts'
import { missesDats, type World } from './world.ts'

const MARK = 'nodes-kept-for'

/**
 * After a build of all targets. Looks at the graph only when other things are declared than at the last time, and never
 * while a root or a DAT cannot be read: what rests on it is wanted again as soon as it can.
 */
export async function collectNodes(world: World, steps: Steps): Promise<void> {
  const { config, db, problems, romset } = world
  const { engine, selection, store } = steps
  if (romset || missesDats(world) || problems.some(({ code }) => code.startsWith('root-'))) return
  const { policies, playlists, roots, targets } = config
  const declared = [roots, policies, playlists, targets].map((part) => Object.keys(part).sort())
  const mark = digest(JSON.stringify([declared, await engine.hash(selection.platforms, '')]))
  if (recall(db, MARK) === mark) return
  // a card that is not there now will be built when it is back
  const trees = new Set(Object.keys(targets).map((name) => `tree:${name}`))
  store.drop(unreachable(store, (key) => engine.knows(key) || trees.has(key)))
  const cards = new Set(Object.entries(targets).map(([name, { path }]) => seenKey(name, path)))
  forgetOthers(db, 'seen:', (key) => cards.has(key))
  remember(db, MARK, mark)
}

/** Nodes that nothing rests on that is wanted. */
function unreachable(store: Store, isWanted: (key: string) => boolean): string[] {
  const needs = new Map(store.all().map(({ key, deps }) => [key, deps]))
  const reached = new Set<string>()
  const reach = (key: string): void => {
    if (reached.has(key)) return
    reached.add(key)
    for (const [dependency] of needs.get(key) ?? []) reach(dependency)
  }
  for (const key of needs.keys()) if (isWanted(key)) reach(key)
  return [...needs.keys()].filter((key) => !reached.has(key))
}
