/** What is said of games that keep their names on a device. */
import { expect, it } from 'vitest'
import { distinct, keptProblem } from '../../src/targets/parts/problems.ts'

const CARD = { target: 'card', saves: undefined }

it('tells the file of a game, and the folder of one that has its own: once for all that is in it', () => {
  const saves = ['saves/PSX/Old.sav']
  const kept = ['Disc 1.cue', 'Disc 1.bin'].map((name) => ({
    path: `games/PSX/New/${name}`,
    kept: `games/PSX/Old/${name}`,
    sha1: '',
    saves,
  }))
  expect(distinct(kept.map((name) => keptProblem(name, CARD, true)))).toEqual([
    {
      code: 'name-kept',
      message: 'games/PSX/New stays games/PSX/Old on card: saves/PSX/Old.sav hangs on that name.',
      path: 'games/PSX/Old',
      hint: "To rename games and saves together, say `saves: 'rename'` in the target; a save that two games share has to be copied to the new name by hand.",
    },
  ])
  // by another layout, single files go to another folder as well
  const moved = { path: 'games/NES/B/New.nes', kept: 'games/NES/A/Old.nes', sha1: '', saves }
  expect(keptProblem(moved, CARD, false).message).toBe(
    'games/NES/B/New.nes stays games/NES/A/Old.nes on card: saves/PSX/Old.sav hangs on that name.',
  )
})

it('says of saves that were to go with their game why they cannot', () => {
  const kept = { path: 'New.nes', kept: 'Old.nes', sha1: '', saves: ['saves/Old.sav', 'saves/Old.state'] }
  expect(keptProblem(kept, { target: 'card', saves: 'rename' }, false)).toMatchObject({
    message:
      'New.nes stays Old.nes on card: saves/Old.sav and 1 more save hang on that name, and have to keep it.',
    hint: 'Another save has the new name, another game has this save, it is behind a link that leads outside, or something else is where the game would be. Move one away, or rename it yourself: the next build renames the game.',
  })
})
