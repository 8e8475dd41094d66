/** Which release a game block of a DAT describes. */
import { composed } from '../../names/composed.ts'
import { namesakeOf } from '../../names/namesake.ts'
import type { DatGame } from '../dat.ts'

/**
 * The name of the release. libretro's DATs shorten the name of the game (`!Clik! (World)`), but not that of its file
 * (`!Clik! (World) (Proto 1) (Aftermarket) (Unl).nes`): where all files agree on one stem, not counting ` (Track n)`,
 * and it is the game's title with tags of its own, the stem is the release. Otherwise the game's name is: MAME's
 * files are chips. Composed (NFC): two spellings of `é` are one name.
 */
export function releaseNameOf(game: DatGame): string {
  return composed(statedName(game))
}

function statedName(game: DatGame): string {
  const [first, ...others] = game.roms
  if (!first) return game.name
  const stem = namesakeOf(first.name)
  if (stem === game.name || !isTaggedTitle(stem, titleOf(game.name))) return game.name
  return others.every((rom) => namesakeOf(rom.name) === stem) ? stem : game.name
}

function titleOf(name: string): string {
  const tag = /[ ][([]/.exec(name)
  return tag ? name.slice(0, tag.index) : name
}

function isTaggedTitle(stem: string, title: string): boolean {
  const rest = stem.slice(title.length)
  return stem.startsWith(title) && (rest.startsWith(' (') || rest.startsWith(' ['))
}
