/** What was made of the lists that the user of a device adds games to, so that the next build can tell whose each of them is. */
import { recall, remember } from '../../catalog/meta.ts'
import { readerOf } from '../../engine/engine.ts'
import type { LastList } from '../../targets/device/merge.ts'
import type { Target } from '../../targets/preset.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'

export function lastListOf({ db }: World, target: string): LastList {
  return (path) => recall(db, keyOf(target, path))
}

/** To be called when a target is right. */
export async function noteLists(
  { db }: World,
  { engine, outputs }: Steps,
  name: string,
  { device }: Target,
): Promise<void> {
  if (device.playlistFiles?.kind !== 'paths') return
  const sections = (await engine.page(outputs.tree, name, 'sections')) ?? []
  for (const section of sections.filter(({ kind }) => kind === 'lists')) {
    for (const { path, merge, origin } of await outputs.files(readerOf(engine), section)) {
      const text = merge?.as === 'paths' && 'text' in origin ? origin.text : undefined
      if (text !== undefined && recall(db, keyOf(name, path)) !== text) remember(db, keyOf(name, path), text)
    }
  }
}

function keyOf(target: string, path: string): string {
  return `list-of-target:${target}/${path}`
}
