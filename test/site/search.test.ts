/** The search of a static site: what it finds, in which order, and how quickly. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finder, searchable, type Searchable } from '../../src/page/site/search.ts'

interface Item {
  readonly title: string
  readonly key: Searchable
}

const items = (...names: readonly (readonly [title: string, release: string] | string)[]): Item[] =>
  names.map((name) => {
    const [title, release] = typeof name === 'string' ? [name, name] : name
    return { title, key: searchable(title, release) }
  })

const LIBRARY = items(
  ['Chrono Trigger', 'Chrono Trigger (USA)'],
  ['Legend of Zelda, The', 'Legend of Zelda, The (USA) (Rev 1)'],
  ['Legend of Zelda, The - A Link to the Past', 'Legend of Zelda, The - A Link to the Past (Europe)'],
  ['Mega Man X', 'Mega Man X (Japan)'],
  ['Pokémon - Rote Edition', 'Pokémon - Rote Edition (Germany)'],
  ['Ys I & II', 'Ys I & II (USA)'],
  ["Kirby's Dream Land", "Kirby's Dream Land (USA, Europe)"],
  ['Zelda', 'Zelda (Pirate)'],
  ['ドラゴンクエストV', 'ドラゴンクエストV (Japan)'],
)

function titles(typed: string): readonly string[] {
  return finder(LIBRARY, ({ key }) => key)(typed).items.map(({ title }) => title)
}

describe('a search', () => {
  it.each<[string, readonly string[]]>([
    ['chrono', ['Chrono Trigger']],
    ['trig', ['Chrono Trigger']],
    ['CHRONO TRIGGER', ['Chrono Trigger']],
    ['trigger chrono', ['Chrono Trigger']],
    ['rono', []],
    ['zelda', ['Zelda', 'Legend of Zelda, The', 'Legend of Zelda, The - A Link to the Past']],
    ['the legend of zelda', ['Legend of Zelda, The', 'Legend of Zelda, The - A Link to the Past']],
    ['zelda link', ['Legend of Zelda, The - A Link to the Past']],
    ['pokemon rote', ['Pokémon - Rote Edition']],
    ['pokémon', ['Pokémon - Rote Edition']],
    ['ys i and ii', ['Ys I & II']],
    ['ys 2', ['Ys I & II']],
    ['ys 3', []],
    ['mega man 10', ['Mega Man X']],
    ['kirbys dream', ["Kirby's Dream Land"]],
    ['germany', ['Pokémon - Rote Edition']],
    ['megaman x', ['Mega Man X']],
    ['クエスト', ['ドラゴンクエストV']],
    ['ﾄﾞﾗｺﾞﾝ', ['ドラゴンクエストV']],
    ['nothing like it', []],
  ])('for %j', (typed, found) => {
    expect(titles(typed)).toEqual(found)
  })

  it('finds everything for no text, as it is', () => {
    const found = finder(LIBRARY, ({ key }) => key)('  ')
    expect(found.items).toBe(LIBRARY)
    expect(found.isCorrected).toBe(false)
  })

  it('says when it corrected a slip', () => {
    const find = finder(LIBRARY, ({ key }) => key)
    expect(find('chorno triger')).toEqual({ items: [LIBRARY[0]], isCorrected: true })
    expect(find('chrono')).toEqual({ items: [LIBRARY[0]], isCorrected: false })
    expect(find('meag man 10')).toEqual({ items: [LIBRARY[3]], isCorrected: true })
  })

  it('puts what was meant first where it corrected a slip, as if it had been typed', () => {
    const some = items('Kart of Super Marion', 'Super Mario', 'Super Mario Kart')
    const { items: found } = finder(some, ({ key }) => key)('supr marioo')
    expect(found).toEqual([some[1], some[2], some[0]])
  })

  it('finds each item by any of its words, and nothing that lacks one', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/)
    const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(title, { minLength: 1, maxLength: 20 }), fc.nat(), (names, n) => {
        const some = items(...names)
        const name = names[n % names.length] ?? ''
        const typed = name.split(' ').at(-1) ?? ''
        const found = finder(some, ({ key }) => key)(typed).items.map((item) => item.title)
        // an article at the beginning of a text is no word of it
        if (!['a', 'an', 'the'].includes(typed)) expect(found).toContain(name)
        for (const other of found) expect(other.split(' ').some((one) => one.startsWith(typed))).toBe(true)
      }),
    )
  })
})

/** The same by a loop over all. */
function looked(some: readonly Item[], words: readonly string[]): readonly string[] {
  const whole = words.map((word) => ` ${word}`).join('')
  const has = (text: string): boolean => words.every((word) => text.includes(` ${word}`))
  const placeOf = ({ key: { title, all } }: Item): number => {
    if (!has(all)) return 4
    return title === whole ? 0 : title.startsWith(whole) ? 1 : has(title) ? 2 : 3
  }
  return [0, 1, 2, 3].flatMap((place) =>
    some.filter((item) => placeOf(item) === place).map(({ title }) => title),
  )
}

describe('all at once', () => {
  it('finds what a look at each of them finds, in the same order', () => {
    const words = fc.array(fc.stringMatching(/^[b-d]{1,3}$/), { minLength: 1, maxLength: 3 })
    const text = words.map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 20 }), words, (names, typed) => {
        const some = items(...names)
        const expected = looked(some, typed)
        const found = finder(some, ({ key }) => key)(typed.join(' '))
        if (expected.length > 0) expect(found.items.map(({ title }) => title)).toEqual(expected)
        else if (found.items.length > 0)
          for (const { title } of found.items) expect(fusedEnds(title)).toContain(typed.join(''))
      }),
    )
  })
})

/** Ends of a title as one word, one after the other. */
function fusedEnds(title: string): string {
  const words = title.split(' ')
  return words.map((_, i) => words.slice(i).join('')).join(' ')
}

describe('the plain form of a name', () => {
  it.each([
    ["Kirby's Dream Land 2", 'Rev 1', ' kirbys dream land 2', ' kirbys dream land 2 rev 1 ii'],
    ['Ys I & II', '', ' ys i and ii', ' ys i and ii 1 2'],
    ['Pokémon', 'ポケモン', ' pokemon', ' pokemon ポケモン'],
  ])('of %j', (title, more, plain, all) => {
    expect(searchable(title, more)).toEqual({ title: plain, all })
  })
})
