/** Where the package that converts pictures is not installed: what needs it is told, and all else is written. */
import sharp from 'sharp'
import { expect, it, vi } from 'vitest'
import type * as Develop from '../../src/art/develop.ts'
import { artProject, configOf, DATABASE, RED } from './library.ts'
import { sha1 } from '../support/sha1.ts'

vi.mock('../../src/art/develop.ts', async (original) => ({
  ...(await original<typeof Develop>()),
  hasSharp: () => false,
}))

const SNAPS = `out/thumbnails/${DATABASE}/Named_Snaps`

it.each([
  ['too large', { kinds: ['snap'], maxHeight: 4 }, undefined],
  ['in a format that the device does not open', { kinds: ['snap'] }, await sharp(RED).jpeg().toBuffer()],
])('says that pictures are %s, once, and writes the others', async (_, artwork, bytes) => {
  const project = artProject(configOf({ preset: 'retroarch', artwork }))
  if (bytes) project.write('roms/images/worm-image.png', bytes)
  const { report } = await project.build()
  expect(report.outcome).toBe('done')
  expect(report.problems.filter(({ code }) => code === 'art-not-converted')).toEqual([
    {
      code: 'art-not-converted',
      message:
        'RetroArch: pictures that are too large, or in a format it does not open, are not written: the package that converts them is not installed.',
      hint: 'Run `npm install sharp`, and build again.',
    },
  ])
  expect(project.files(SNAPS)).toEqual({ 'Rocket Turtle (USA).png': sha1(RED) })
})
