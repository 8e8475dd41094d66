/** Which picture is taken, and which would be better. */
import { expect, it } from 'vitest'
import { betterThan, chooser, type ArtOrder, type ArtSource } from '../../src/art/choose.ts'
import type { Picture } from '../../src/art/picture.ts'
import type { PictureKind } from '../../src/targets/pictures/files.ts'

const GAME = { release: 'Turtle (USA)', contents: [], keys: [] }
const NO_TABLE = { find: () => undefined, put: () => undefined, lastOf: () => undefined, pathsOf: () => [] }

/** `gamelist:snap` is a picture of that source and kind. */
function choice(have: readonly string[], kinds: readonly PictureKind[], order: ArtOrder): string | undefined {
  const sources = new Map(
    ['mine', 'gamelist', 'web'].map((name): [string, ArtSource] => [
      name,
      {
        find: (_, kind): Picture | undefined =>
          have.includes(`${name}:${kind}`)
            ? { sha1: `${name}:${kind}`, size: 1, format: 'png', width: 1, height: 1 }
            : undefined,
      },
    ]),
  )
  const chosen = chooser(sources, order, NO_TABLE, [])(GAME, kinds)
  return chosen && `${chosen.picture.sha1}${chosen.isGuess ? ' as box' : ''}`
}

const ORDER: ArtOrder = { order: ['mine', 'gamelist', 'web'], kinds: {} }

it.each<[string, readonly string[], readonly PictureKind[], ArtOrder, string | undefined]>([
  ['the first source that has one', ['web:box', 'gamelist:box'], ['box'], ORDER, 'gamelist:box'],
  ['the first kind, whoever has it', ['mine:snap', 'web:box'], ['box', 'snap'], ORDER, 'web:box'],
  ['another kind, where there is none', ['mine:snap'], ['box', 'snap'], ORDER, 'mine:snap'],
  ['nothing that is no such kind', ['mine:snap'], ['box'], ORDER, undefined],
  ["a list's first picture as the box", ['gamelist:snap'], ['box'], ORDER, 'gamelist:snap as box'],
  ['a box before that', ['gamelist:snap', 'web:box'], ['box'], ORDER, 'web:box'],
  [
    'a box in three dimensions before that',
    ['gamelist:snap', 'web:box-3d'],
    ['box', 'box-3d'],
    ORDER,
    'web:box-3d',
  ],
  ['no list that is not asked', ['gamelist:snap'], ['box'], { order: ['web'], kinds: {} }, undefined],
  [
    'by the order of the kind',
    ['mine:logo', 'web:logo'],
    ['logo'],
    { ...ORDER, kinds: { logo: ['web', 'mine'] } },
    'web:logo',
  ],
])('takes %s', (_, have, kinds, order, expected) => {
  expect(choice(have, kinds, order)).toBe(expected)
})

it.each([
  ['nothing', undefined, ['box web', 'snap web']],
  ['a box of the first source', { kind: 'box', source: 'mine', isGuess: false }, []],
  ['a box of the last', { kind: 'box', source: 'web', isGuess: false }, []],
  [
    'a picture that stands in for it',
    { kind: 'box', source: 'gamelist', isGuess: true },
    ['box web', 'snap web'],
  ],
  ['another kind', { kind: 'snap', source: 'mine', isGuess: false }, ['box web']],
] as const)('asks for what is better than %s', (_, chosen, expected) => {
  const tries = betterThan(chosen, ['box', 'snap'], ORDER, (source) => source === 'web')
  expect(tries.map(({ kind, providers }) => `${kind} ${providers.join(' ')}`)).toEqual(expected)
})

it('asks a provider that stands before the source of what is there', () => {
  const order: ArtOrder = { order: ['web', 'mine'], kinds: {} }
  const chosen = { kind: 'box', source: 'mine', isGuess: false } as const
  expect(betterThan(chosen, ['box'], order, (source) => source === 'web')).toEqual([
    { kind: 'box', providers: ['web'] },
  ])
})
