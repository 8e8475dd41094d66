import { describe, expect, it } from 'vitest'
import { CuratorError } from '../../src/errors.ts'
import {
  checkLayout,
  compileLayout,
  letterOf,
  spreadHint,
  type LayoutValues,
} from '../../src/targets/layout.ts'

const RULES = { alphabet: 'fat', maxName: 255, maxPath: 1023 } as const

const VALUES: LayoutValues = {
  folder: 'Nintendo/NES',
  platform: 'nes',
  title: 'Mega Man: X/Y',
  release: 'Mega Man: X/Y (USA)',
  name: 'Mega Man - X-Y (USA)',
  extension: '.nes',
  region: 'USA',
}

describe('checkLayout', () => {
  it.each([
    '{file}',
    'games/{folder}/{file}',
    '{region}/{letter}/{name}{ext}',
    '{title}/{release}{ext}',
    'x {file}',
  ])('takes %j', (template) => expect(checkLayout(template)).toBeUndefined())

  it.each([
    [
      'games/{foldr}/{file}',
      '{foldr} is not a placeholder. There are {folder} {platform} {title} {release} {file} {name} {ext} {letter} {region}.',
    ],
    [
      '{constructor}/{file}',
      '{constructor} is not a placeholder. There are {folder} {platform} {title} {release} {file} {name} {ext} {letter} {region}.',
    ],
    ['games/{folder/{file}', '"games/{folder/{file}" has a brace without its partner.'],
    ['/games/{file}', '"/games/{file}" must be relative to the target\'s path.'],
    ['D:/games/{file}', '"D:/games/{file}" must be relative to the target\'s path.'],
    ['../{file}', '"../{file}" must not leave the target: no "..".'],
    ['a\\..\\{file}', '"a\\..\\{file}" must not leave the target: no "..".'],
    ['a\\{file}', '"a\\{file}" must have "/" between folders, not "\\".'],
    ['{folder}', '"{folder}" must end with a file name: {file}, {name}{ext} or {release}{ext}.'],
    ['{file}/x', '"{file}/x" must end with a file name: {file}, {name}{ext} or {release}{ext}.'],
    ['{name}.{ext}', '"{name}.{ext}" has a dot before {ext}, which brings its own.'],
    ['', '"" must end with a file name: {file}, {name}{ext} or {release}{ext}.'],
  ])('says what is wrong with %j', (template, message) => {
    expect(checkLayout(template)).toBe(message)
  })
})

describe('compileLayout', () => {
  it.each([
    ['{file}', 'Mega Man - X-Y (USA).nes'],
    ['games/{folder}/{file}', 'games/Nintendo/NES/Mega Man - X-Y (USA).nes'],
    ['{platform}/{letter}/{title}/{release}{ext}', 'nes/M/Mega Man - X-Y/Mega Man - X-Y (USA).nes'],
    ['./{region}//{name}{ext}', '_/USA/Mega Man - X-Y (USA).nes'],
  ])('%s gives %s', (template, path) => {
    expect(compileLayout(template, RULES).path(VALUES).path).toBe(path)
  })

  it('leaves out an empty folder and names a missing region', () => {
    const values = { ...VALUES, folder: '', region: '' }
    expect(compileLayout('{folder}/{region}/{file}', RULES).path(values).path).toBe(
      'Unknown/Mega Man - X-Y (USA).nes',
    )
  })

  it('tells the name that was asked for from the one it became', () => {
    const made = compileLayout('{release}{ext}', RULES).path({ ...VALUES, release: 'A: B?' })
    expect(made).toEqual({ path: 'A - B.nes', asked: 'A: B?.nes', name: 'A - B.nes' })
  })

  it('never fills placeholders that come out of a name', () => {
    const values = { ...VALUES, name: '{folder} {release}' }
    expect(compileLayout('{file}', RULES).path(values).path).toBe('{folder} {release}.nes')
  })

  it('throws for a template that is none', () => {
    expect(() => compileLayout('{fil}', RULES)).toThrow(CuratorError)
  })
})

describe('letterOf', () => {
  it.each([
    ['Zelda', 'Z'],
    ['éclair', 'E'],
    ['Ｗide', 'W'],
    ['ßtraße', 'S'],
    ['1942', '#'],
    ["'89 Dennou", '#'],
    ['ポケモン', '#'],
    ['', '#'],
  ])('%j is under %s', (title, letter) => {
    expect(letterOf(title)).toBe(letter)
  })
})

it.each([
  ['{folder}/{file}', 'Spread the games over more folders, for example by {letter} in the layout.'],
  ['{folder}/{letter}/{file}', 'Spread the games over more folders, for example by {region} in the layout.'],
  [
    '{letter}/{region}/{file}',
    'Choose fewer games by the policy: the layout has {letter} and {region} already.',
  ],
])('what can be done about a folder of %s that is too full', (layout, hint) => {
  expect(spreadHint(layout)).toBe(hint)
})
