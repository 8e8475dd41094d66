/** Keys under another name: told, with the name they should have, and never with what they say. */
import { expect, it } from 'vitest'
import { mistypedKeys } from '../../src/metadata/opening/mistyped-keys.ts'
import { loadProviders, PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'

const providers = await loadProviders({ names: PROVIDER_NAMES })
const meantBy = (...set: readonly string[]) =>
  mistypedKeys(providers, Object.fromEntries(set.map((name) => [name, 'hush']))).map(({ meant }) => meant)

it.each([
  ['CURATOR_IGDB_CLIENTID', 'CURATOR_IGDB_CLIENT_ID'],
  ['IGDB_CLIENTID', 'CURATOR_IGDB_CLIENT_ID'],
  ['IGDB_CLIENT_SECRET', 'CURATOR_IGDB_CLIENT_SECRET'],
  ['CURATOR_IGDB_SECRET', 'CURATOR_IGDB_CLIENT_SECRET'],
  ['curator_igdb_client_id', 'CURATOR_IGDB_CLIENT_ID'],
  ['CURATER_IGDB_CLIENT_ID', 'CURATOR_IGDB_CLIENT_ID'],
  ['CURATOR_MOBYGAMES_KEY', 'CURATOR_MOBYGAMES_API_KEY'],
  ['CURATOR_MOBYGAME_API_KEY', 'CURATOR_MOBYGAMES_API_KEY'],
  ['CURATOR_SCREENSCRAPER_PASS', 'CURATOR_SCREENSCRAPER_PASSWORD'],
  ['CURATOR_SCREENSCRAPER_USERNAME', 'CURATOR_SCREENSCRAPER_USER'],
  ['CURATOR_STEAMGRID_API_KEY', 'CURATOR_STEAMGRIDDB_API_KEY'],
  ['LAUNCHBOX', 'CURATOR_LAUNCHBOX'],
  ['CURATOR_REDIS', 'CURATOR_REDIS_URL'],
])('%s: %s', (variable, meant) => {
  expect(mistypedKeys(providers, { [variable]: 'hush' })).toEqual([{ variable, meant }])
})

it.each([
  'CURATOR_IGDB_CLIENT_ID',
  'CURATOR_REDIS_URL',
  'CURATOR_MY_LIST_KEY',
  'CURATOR_MIRROR_TOKEN',
  'CACHE',
  'REDIS_URL',
  'DATA_DIR',
  'HOME',
  'CURATOR',
  '',
])('%j: nothing', (variable) => {
  expect(meantBy(variable)).toEqual([])
})

it('is told no more once the right one is set, nor where it is empty', () => {
  expect(meantBy('IGDB_CLIENT_ID', 'CURATOR_IGDB_CLIENT_ID')).toEqual([])
  expect(mistypedKeys(providers, { IGDB_CLIENT_ID: ' ' })).toEqual([])
})
