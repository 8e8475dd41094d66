/** Lists of arcade sets that name no parents, against MAME's, which does. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { select } from '../../src/select/select.ts'
import type { Release } from '../../src/select/selection.ts'
import { memoryCatalog } from '../support/catalog.ts'

const MAME = fileURLToPath(new URL('../../../shared/data/dats/mame/', import.meta.url))

async function releasesOf(file: string): Promise<readonly Release[]> {
  const db = memoryCatalog()
  await syncDats(db, [{ name: 'one', files: [`${MAME}${file}`], platform: 'arcade' }])
  rebuildReleases(db, 'arcade')
  const releases = loadReleases(db, 'arcade')
  db.close()
  return releases
}

it.skipIf(!existsSync(MAME)).each([
  ['FBNeo - Arcade Games.dat', 191, 2],
  ['MAME 2016 (split).dat', 226, 2],
])('%s: the set that most others are named after is the parent', async (file, right, wrong) => {
  const listed = await releasesOf('MAME 2000 XML.dat')
  const parents = new Map(listed.map(({ name, cloneOf }) => [name, cloneOf[0] ?? name]))
  const releases = await releasesOf(file)
  const sets = new Map(releases.map(({ name, set }) => [name, set ?? '']))
  const best = select(releases, { order: ['set'] }, { platform: 'arcade' }).flatMap(({ ranked }) => {
    const family = ranked.map(({ name }) => sets.get(name) ?? '')
    const parent = family.find((set) => family.some((other) => other !== set && parents.get(other) === set))
    return parent === undefined || ranked[1]?.lostTo?.criterion !== 'set' ? [] : [family[0] === parent]
  })
  expect([best.filter((is) => is).length, best.filter((is) => !is).length]).toEqual([right, wrong])
})
