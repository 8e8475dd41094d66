/** What is said of games that are not written as their DAT has them, or not at all. */
import { folderOf } from '../../disk/path.ts'
import { problem, type Problem } from '../../errors.ts'
import { platformBySlug } from '../../platforms/lookup.ts'
import type { Pick } from '../../select/pick.ts'
import { plural } from '../../wording.ts'
import type { GameWishes } from '../game-wishes.ts'
import type { KeptName } from '../names/kept-name.ts'
import { whyChanged } from '../names/reasons.ts'
import type { FileWishes, GameWish, NameRules, SaveWish, Target } from '../preset.ts'
import type { Ready } from '../starter.ts'

/** Of a device: what people call it, and what it opens. */
interface About {
  readonly device: string
  readonly wishes: FileWishes
}

export function adjusted(
  asked: string,
  name: string,
  path: string,
  { device, names }: { readonly device: string; readonly names: NameRules },
): Problem {
  const message = `"${asked}" is written as "${name}" for ${device}: ${whyChanged(asked, names)}.`
  return problem('name-adjusted', message, { path })
}

/** What is the same of several files is told once. */
export function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((found) => [found.message, found])).values()]
}

/**
 * Of a release in a folder of its own the folder is told. `wish`: where saves go with their games, those are named that cannot,
 * because something has their new names, or they are not only theirs.
 */
export function keptProblem(
  { path, kept, saves }: KeptName,
  { target, saves: wish }: { readonly target: string; readonly saves: SaveWish | undefined },
  hasFolder: boolean,
): Problem {
  const told = hasFolder && folderOf(path) !== folderOf(kept) ? folderOf : (whole: string) => whole
  const [first = ''] = saves
  const isOne = saves.length === 1
  const hang = isOne ? `${first} hangs` : `${first} and ${plural(saves.length - 1, 'more save')} hang`
  const stays = `${told(path)} stays ${told(kept)} on ${target}: ${hang} on that name`
  if (wish !== 'rename') return problem('name-kept', `${stays}.`, { path: told(kept) })
  return problem('name-kept', `${stays}, and ${isOne ? 'has' : 'have'} to keep it.`, {
    path: told(kept),
    hint: 'Another save has the new name, another game has this save, it is behind a link that leads outside, or something else is where the game would be. Move one away, or rename it yourself: the next build renames the game.',
  })
}

/** Of the discs of a game one is asked what it is called, and with what it is started. `said`: of that one. */
export function idleWishes(
  [first, ...others]: readonly Pick[],
  said: GameWish | undefined,
  { device, games }: { readonly device: string; readonly games: GameWishes },
): readonly Problem[] {
  return others.flatMap((disc) => {
    const wish = games.of(disc)
    const isIdle = ASKED.some((key) => wish?.[key] !== undefined && wish[key] !== said?.[key])
    if (!isIdle) return []
    const idle = `What \`games\` says of "${disc.release}" does nothing for ${device}`
    const why = `the discs of a game are one there, and what it says of "${first?.release}" counts for all`
    return [problem('override-idle', `${idle}: ${why}.`)]
  })
}

const ASKED = ['rename', 'core'] as const

export function refusal(
  { release, files }: Pick,
  ready: Ready | undefined,
  { device, wishes }: About,
): Problem {
  if (ready?.shape.ok === false && ready.shape.code === 'header-missing') {
    const message = `"${release}" is not written: ${device} needs the console's header and the file has none.`
    return problem('header-missing', message, {
      release,
      hint: 'Look for a dump of this release with its header.',
    })
  }
  if (!ready) {
    const message = `"${release}" is not written: of what is taken for it, no file has any bytes.`
    return problem('format-not-playable', message, { release })
  }
  const opens = wishes.extensions.map((extension) => `.${extension}`).join(' ')
  const { extension } = ready.file
  const has = extension === '' ? 'no extension' : `the extension .${extension}`
  const message = `"${release}" is not written: the file has ${has}, ${device} opens ${opens}.`
  const lacksSheet = extension === 'bin' && wishes.extensions.includes('cue')
  if (!lacksSheet) return problem('format-not-playable', message, { release })
  const isOneTrack = files.length === 1 && /\(Track \d+\)/.test(files[0]?.name ?? '')
  return problem('format-not-playable', message, { release, hint: isOneTrack ? TRACK_HINT : SHEET_HINT })
}

/** libretro's lists of discs leave the sheets out, and of the tracks all but the one that tells the disc. Redump's have all. */
const TRACK_HINT =
  "Its DAT lists one track of this disc and no .cue. Take a DAT that lists all of it, as Redump's own do."
const SHEET_HINT =
  "Its DAT lists the tracks and no .cue. Put one beside them that names just these, or take a DAT that lists both, as Redump's own do."

/** What people call the device of a target. */
export function deviceName(target: Target): string {
  return target.device.name ?? target.preset
}

/** What is said of the owned games of a platform that the device does not play. */
export function notPlayed(target: Target, platform: string, count: number): readonly Problem[] {
  if (count === 0 || target.device.platformsChosen === true) return []
  const name = platformBySlug(platform)?.name ?? platform
  const games = count === 1 ? 'game is' : 'games are'
  const message = `${deviceName(target)} does not play ${name}: ${count} ${games} not written.`
  return [problem('platform-not-played', message)]
}
