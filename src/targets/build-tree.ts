/** From parts and playlists to the tree of a target: everything a device should hold, and nothing it cannot. */
import type { Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { openAdmission, type Admission } from './admission.ts'
import type { Part } from './part.ts'
import { buildPlaylists, type PlacedGame, type PlaylistPicks } from './playlist-files.ts'
import type { Target } from './preset.ts'
import type { Tree } from './tree.ts'

/**
 * Joins the platforms of a target, checks them together, and adds the playlists over what was let in. Where two
 * files want one place, the first wins: by platform slug, then path, then release; equal files share it. Problems
 * of the parts are included. `root` is the target's absolute path.
 */
export function joinTree(
  target: Target,
  parts: readonly Part[],
  playlists: readonly PlaylistPicks[],
  root: string,
): { readonly tree: Tree; readonly problems: readonly Problem[] } {
  const admission = openAdmission(target)
  const sorted = [...parts].sort((a, b) => byCodeUnit(a.platform, b.platform))
  const games = sorted.flatMap((part) => admitPart(part, admission))
  const lists = buildPlaylists(target, games, playlists, root)
  for (const file of lists.files) admission.admit(file)
  const files = [...admission.files].sort((a, b) => byCodeUnit(a.path, b.path))
  const problems = [...sorted.flatMap((part) => part.problems), ...admission.problems(), ...lists.problems]
  return { tree: { files }, problems }
}

function admitPart(part: Part, admission: Admission): readonly PlacedGame[] {
  const { platform } = part
  const placed = part.files.map((file) => admission.admit(file))
  return part.items.flatMap(({ file, crc32 }) => {
    const path = placed[file]?.path
    const release = part.files[file]?.label
    return path === undefined || release === undefined ? [] : [{ platform, release, path, crc32 }]
  })
}
