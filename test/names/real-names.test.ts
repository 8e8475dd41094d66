import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectDialect } from '../../src/names/dialect.ts'
import { parseReleaseName, releaseNameParser } from '../../src/names/parse.ts'
import { censusOf, type Census } from './census.ts'

const DATS = new URL('../../../shared/data/dats/', import.meta.url)

/** Set to see what stands behind the rates. */
const SHOWN = Number(process.env['CURATOR_NAME_CENSUS'] ?? 0)

/** The names of ClrMamePro and Logiqx DATs, read as simply as a test may; MAME's are the descriptions. */
function namesIn(file: string): string[] {
  const names = new Set<string>()
  const text = readFileSync(new URL(file, DATS), 'utf8')
  const pattern = file.startsWith('mame/')
    ? /<description>([^<]*)<|^game \(\s+name "([^"]*)"/gm
    : /rom \( name "((?:[^"\\]|\\.)*)"|<(?:game|machine) name="([^"]*)"/g
  for (const [, one, other] of text.matchAll(pattern)) {
    const name = (one ?? other ?? '').replaceAll('&amp;', '&').replaceAll('&apos;', "'")
    names.add(
      one === undefined ? name : name.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/ \(Track [^)]*\)$/, ''),
    )
  }
  return [...names]
}

function datsIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, DATS)).map((file) => `${folder}/${file}`)
}

describe.skipIf(!existsSync(DATS))('real names (needs ../shared/data)', () => {
  it.each([
    ['no-intro', 'no-intro'],
    ['no-intro-pc', 'no-intro'],
    ['redump', 'redump'],
    ['tosec', 'tosec'],
    ['opengood', 'goodtools'],
    ['mame', 'mame'],
  ] as const)(
    '%s: their convention is %s, tags make up the names, and nearly all mean something',
    (folder, dialect) => {
      const censuses: Census[] = []
      for (const file of datsIn(folder)) {
        const names = namesIn(file)
        expect(names.length).toBeGreaterThan(100)
        expect(detectDialect({ name: 'unknown' }, names)).toBe(dialect)
        const platform = file.includes('2600') ? 'atari2600' : ''
        censuses.push(censusOf(names.map(releaseNameParser({ dialect, platform }))))
      }
      const uses = censuses.reduce((sum, census) => sum + census.uses, 0)
      const known = censuses.reduce((sum, census) => sum + census.known, 0)
      if (SHOWN > 0)
        process.stderr.write(
          `${folder}: ${known}/${uses} = ${((known / uses) * 100).toFixed(2)} %\n` +
            censuses
              .flatMap(({ unknown }) => unknown.slice(0, SHOWN).map(([text, n]) => `  ${n} ${text}\n`))
              .join(''),
        )
      expect(known / uses).toBeGreaterThan(0.97)
    },
  )

  it('files of cores follow no convention', () => {
    const names = namesIn('system/System.dat')
    expect(detectDialect({ name: 'System' }, names)).toBe('plain')
  })

  it.each([
    ['tosec', 'Legend of TOSEC, The (1986)(Devstudio)(US)[a]', 'Legend of TOSEC, The'],
    ['goodtools', 'Kirby no Dream (J) (V1.1) [!]', 'Kirby no Dream'],
  ])('%s titles are right without being told', (_, name, title) => {
    expect(parseReleaseName(name).title).toBe(title)
  })
})
