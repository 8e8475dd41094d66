/** What all tables of platform ids have in common; each lies in the folder of its provider. */
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { platformIdsAt, platformsWithId, type PlatformIdProvider } from '../../src/metadata/platform-ids.ts'
import type { PlatformIdTable } from '../../src/metadata/provider.ts'
import * as tables from '../../src/metadata/providers/platform-ids.ts'
import { platformBySlug } from '../../src/platforms/lookup.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'

const TABLES: Readonly<Record<PlatformIdProvider, PlatformIdTable>> = tables
const PROVIDERS = Object.keys(TABLES) as PlatformIdProvider[]

describe('ids of platforms at providers', () => {
  it.each<[string, PlatformIdProvider, string[]]>([
    ['fds', 'retroachievements', ['81']],
    ['zxs', 'screenscraper', ['76']],
    ['zxs', 'retroachievements', ['59']],
    ['turbografx-cd', 'retroachievements', ['76']],
    ['amiga-cd32', 'igdb', ['114']],
    ['philips-cd-i', 'igdb', ['117']],
    ['sharp-x68000', 'igdb', ['121']],
    ['pokemon-mini', 'igdb', ['166']],
    ['win', 'screenscraper', ['138']],
    ['x1', 'screenscraper', ['220']],
    ['sega-pico', 'screenscraper', ['250']],
    ['vic-20', 'retroachievements', ['34']],
    ['nes', 'igdb', ['18', '99']],
    ['snes', 'igdb', ['19', '58']],
    ['genesis', 'thegamesdb', ['18', '36']],
    ['psx', 'screenscraper', ['57']],
    ['arcade', 'screenscraper', ['75']],
    ['snes', 'launchbox', ['Super Nintendo Entertainment System']],
    ['snes', 'hltb', ['Super Nintendo']],
    ['pico-8', 'igdb', []],
    ['constructor', 'igdb', []],
    ['__proto__', 'igdb', []],
  ])('%s at %s: %j', (slug, provider, ids) => {
    expect(platformIdsAt(provider, slug)).toEqual(ids)
  })

  it('are those of each folder that has any', () => {
    const providers = fileURLToPath(new URL('../../src/metadata/providers/', import.meta.url))
    const withIds = readdirSync(providers).filter((name) =>
      existsSync(`${providers}/${name}/platform-ids.ts`),
    )
    expect(PROVIDERS.toSorted()).toEqual(withIds.toSorted())
  })

  it.each(PROVIDERS)('of %s are of platforms there are, in the order of their table', (provider) => {
    const slugs = Object.keys(TABLES[provider])
    // what it has is played in browsers, and no DAT lists it
    const own = provider === 'flashpoint' ? ['flash', 'html5', 'shockwave', 'java-applet'] : []
    expect(slugs.filter((slug) => !platformBySlug(slug))).toEqual(own)
    const known = slugs.filter((slug) => !own.includes(slug))
    expect(known).toEqual(PLATFORMS.map(({ slug }) => slug).filter((slug) => slugs.includes(slug)))
  })

  it.each(PROVIDERS)('of %s are whole numbers or names', (provider) => {
    for (const [slug, ids] of Object.entries(TABLES[provider]))
      for (const id of [ids].flat())
        expect([slug, typeof id === 'string' ? id.trim() !== '' : Number.isInteger(id) && id > 0]).toEqual([
          slug,
          true,
        ])
  })

  it.each(PROVIDERS)('of %s lead back to the platform', (provider) => {
    for (const slug of Object.keys(TABLES[provider]))
      for (const id of platformIdsAt(provider, slug)) expect(platformsWithId(provider, id)).toContain(slug)
  })

  /** Those that a provider itself keeps as one. */
  it('mean one platform each, but where a provider does not tell them apart', () => {
    const shared = (['igdb', 'screenscraper', 'thegamesdb', 'retroachievements'] as const).flatMap(
      (provider) => {
        const ids = new Set(Object.keys(TABLES[provider]).flatMap((slug) => platformIdsAt(provider, slug)))
        return [...ids]
          .map((id) => platformsWithId(provider, id))
          .filter((slugs) => slugs.length > 1)
          .map((slugs) => `${provider}: ${slugs.join(', ')}`)
      },
    )
    expect(shared).toEqual([
      'igdb: c64, c128',
      'igdb: arcade, cps1, cps2, cps3',
      'screenscraper: nds, nintendo-dsi',
      'screenscraper: odyssey-2, videopac-g7400',
      'screenscraper: c64, c128',
      'thegamesdb: dos, win',
      'retroachievements: tg16, supergrafx',
      'retroachievements: neogeoaes, arcade, cps1, cps2, cps3',
      'retroachievements: neo-geo-pocket, neo-geo-pocket-color',
      'retroachievements: wonderswan, wonderswan-color',
      'retroachievements: msx, msx2',
    ])
  })
})
