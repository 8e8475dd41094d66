/** A hundred thousand unlisted names are searched in seconds: each cut leaves out only what could not count. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameReader } from '../../../src/identify/titles/file-names.ts'
import { nearKeys, runsOf } from '../../../src/identify/titles/nearness/keys.ts'
import { comparisonOf, NEAR, titleShape } from '../../../src/identify/titles/nearness/nearness.ts'
import { outlineOf, sieveOf } from '../../../src/identify/titles/nearness/sieve.ts'
import { titleCandidates } from '../../../src/identify/titles/title-candidates.ts'
import { titleIndex, type TitleIndex } from '../../../src/identify/titles/title-index.ts'
import { matchKey, plainTitle, titleParts } from '../../../src/identify/titles/spelling/title-key.ts'
import { wordKey } from '../../../src/identify/titles/title-query.ts'
import { parseReleaseName } from '../../../src/names/parse.ts'
import { byCodeUnit } from '../../../src/order.ts'
import { DIFFERENT, OTHER_RELEASE, REGIONAL, SAME } from './pairs.ts'
import { slowNear, slowNearness } from './slow-titles.ts'

const PAIRED = [...DIFFERENT, ...REGIONAL, ...OTHER_RELEASE, ...SAME].flat()

/** Titles of real words, some with a letter changed, in real shapes; and of anything. */
const word = fc.constantFrom(
  ...[...new Set(PAIRED.flatMap((name) => name.replace(/ \(.*/, '').split(' ')))].slice(0, 120),
)
const titleOfWords = fc
  .tuple(
    fc.array(word, { minLength: 1, maxLength: 6 }),
    fc.nat({ max: 12 }),
    fc.constantFrom('', 'q', '1', 'é'),
  )
  .map(([words, at, letter]) => {
    const text = words.join(' ')
    return letter === '' ? text : text.slice(0, at) + letter + text.slice(at + 1)
  })
/** Names that stand at the end of some and at the beginning of others. */
const around = fc.constantFrom('Shadow Warriors', 'no Bouken', 'Adventures of', 'The Dark Sword of Chaos', '')
const chained = fc
  .tuple(around, fc.constantFrom('Tom Sawyer', 'Ninja Gaiden', 'Go On'), around)
  .map((parts) => parts.join(' ').trim())
const title = fc.oneof(
  { weight: 2, arbitrary: chained },
  { weight: 4, arbitrary: titleOfWords },
  { weight: 1, arbitrary: fc.constantFrom(...PAIRED) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ii', '2'), maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('悪', '魔', '城', 'ド', 'ラ', ' ', '2', '파'),
      maxLength: 8,
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('Seventh', '7th', 'VII', 'One', '1', "Bonk's", 'Saga', 'Revenge', 'Super'), {
        maxLength: 4,
      })
      .map((words) => words.join(' ')),
  },
)

describe('what shares most', () => {
  it('is what counting finds', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '2'), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.array(key, { maxLength: 4 }), (keys, asked) => {
        const find = nearKeys(() => keys)
        const runs = keys.map(runsOf)
        for (const one of asked)
          for (const most of [1, 3, 40])
            expect(find(runsOf(one), most)).toEqual(slowNear(runs, runsOf(one), most))
      }),
    )
  })

  it('among so many that not all are looked at, too', () => {
    const keys = Array.from(
      { length: 6000 },
      (_, i) => `robot${(i * 7919) % 6007}${i % 3 === 0 ? 'x' : 'land'}`,
    )
    const find = nearKeys(() => keys)
    const runs = keys.map(runsOf)
    for (const one of ['robot12land', 'robot', 'land', 'xobot7', 'bot5999x'])
      expect(find(runsOf(one), 40)).toEqual(slowNear(runs, runsOf(one), 40))
  })
})

describe('a title that is held against many', () => {
  it('is as near as by definition', () => {
    fc.assert(
      fc.property(title, fc.array(title, { maxLength: 8 }), (one, others) => {
        const shape = titleShape(one)
        const { nearness, isNear } = comparisonOf(shape)
        for (const other of others.map(titleShape)) {
          expect(nearness(other)).toBe(slowNearness(shape, other))
          expect(isNear(other)).toBe(slowNearness(shape, other) >= NEAR)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('passes the sieve wherever it is near', () => {
    fc.assert(
      fc.property(title, fc.array(title, { minLength: 1, maxLength: 8 }), (one, others) => {
        const shape = titleShape(one)
        const shapes = others.map(titleShape).filter(({ key }) => key !== '')
        const mayBeNear = sieveOf(shapes)
        for (const [place, other] of shapes.entries())
          if (slowNearness(shape, other) >= NEAR) expect(mayBeNear(outlineOf(shape), place)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('is turned away by most', () => {
    const shapes = PAIRED.map((name) => titleShape(name.replace(/ \(.*/, '')))
    const mayBeNear = sieveOf(shapes)
    const outline = outlineOf(titleShape('member 000123'))
    expect(shapes.filter((_, place) => mayBeNear(outline, place)).length).toBeLessThan(shapes.length / 4)
  })
})

it('the same candidates are found as by looking at everything', () => {
  const snes = [{ platform: 'snes', by: 'root', certainty: 1 }] as const
  const region = fc.constantFrom('', ' (USA)', ' (Japan)', ' (Europe) (Rev 1)')
  const name = fc.tuple(title, region).map(([text, where]) => text + where)
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), fc.array(name, { maxLength: 6 }), (some, asked) => {
      const releases = [...new Set([...some, ...PAIRED])].sort(byCodeUnit)
      const index = titleIndex('snes', releases)
      const slow = { ...index, near: slowly(index, releases) }
      const read = nameReader()
      for (const one of asked)
        expect(titleCandidates({ names: [one] }, snes, () => index, read)).toEqual(
          titleCandidates({ names: [one] }, snes, () => slow),
        )
    }),
    { numRuns: 40 },
  )
})

/** All titles of an index, in its order, asked one by one. */
function slowly(index: TitleIndex, releases: readonly string[]): TitleIndex['near'] {
  const titles = new Set(
    releases.flatMap((release) => {
      const { key } = titleShape(parseReleaseName(release).title)
      return index.byKey(key).find(({ releases: own }) => own.includes(release)) ?? []
    }),
  )
  const listed = [...titles]
  const runs = listed.map(({ key }) => runsOf(key))
  return (asked) => slowNear(runs, asked, 40).flatMap((place) => listed[place] ?? [])
}

describe('a name that is one word', () => {
  const wordName = fc.oneof(
    fc.nat().map(String),
    fc.string({
      unit: fc.constantFrom('a', 'A', 'i', 'I', 'v', 'V', 'x', 'X', '0', '1', '9', 'z', 'U'),
      minLength: 1,
      maxLength: 12,
    }),
    fc.constantFrom('the', 'Of', 'A', 'v1', 'Rev1', 'II', 'disc2', 'e', 'beta'),
  )

  it('has the key and the parts that parsing it gives', () => {
    const read = nameReader()
    fc.assert(
      fc.property(wordName, (name) => {
        const said = read(name).title
        const plain = plainTitle(said)
        expect(wordKey(name)).toBe(matchKey(plain))
        expect(titleParts(said, plain)).toEqual([name.toLowerCase()])
      }),
      { numRuns: 500 },
    )
  })

  it.each(['two words', 'a_b', 'Game (USA)', 'é1', '', 'a-b'])('%j is none', (name) => {
    expect(wordKey(name)).toBeUndefined()
  })

  it('links in a crowd with what it links with anywhere', () => {
    const platforms = [{ platform: 'snes', by: 'root', certainty: 1 }] as const
    const suffix = fc.constantFrom('', ' - Ii', ' 2')
    const listed = fc.array(
      fc.tuple(wordName, suffix).map((said) => said.join('')),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(listed, wordName, (titles, name) => {
        const releases = [name, ...titles].map((one) => `${one} (USA)`)
        for (const some of [releases, releases.slice(1)]) {
          const index = titleIndex('snes', some)
          const { link } = titleCandidates({ names: [name] }, platforms, () => index)
          expect(titleCandidates({ names: [name], inCrowd: true }, platforms, () => index).link).toEqual(link)
        }
      }),
      { numRuns: 300 },
    )
  })
})
