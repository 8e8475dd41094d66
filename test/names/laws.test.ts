/** What holds for every name under every convention. */
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DIALECTS } from '../../src/names/dialect.ts'
import type { ReleaseFacts } from '../../src/names/facts.ts'
import { parseReleaseName, releaseNameParser } from '../../src/names/parse.ts'
import * as good from '../../src/names/tables/goodtools.ts'
import * as mame from '../../src/names/tables/mame.ts'
import * as noIntro from '../../src/names/tables/tags.ts'
import * as tosec from '../../src/names/tables/tosec.ts'

const piece = fc.constantFrom(
  '(',
  ')',
  '[',
  ']',
  ' ',
  ', ',
  ' - ',
  '/',
  '?',
  'é',
  '💾',
  '(USA)',
  '(JP)',
  '(en-fr)',
  '(UE)',
  '(En,Fr)',
  '(Rev 1)',
  '(Disk 1 of 2 Side B)',
  '[b2]',
  '(Beta)',
  'v1.0',
  'Ver. 2',
  ' by Me',
  '(PD)',
  '(1986)(Ocean)',
  '(19xx)',
  '[cr PDX]',
  '[tr fr]',
  '[T+Fre1.0]',
  '(Mario Hack)',
  '(Prototype - May 06, 1995)',
  '(World, set 1)',
  '(Japan 931005)',
  '(bootleg of X, Rev A)',
  '(Ver 2.3J 1995/09/21)',
  'ZZZ-UNK-',
  '[BIOS] ',
)
const name = fc.oneof(
  fc.string(),
  fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
)
const options = fc.record({
  dialect: fc.constantFrom(...DIALECTS),
  platform: fc.constantFrom('', 'genesis', 'atari2600', 'sms'),
  numbered: fc.boolean(),
})

/** Tags, and the text between them. */
function rebuilt({ name: text, tags }: ReleaseFacts): string {
  let whole = ''
  let at = 0
  for (const { span } of tags) {
    whole += text.slice(at, span[0]) + text.slice(span[0], span[1])
    at = span[1]
  }
  return whole + text.slice(at)
}

describe('laws', () => {
  it('tags lie in order inside the name, their text is there, and all together are the name', () => {
    fc.assert(
      fc.property(name, options, (text, style) => {
        const facts = parseReleaseName(text, style)
        let at = 0
        for (const { span, text: inner } of facts.tags) {
          expect(span[0]).toBeGreaterThanOrEqual(at)
          expect(span[1]).toBeGreaterThan(span[0])
          expect(text.slice(...span)).toContain(inner)
          at = span[1]
        }
        expect(rebuilt(facts)).toBe(text)
      }),
    )
  })

  it('a parser that remembers says the same as one that does not', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), options, (names, style) => {
        const parse = releaseNameParser(style)
        for (const text of [...names, ...names]) expect(parse(text)).toEqual(parseReleaseName(text, style))
      }),
    )
  })

  it('a title is never empty when the name is not', () => {
    fc.assert(
      fc.property(name, options, (text, style) => {
        if (text.trim() !== '') expect(parseReleaseName(text, style).title).not.toBe('')
      }),
    )
  })
})

describe('hostile names', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  const HOSTILE: readonly ((n: number) => string)[] = [
    (n) => '('.repeat(n),
    (n) => '()'.repeat(n),
    (n) => '(a)'.repeat(n),
    (n) => `A ${'(a, b)'.repeat(n)}`,
    (n) => `A ${'(1986)(x)[a]'.repeat(n)}`,
    (n) => `A ${'('.repeat(n)}${')'.repeat(n)}`,
    (n) => `A (${'a '.repeat(n)})`,
    (n) => `A (${'USA, '.repeat(n)})`,
    (n) => 'v1.'.repeat(n),
    (n) => `${' by'.repeat(n)} (PD)`,
    (n) => `A${' '.repeat(n)}(PD)`,
  ]

  it.each(DIALECTS)('%s: twice the name is no more than twice the work', (dialect) => {
    for (const make of HOSTILE) {
      const small = charactersMatched(make(2000), dialect)
      const large = charactersMatched(make(4000), dialect)
      expect(large).toBeLessThanOrEqual(small * 2.2 + 10_000)
    }
  })

  /** How much text is held against patterns: each pattern, each time, the whole of the text. */
  function charactersMatched(text: string, dialect: (typeof DIALECTS)[number]): number {
    let count = 0
    const exec = Reflect.get(RegExp.prototype, 'exec')
    const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, subject) {
      count += subject.length
      return Reflect.apply(exec, this, [subject])
    })
    parseReleaseName(text, { dialect })
    spy.mockRestore()
    return count
  }

  const PATTERNS: readonly RegExp[] = [
    noIntro.TAG_PATTERNS,
    noIntro.VAGUE_PATTERNS,
    noIntro.BRACKET_TAGS,
    good.ROUND,
    good.SQUARE,
    tosec.ROUND,
    tosec.MORE_INFO,
    mame.PARTS,
  ].flatMap((table) => table.map(({ pattern }) => pattern))

  it.each(PATTERNS.map(String))('%s repeats nothing that repeats without end', (source) => {
    expect(nestedRepeats(source)).toEqual([])
  })

  it('would be found', () => {
    expect(nestedRepeats('/^(?:[a-z]+ )*$/')).toEqual(['(?:[a-z]+ )*'])
    expect(nestedRepeats('/^(?:a{1,2}(?: b)?)+[)*]$/')).toEqual([])
  })
})

/** Groups that repeat without end and hold something that does. */
function nestedRepeats(source: string): string[] {
  const found: string[] = []
  const open: { readonly at: number; repeats: boolean }[] = []
  let group: { readonly at: number; repeats: boolean } | undefined
  let inClass = false
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i)
    const closed = group
    group = undefined
    if (char === '\\') i++
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(') open.push({ at: i, repeats: false })
    else if (char === ')') group = open.pop()
    else if (char === '*' || char === '+' || /^\{\d+,\}/.test(source.slice(i, i + 6))) {
      if (closed?.repeats === true) found.push(source.slice(closed.at, i + 1))
      for (const outer of open) outer.repeats = true
    }
    if (group?.repeats === true) for (const outer of open) outer.repeats = true
  }
  return found
}
