/** Real lists, where they are at hand: every game is taken off the list in turn, and nothing else may be linked with it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { titleCandidates } from '../../../src/identify/titles/title-candidates.ts'
import { titleIndex, type ListedTitle, type TitleIndex } from '../../../src/identify/titles/title-index.ts'
import { parseReleaseName } from '../../../src/names/parse.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/data/dats')
const LISTS = [
  'no-intro/Nintendo - Super Nintendo Entertainment System.dat',
  'no-intro/Sega - Game Gear.dat',
  'no-intro/Nintendo - Nintendo 64.dat',
  'no-intro-pc/Sega - Master System - Mark III.dat',
]
/** So many releases of each list, evenly spread: all of them take minutes. */
const SAMPLE = 400

function namesIn(path: string): string[] {
  const dat = readFileSync(join(FOLDER, path), 'utf8')
  const names = Array.from(
    dat.matchAll(/<game name="([^"]+)"|^\tname "([^"]+)"$/gm),
    ([, xml, text = '']) => xml ?? text,
  )
  return [...new Set(names)].map((name) => name.replaceAll('&amp;', '&').replaceAll('&apos;', "'"))
}

function without(index: TitleIndex, title: string): TitleIndex {
  const others = (titles: readonly ListedTitle[]) => titles.filter((one) => one.title.toLowerCase() !== title)
  return {
    ...index,
    byKey: (key) => others(index.byKey(key)),
    byPart: (plain) => others(index.byPart(plain)),
    near: (key, outline) => others(index.near(key, outline)),
  }
}

const SURE = [{ platform: 'snes', by: 'root', certainty: 1 }] as const

describe.skipIf(!existsSync(FOLDER))('real lists', () => {
  it.each(LISTS)('%s: no game is linked with another', (path) => {
    const names = namesIn(path)
    expect(names.length).toBeGreaterThan(500)
    const index = titleIndex('snes', names)
    const step = Math.max(1, Math.floor(names.length / SAMPLE))
    const wrong: string[][] = []
    let linked = 0
    let asked = 0
    for (const name of names.filter((_, i) => i % step === 0)) {
      const { title, classes } = parseReleaseName(name)
      if (classes.includes('bios')) continue
      asked++
      const others = without(index, title.toLowerCase())
      const { link } = titleCandidates({ names: [name] }, SURE, () => others)
      if (link) wrong.push([name, link.candidate.release])
      const own = titleCandidates({ names: [name] }, SURE, () => index).link
      if (own?.candidate.release === name) linked++
    }
    expect(wrong).toEqual([])
    expect(linked / asked).toBeGreaterThan(0.95)
  })
})
