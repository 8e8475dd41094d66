import { defineConfig, env, oneGameOneRom } from 'curator'
import { everdrive, mister, retroarch } from 'curator/presets'

export default defineConfig({
  // Folders with the files you own, messy as they are. No build changes anything in them.
  roots: {
    downloads: env('ROMS', './roms'),
  },

  // DAT files say what every game is called and which bytes it has.
  dats: {
    'no-intro': './dats',
  },

  // Which release of each game you want. `everything` is a policy, too: it keeps everything you own.
  policies: {
    best: oneGameOneRom({
      regions: ['USA', 'World', 'Europe', 'Japan'],
      exclude: ['bios', 'beta', 'proto', 'demo', 'sample'],
    }),
  },

  playlists: {
    nes: { title: 'NES, by title', where: { platform: ['nes'] }, order: 'title' },
  },

  // What to build, and where. Point `path` at a mounted card, or at a folder to look at it first.
  targets: {
    mister: mister({ path: './out/mister', policy: 'best' }),
    cart: everdrive({ path: './out/everdrive', policy: 'best', model: 'n8-pro' }),
    retroarch: retroarch({ path: './out/retroarch', policy: 'best', playlists: ['nes'] }),
  },
})
