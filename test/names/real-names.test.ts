import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseReleaseName } from '../../src/names/parse.ts'

const DATS = new URL('../../../shared/data/dats/', import.meta.url)

/** The names of ClrMamePro and Logiqx DATs, read as simply as a test may. */
function namesIn(folder: string): Set<string> {
  const names = new Set<string>()
  for (const file of readdirSync(new URL(`${folder}/`, DATS))) {
    const text = readFileSync(new URL(`${folder}/${file}`, DATS), 'utf8')
    for (const [, rom = ''] of text.matchAll(/rom \( name "((?:[^"\\]|\\.)*)"/g)) {
      names.add(rom.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/ \(Track [^)]*\)$/, ''))
    }
    for (const [, game = ''] of text.matchAll(/<(?:game|machine) name="([^"]*)"/g)) {
      names.add(game.replaceAll('&amp;', '&').replaceAll('&apos;', "'"))
    }
  }
  return names
}

describe.skipIf(!existsSync(DATS))('real names (needs ../shared/data)', () => {
  it.each(['no-intro', 'no-intro-pc', 'redump', 'system', 'tosec', 'opengood', 'mame'])(
    '%s: tags make up the name',
    (folder) => {
      const names = namesIn(folder)
      expect(names.size).toBeGreaterThan(200)
      for (const name of names) {
        const { tags, title } = parseReleaseName(name)
        let at = 0
        for (const { span, text } of tags) {
          if (span[0] < at || !name.slice(...span).includes(text)) throw new Error(`${name}: ${text}`)
          at = span[1]
        }
        if (title === '' && name.trim() !== '') throw new Error(`${name} has no title`)
      }
    },
  )

  it('at least 95 % of the tags of No-Intro and Redump names mean something to us', () => {
    const names = new Set([...namesIn('no-intro'), ...namesIn('no-intro-pc'), ...namesIn('redump')])
    const kinds = [...names].flatMap((name) => parseReleaseName(name).tags.map(({ kind }) => kind))
    const known = kinds.filter((kind) => kind !== 'additional').length
    expect(known / kinds.length).toBeGreaterThan(0.95)
  })

  it.each([
    ['tosec', 'Legend of TOSEC, The (1986)(Devstudio)(US)[a]', 'Legend of TOSEC, The'],
    ['goodtools', 'Kirby no Dream (J) (V1.1) [!]', 'Kirby no Dream'],
  ])('%s titles are right', (_, name, title) => expect(parseReleaseName(name).title).toBe(title))
})
