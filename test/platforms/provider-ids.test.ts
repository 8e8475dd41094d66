import { describe, expect, it } from 'vitest'
import { platformBySlug } from '../../src/platforms/lookup.ts'
import { platformIdsAt, platformsWithId, type PlatformIdProvider } from '../../src/platforms/provider-ids.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'
import { PROVIDER_IDS } from '../../src/platforms/tables/provider-ids.ts'

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

  it('are of platforms there are, in the order of the table', () => {
    const slugs = Object.keys(PROVIDER_IDS)
    expect(slugs.filter((slug) => !platformBySlug(slug))).toEqual([])
    expect(slugs).toEqual(PLATFORMS.map(({ slug }) => slug).filter((slug) => slugs.includes(slug)))
  })

  it('are whole numbers or names', () => {
    for (const [slug, ids] of Object.entries(PROVIDER_IDS))
      for (const id of Object.values(ids).flat())
        expect([slug, typeof id === 'string' ? id.trim() !== '' : Number.isInteger(id) && id > 0]).toEqual([
          slug,
          true,
        ])
  })

  it('lead back to the platform', () => {
    for (const [slug, ids] of Object.entries(PROVIDER_IDS))
      for (const provider of Object.keys(ids) as PlatformIdProvider[])
        for (const id of platformIdsAt(provider, slug)) expect(platformsWithId(provider, id)).toContain(slug)
  })

  /** Those that a provider itself keeps as one. */
  it('mean one platform each, but where a provider does not tell them apart', () => {
    const shared = (['igdb', 'screenscraper', 'thegamesdb', 'retroachievements'] as const).flatMap(
      (provider) => {
        const ids = new Set(Object.keys(PROVIDER_IDS).flatMap((slug) => platformIdsAt(provider, slug)))
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
