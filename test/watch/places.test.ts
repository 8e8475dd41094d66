import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resolveConfig } from '../../src/config/resolve.ts'
import { placesOf } from '../../src/watch/places.ts'
import { VOCABULARY } from '../config/support.ts'
import { tempDir } from '../support/cli.ts'

it('passes over what is built into a folder of DATs, whatever it is called', () => {
  const dir = tempDir('places')
  mkdirSync(join(dir, 'dats'))
  const file = join(dir, 'curator.config.json')
  const target = { preset: 'handheld', path: './dats/..out (new)', policy: 'everything' }
  const data = { roots: {}, dats: { games: './dats' }, targets: { card: target } }
  const { folders } = placesOf(resolveConfig(data, { file, form: 'json' }, VOCABULARY), [file])
  expect(folders).toEqual([
    {
      isRoot: false,
      path: join(dir, 'dats'),
      ignore: ['..out \\(new\\)'],
      identity: 'full',
      followSymlinks: false,
    },
  ])
})
