/**
 * muOS: folders below `ROMS/` that it knows by their names, without being told. Facts: MustardOS/internal
 * `share/info/assign/<system>/global.ini`, section `[friendly]`; extensions: its libretro cores.
 */
import type { FrontendPlatform } from './frontend.ts'

export const MUOS_PLATFORMS = {
  nes: { folder: 'nes', extensions: ['nes'], zips: true },
  snes: { folder: 'snes', extensions: ['sfc', 'smc', 'fig', 'swc'], zips: true },
  satellaview: { folder: 'satellaview', extensions: ['bs', 'sfc'], zips: true },
  n64: { folder: 'n64', extensions: ['z64', 'n64', 'v64'], zips: true },
  '64dd': { folder: 'n64dd', extensions: ['ndd'], zips: true },
  gb: { folder: 'gb', extensions: ['gb', 'gbc', 'dmg'], zips: true },
  gbc: { folder: 'gbc', extensions: ['gbc', 'gb'], zips: true },
  gba: { folder: 'gba', extensions: ['gba'], zips: true },
  virtualboy: { folder: 'virtualboy', extensions: ['vb', 'vboy'], zips: true },
  nds: { folder: 'nds', extensions: ['nds'], zips: true },
  'pokemon-mini': { folder: 'pokemini', extensions: ['min'], zips: true },
  genesis: { folder: 'megadrive', extensions: ['md', 'gen', 'bin', 'smd', '68k', 'sgd'], zips: true },
  segacd: { folder: 'segacd', extensions: ['cue', 'chd', 'iso', 'm3u'] },
  sega32: { folder: 'sega32x', extensions: ['32x', 'bin', 'md'], zips: true },
  sms: { folder: 'mastersystem', extensions: ['sms'], zips: true },
  gamegear: { folder: 'gamegear', extensions: ['gg', 'sms'], zips: true },
  saturn: { folder: 'saturn', extensions: ['cue', 'chd', 'm3u', 'ccd', 'iso'] },
  dc: { folder: 'dreamcast', extensions: ['gdi', 'chd', 'cdi', 'cue', 'm3u'] },
  tg16: { folder: 'pcengine', extensions: ['pce'], zips: true },
  'turbografx-cd': { folder: 'pcenginecd', extensions: ['cue', 'chd', 'm3u', 'ccd'] },
  psx: { folder: 'psx', extensions: ['cue', 'chd', 'm3u', 'pbp', 'ccd'] },
  psp: { folder: 'psp', extensions: ['iso', 'cso', 'chd', 'pbp'] },
  'neo-geo-cd': { folder: 'neogeocd', extensions: ['cue', 'chd'] },
  'neo-geo-pocket': { folder: 'ngp', extensions: ['ngp', 'ngc'], zips: true },
  'neo-geo-pocket-color': { folder: 'ngpc', extensions: ['ngc', 'ngpc', 'npc'], zips: true },
  atari2600: { folder: 'atari2600', extensions: ['a26', 'bin'], zips: true },
  lynx: { folder: 'atarilynx', extensions: ['lnx', 'lyx', 'o'], zips: true },
  colecovision: { folder: 'colecovision', extensions: ['col', 'rom', 'bin'], zips: true },
  wonderswan: { folder: 'wonderswan', extensions: ['ws', 'wsc'], zips: true },
  'wonderswan-color': { folder: 'wonderswancolor', extensions: ['wsc'], zips: true },
  amiga: { folder: 'amiga', extensions: ['adf', 'ipf', 'hdf', 'lha', 'adz', 'dms', 'm3u'] },
  arcade: { folder: 'arcade', extensions: ['zip'] },
} as const satisfies Readonly<Record<string, FrontendPlatform>>

export type MuosPlatform = keyof typeof MUOS_PLATFORMS
