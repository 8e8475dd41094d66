/** The rule of pictures: for each section of games on a target, the pictures of those games, where the device wants them. */
import { chooser, type ArtGame, type Chosen } from '../../art/choose.ts'
import { developmentOf, hasSharp, recipeOf } from '../../art/develop.ts'
import { pictureKey } from '../../art/folders.ts'
import { pictureTable } from '../../catalog/pictures.ts'
import { developedPictures, type MadeFiles } from '../../catalog/recipes.ts'
import type { ResolvedArt } from '../../config/resolved.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { problem, type Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import type { Settlement } from '../../targets/names/contest.ts'
import { faultFinder } from '../../targets/faults.ts'
import { splitName } from '../../targets/names/names.ts'
import { nameOf } from '../../disk/path.ts'
import { deviceName, distinct } from '../../targets/parts/problems.ts'
import type { PartGame } from '../../targets/parts/part.ts'
import type { PictureKind } from '../../targets/pictures/files.ts'
import { slotFinder, wantsPictures, type PictureSlot } from '../../targets/pictures/places.ts'
import { placedGames } from '../../targets/placed-games.ts'
import type { Target } from '../../targets/preset.ts'
import type { TreeFile } from '../../targets/tree.ts'
import type { ListedPicture, PlacedGame } from '../../targets/written-game.ts'
import { openDarkroom } from './darkroom.ts'
import { artSourceRules } from './sources.ts'
import type { InputRules } from '../inputs.ts'
import type { PartRules } from '../devices/parts.ts'
import {
  factsOf,
  nodeOf,
  partIn,
  type Made,
  type SectionFacts,
  type SectionPages,
} from '../devices/sections.ts'
import { readTarget } from '../choosing/selection.ts'
import { inOrder } from '../devices/section-problems.ts'
import type { World } from '../world.ts'

/** A game with places for pictures. */
type ArtWish = {
  readonly release: string
  /** Path of the file that starts it, below the target. */
  readonly path: string
  readonly slots: readonly ArtSlot[]
}

export type ArtSlot = {
  /** The first of these that can be had goes there. */
  readonly kinds: readonly PictureKind[]
  /** What is there, and where: absent when nothing is. */
  readonly has?: PlacedPicture
  /** What stays there, if it is there, because its file cannot be read now: lists go on naming it. */
  readonly keeps?: ListedPicture
}

type PlacedPicture = {
  readonly kind: PictureKind
  /** Below the target. */
  readonly path: string
  /** Name of the source, and what it has: not what was made of it. */
  readonly source: string
  readonly sha1: string
  /** It only stands in for what is missing. */
  readonly isGuess: boolean
  /** What the device's lists of games call it. */
  readonly element?: string
}

type ArtPages = SectionPages & { readonly wishes: readonly ArtWish[] }

export interface ArtRules {
  /** By the argument of the section of games. */
  readonly art: Rule<SectionFacts, ArtPages>
  /** The sections of pictures of a target; none where it wants none. */
  sectionsOf(need: Reader['need'], target: Target, parts: readonly GameSection[]): Promise<Made[]>
  /** The pictures that the device's lists of games name, by the path of the game. */
  listed(
    page: Reader['page'],
    target: Target,
    arg: string,
  ): Promise<ReadonlyMap<string, readonly ListedPicture[]>>
  readonly all: readonly Rule[]
}

/** A section with games of a platform. */
export type GameSection = Pick<Made, 'arg'> & { readonly platform: string }

export function artRules(
  world: World,
  inputs: InputRules,
  games: Pick<PartRules, 'part' | 'sets'>,
  admission: Rule<Settlement>,
): ArtRules {
  const { db } = world
  const sources = artSourceRules(world, inputs)
  const darkroom = openDarkroom(world)

  /** Whether pictures can be made smaller and converted on this machine. */
  const canDevelop = rule<boolean>({
    kind: 'art-develops',
    version: '1',
    probe: true,
    run: hasSharp,
  })

  const art = rule<SectionFacts, ArtPages>({
    kind: 'art',
    version: '2',
    async run({ need, page, keep }, arg) {
      const { target: name, platform, section } = partIn(arg)
      const target = await readTarget(need, inputs, name)
      const all = (await page(games[section.kind], arg, 'games')) ?? []
      const files = (await page(games[section.kind], arg, 'files')) ?? []
      const { refused } = await need(admission, name)
      const placed = placedGames(platform, all, refused[nodeOf(section)])
      const problems: Problem[] = []
      const order = (await need(inputs.slice, 'art')) as ResolvedArt
      const choose = chooser(await sources.open({ need, page }, platform), order, pictureTable(db), problems)
      const slotsOf = slotFinder(target)
      const contentsOf = contentFinder(files)
      const write = writer(target, developedPictures(db), await need(canDevelop, ''))
      // one transaction: what is read of a picture is a row
      const wishes = db.transaction(() =>
        placed.map((game): ArtWish => {
          const known = artGame(game, contentsOf(game))
          const slots = slotsOf(game).map((slot) => write(game, slot, choose(known, slot.kinds)))
          return { release: game.release, path: game.path, slots }
        }),
      )()
      const { files: made, failures } = await darkroom.develop(write.files())
      keep('files', made)
      keep('games', [])
      keep('wishes', wishes.map(without(failures)))
      return factsOf(
        target,
        made,
        inOrder(distinct([...problems, ...write.problems(), ...failures.values()])),
      )
    },
  })

  return {
    art,
    async sectionsOf(need, target, parts) {
      if (!wantsPictures(target)) return []
      await need(sources.troubles, '')
      const made: Made[] = []
      for (const { arg } of parts) made.push({ kind: 'art', arg, facts: await need(art, arg) })
      return made
    },
    async listed(page, target, arg) {
      if (!wantsPictures(target) || target.device.gameLists === undefined) return new Map()
      const wishes = (await page(art, arg, 'wishes')) ?? []
      return new Map(wishes.map(({ path, slots }) => [path, slots.flatMap(listedPicture)]))
    },
    all: [...sources.all, canDevelop, art],
  }
}

/** What could not be made is not there after all. */
function without(failures: ReadonlyMap<string, Problem>): (wish: ArtWish) => ArtWish {
  const slotWithout = ({ has, ...slot }: ArtSlot): ArtSlot =>
    has && !failures.has(has.path) ? { ...slot, has } : slot
  return (wish) => (failures.size === 0 ? wish : { ...wish, slots: wish.slots.map(slotWithout) })
}

function listedPicture({ has, keeps }: ArtSlot): ListedPicture[] {
  if (keeps) return [keeps]
  return has?.element === undefined ? [] : [{ element: has.element, path: has.path }]
}

/** The contents that a game on a device is made of: those of all its discs, where it has several. */
function contentFinder(files: readonly TreeFile[]): (game: Pick<PartGame, 'release' | 'discs'>) => string[] {
  const byRelease = new Map<string, Set<string>>()
  for (const { label, origin } of files) {
    const of = byRelease.get(label) ?? new Set()
    byRelease.set(label, of)
    if ('content' in origin) of.add(origin.content)
    if ('zip' in origin) for (const { content, size } of origin.zip) if (size > 0) of.add(content)
  }
  return ({ release, discs = [release] }) => discs.flatMap((name) => [...(byRelease.get(name) ?? [])])
}

function artGame({ release, title, path }: PlacedGame, contents: readonly string[]): ArtGame {
  const names = [release, splitName(nameOf(path)).stem, title ?? release, titleIn(release)]
  return { release, contents, keys: [...new Set(names.map(pictureKey))] }
}

/** Pictures of games and not of their releases are named without what stands in brackets. */
function titleIn(release: string): string {
  return release.replace(/ [([].*$/, '')
}

interface Writer {
  (game: PlacedGame, slot: PictureSlot, chosen: Chosen | undefined): ArtSlot
  /** Sorted by path. Of two that want one place, the first game's is written. */
  files(): readonly TreeFile[]
  problems(): readonly Problem[]
}

function writer(target: Target, developed: MadeFiles, canDevelop: boolean): Writer {
  const { device, artwork } = target
  const { formats = [], places = [] } = device.pictures ?? {}
  const wish = typeof artwork === 'object' ? artwork : {}
  const faultOf = faultFinder(
    target,
    places.map(({ path }) => path),
  )
  const files = new Map<string, TreeFile>()
  const problems: Problem[] = []
  let undeveloped = 0

  const fileOf = ({ release }: PlacedGame, slot: PictureSlot, { picture }: Chosen): TreeFile | undefined => {
    const { sha1, size, format } = picture
    const development = developmentOf(picture, wish, { formats })
    const own = formats.find((one) => one === format)
    if (!development && own)
      return { path: slot.path(own), size, sha1, origin: { picture: sha1 }, label: release }
    if (!development) return undefined
    const recipe = recipeOf(sha1, development)
    // what was made once stays what it is, whatever is installed now
    if (!canDevelop && !developed.find(recipe)) {
      undeveloped++
      return undefined
    }
    const origin = { picture: sha1, develop: development }
    return { path: slot.path(development.format), size, sha1: recipe, origin, label: release }
  }

  const write = (game: PlacedGame, slot: PictureSlot, chosen: Chosen | undefined): ArtSlot => {
    const { kinds } = slot
    const file = chosen && fileOf(game, slot, chosen)
    const fault = file && faultOf(file)
    if (fault) problems.push(fault)
    if (!chosen || !file || fault) return { kinds }
    const { element } = slot
    if (chosen.isLost)
      return element === undefined ? { kinds } : { kinds, keeps: { element, path: file.path } }
    if (!files.has(file.path)) files.set(file.path, file)
    const { kind, source, isGuess, picture } = chosen
    const has = { kind, path: file.path, source, sha1: picture.sha1, isGuess }
    return { kinds, has: element === undefined ? has : { ...has, element } }
  }
  return Object.assign(write, {
    files: () => [...files.values()].sort((a, b) => byCodeUnit(a.path, b.path)),
    problems: () => (undeveloped === 0 ? problems : [...problems, notDeveloped(target)]),
  })
}

/** The same words for every section: it is told once a target. */
function notDeveloped(target: Target): Problem {
  const message = `${deviceName(target)}: pictures that are too large, or in a format it does not open, are not written: the package that converts them is not installed.`
  return problem('art-not-converted', message)
}
