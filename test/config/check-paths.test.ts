import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkPaths } from '../../src/config/checking/check-paths.ts'
import { resolveConfig } from '../../src/config/resolve.ts'
import type { ResolvedConfig } from '../../src/config/resolved.ts'
import { messagesOf, VOCABULARY } from './support.ts'

function config(
  roots: Record<string, string>,
  targets: Record<string, string>,
  dir = '/games',
): ResolvedConfig {
  const made = Object.entries(targets).map(([name, path]) => [
    name,
    { preset: 'handheld', path, policy: 'everything' },
  ])
  const data = { roots, dats: {}, targets: Object.fromEntries(made) as Record<string, { path: string }> }
  return resolveConfig(data, { file: join(dir, 'curator.config.json'), form: 'json' }, VOCABULARY)
}

it.each<[Record<string, string>, Record<string, string>, readonly string[]]>([
  [{ a: './roms', b: './roms2' }, { c: './out', d: './out2' }, []],
  [
    { a: './roms', b: './roms/new/' },
    {},
    ["roots-nested roots.b.path: The root 'b' (/games/roms/new) lies inside the root 'a' (/games/roms)."],
  ],
  [
    { a: './roms/x', b: './roms' },
    {},
    ["roots-nested roots.a.path: The root 'a' (/games/roms/x) lies inside the root 'b' (/games/roms)."],
  ],
  [
    { a: './roms', b: 'roms/' },
    {},
    ["roots-nested roots.a.path: The root 'a' and the root 'b' are the same folder, /games/roms."],
  ],
  [
    { a: './roms' },
    { c: './roms/out' },
    [
      "target-in-root targets.c.path: The target 'c' (/games/roms/out) lies inside the root 'a' (/games/roms).",
    ],
  ],
  [
    { a: './out/roms' },
    { c: './out' },
    ["target-in-root roots.a.path: The root 'a' (/games/out/roms) lies inside the target 'c' (/games/out)."],
  ],
  [
    { a: './x' },
    { c: './x' },
    ["target-in-root targets.c.path: The target 'c' and the root 'a' are the same folder, /games/x."],
  ],
  [
    { a: '/' },
    { c: './x' },
    ["target-in-root targets.c.path: The target 'c' (/games/x) lies inside the root 'a' (/)."],
  ],
  [
    {},
    { c: './x', d: './x/y' },
    ["targets-nested targets.d.path: The target 'd' (/games/x/y) lies inside the target 'c' (/games/x)."],
  ],
  [
    {},
    { c: '.' },
    [
      "config-invalid targets.c.path: The target 'c' (/games) would keep its records in /games/.curator, which is the state folder.",
    ],
  ],
])('roots %j, targets %j', (roots, targets, expected) => {
  const problems = checkPaths(config(roots, targets))
  expect(problems.map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual(expected)
})

it('of two roots that are one folder there is no outer one to keep', () => {
  const problems = checkPaths(config({ a: './roms', b: 'roms/' }, {}))
  expect(problems.map(({ hint }) => hint)).toEqual(['Keep one of the two.'])
})

it('the folder of firmware is called so', () => {
  const data = { roots: { a: './roms', bios: './other' }, dats: {}, bios: './roms/bios', targets: {} }
  const found = { file: '/games/curator.config.json', form: 'json' } as const
  expect(checkPaths(resolveConfig(data, found, VOCABULARY))).toMatchObject([
    {
      path: 'bios.path',
      message: "The folder of firmware (/games/roms/bios) lies inside the root 'a' (/games/roms).",
    },
  ])
})

it('are told in the same go with what else is wrong, where their paths are known', () => {
  const target = { preset: 'handheld', path: './out', policy: 'evrything' }
  const data = {
    roots: { a: './out/roms', b: { path: './out/roms/b', ignor: [] }, c: { path: '' }, d: 'roms\0' },
    dats: {},
    targets: { mine: target, hers: { ...target, path: 7 } },
  }
  const readOnly = 'Roots are read-only to curator. Choose a folder outside every root.'
  expect(messagesOf(data)).toEqual([
    '`roots.b` has no key `ignor`. Did you mean `ignore`?',
    '`roots.c.path` must be a path; it is empty.',
    "`roots.d` must be a path; it is 'roms\0'.",
    "`targets.mine.policy` names the policy 'evrything', which is not declared. Did you mean `everything`?",
    '`targets.hers.path` must be a path; it is 7.',
    "`targets.hers.policy` names the policy 'evrything', which is not declared. Did you mean `everything`?",
    "The root 'b' (/games/out/roms/b) lies inside the root 'a' (/games/out/roms). Keep the outer root and drop the inner one, or move them apart.",
    `The root 'a' (/games/out/roms) lies inside the target 'mine' (/games/out). ${readOnly}`,
    `The root 'b' (/games/out/roms/b) lies inside the target 'mine' (/games/out). ${readOnly}`,
  ])
})

it('looks through links, also of folders that do not exist yet', () => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'curator-paths-')))
  mkdirSync(join(dir, 'roms'))
  symlinkSync(join(dir, 'roms'), join(dir, 'link'))
  const problems = checkPaths(config({ a: './roms' }, { c: './link/new/out' }, dir))
  rmSync(dir, { recursive: true })
  expect(problems.map(({ code }) => code)).toEqual(['target-in-root'])
})

it('is asked of thousands of targets in no time, and finds the two among them', () => {
  const names = Array.from({ length: 5000 }, (_, i) => `t${i}`)
  const many = Object.fromEntries(names.map((name) => [name, `./out/${name}`]))
  const made = config({ a: './roms' }, many)
  const began = performance.now()
  expect(checkPaths(made)).toEqual([])
  expect(performance.now() - began).toBeLessThan(2000)
  const nested = { ...made, targets: { ...made.targets, last: { path: '/games/out/t7/in' } } }
  expect(checkPaths(nested).map(({ message }) => message)).toEqual([
    "The target 'last' (/games/out/t7/in) lies inside the target 't7' (/games/out/t7).",
  ])
})
