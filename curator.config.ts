/**
 * The demo's config, and a good start for your own: `npm run demo` makes the messy little library it tidies
 * up.
 */
import { defineConfig, env, oneGameOneRom } from 'curator'
import { everdrive, mister, retroarch } from 'curator/presets'

export default defineConfig({
  roots: { roms: { path: env('ROMS', './demo/roms') } },
  dats: { 'no-intro': { path: './demo/dats/**/*.dat' } },
  policies: {
    usa: oneGameOneRom({
      regions: ['USA', 'World', 'Europe', 'Japan'],
      exclude: ['beta', 'proto', 'demo'],
    }),
  },
  playlists: {
    eighties: { title: 'The Eighties', where: { year: { to: 1989 } }, order: 'year' },
    quests: {
      title: 'Quests and Journeys',
      where: { title: ['*Quest*', '*Journey*', '*Chronicle*', '*Uprising*'] },
    },
  },
  targets: {
    mister: mister({ path: './demo/out/mister', policy: 'usa', playlists: ['eighties', 'quests'] }),
    cart: everdrive({ path: './demo/out/everdrive', policy: 'usa', model: 'n8-pro' }),
    retroarch: retroarch({ path: './demo/out/retroarch', policy: 'usa', playlists: ['eighties', 'quests'] }),
  },
})
