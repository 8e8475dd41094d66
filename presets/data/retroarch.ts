/**
 * RetroArch's name for each platform (the name of its libretro database and playlist) and what its cores open.
 * Facts: libretro-database `rdb/`, libretro-core-info. Arcade machines are in sets of zips.
 */
import { PC98_DISKS, X1_DISKS, X68000_DISKS } from './disk-images.ts'
import { RETROARCH_CORES } from './retroarch-cores.ts'
import type { FileWishes } from '../../src/targets/preset.ts'

interface RetroarchPlatformFacts extends FileWishes {
  readonly label: string
}

export const RETROARCH_PLATFORMS = {
  nes: {
    label: 'Nintendo - Nintendo Entertainment System',
    extensions: ['nes', 'unf', 'unif'],
    shape: 'require-header',
  },
  fds: { label: 'Nintendo - Family Computer Disk System', extensions: ['fds'] },
  snes: {
    label: 'Nintendo - Super Nintendo Entertainment System',
    extensions: ['sfc', 'smc', 'fig', 'swc'],
    renamed: ['bin', 'rom'],
    shape: 'no-smc',
  },
  satellaview: { label: 'Nintendo - Satellaview', extensions: ['bs', 'sfc'], shape: 'no-smc' },
  'sufami-turbo': {
    label: 'Nintendo - Sufami Turbo',
    extensions: ['st'],
    renamed: ['bin', 'rom'],
    shape: 'no-smc',
  },
  n64: { label: 'Nintendo - Nintendo 64', extensions: ['z64', 'n64', 'v64'] },
  '64dd': { label: 'Nintendo - Nintendo 64DD', extensions: ['ndd'] },
  gb: {
    label: 'Nintendo - Game Boy',
    extensions: ['gb', 'gbc', 'dmg'],
    renamed: ['bin', 'rom'],
    shape: 'no-copier',
  },
  gbc: {
    label: 'Nintendo - Game Boy Color',
    extensions: ['gbc', 'gb'],
    renamed: ['bin', 'rom'],
    shape: 'no-copier',
  },
  gba: { label: 'Nintendo - Game Boy Advance', extensions: ['gba'], renamed: ['bin', 'rom'] },
  virtualboy: { label: 'Nintendo - Virtual Boy', extensions: ['vb', 'vboy'], renamed: ['bin', 'rom'] },
  nds: { label: 'Nintendo - Nintendo DS', extensions: ['nds'] },
  'nintendo-dsi': { label: 'Nintendo - Nintendo DSi', extensions: ['nds', 'dsi'] },
  '3ds': { label: 'Nintendo - Nintendo 3DS', extensions: ['3ds', 'cci', 'cxi', '3dsx', 'app'] },
  ngc: {
    label: 'Nintendo - GameCube',
    extensions: ['iso', 'gcm', 'rvz', 'gcz', 'ciso', 'wia', 'tgc', 'm3u'],
  },
  wii: { label: 'Nintendo - Wii', extensions: ['iso', 'rvz', 'wbfs', 'wia', 'gcz', 'ciso', 'wad', 'm3u'] },
  'pokemon-mini': { label: 'Nintendo - Pokemon Mini', extensions: ['min'], renamed: ['bin', 'rom'] },
  'g-and-w': { label: 'Handheld Electronic Game', extensions: ['mgw'] },
  genesis: {
    label: 'Sega - Mega Drive - Genesis',
    extensions: ['md', 'gen', 'bin', 'smd', '68k', 'sgd'],
    renamed: ['rom'],
    shape: 'linear',
  },
  segacd: { label: 'Sega - Mega-CD - Sega CD', extensions: ['cue', 'chd', 'iso', 'm3u'] },
  sega32: { label: 'Sega - 32X', extensions: ['32x', 'bin', 'md'], renamed: ['rom'] },
  sms: {
    label: 'Sega - Master System - Mark III',
    extensions: ['sms'],
    renamed: ['bin', 'rom'],
    shape: 'no-copier',
  },
  gamegear: {
    label: 'Sega - Game Gear',
    extensions: ['gg', 'sms'],
    renamed: ['bin', 'rom'],
    shape: 'no-copier',
  },
  sg1000: { label: 'Sega - SG-1000', extensions: ['sg', 'sc'], renamed: ['bin', 'rom'] },
  saturn: { label: 'Sega - Saturn', extensions: ['cue', 'chd', 'm3u', 'ccd', 'iso'] },
  dc: { label: 'Sega - Dreamcast', extensions: ['gdi', 'chd', 'cdi', 'cue', 'm3u'] },
  'sega-pico': { label: 'Sega - PICO', extensions: ['md', 'bin'] },
  tg16: {
    label: 'NEC - PC Engine - TurboGrafx 16',
    extensions: ['pce'],
    renamed: ['bin', 'rom'],
    shape: 'no-pce',
  },
  'turbografx-cd': { label: 'NEC - PC Engine CD - TurboGrafx-CD', extensions: ['cue', 'chd', 'm3u', 'ccd'] },
  supergrafx: {
    label: 'NEC - PC Engine SuperGrafx',
    extensions: ['sgx', 'pce'],
    renamed: ['bin', 'rom'],
    shape: 'no-pce',
  },
  'pc-fx': { label: 'NEC - PC-FX', extensions: ['cue', 'chd', 'ccd', 'toc'] },
  'pc-8800-series': { label: 'NEC - PC-8001 - PC-8801', extensions: ['d88', 'u88', 'm3u'] },
  'pc-9800-series': {
    label: 'NEC - PC-98',
    extensions: [...PC98_DISKS, '88d', 'dup', 'cmd'],
  },
  psx: { label: 'Sony - PlayStation', extensions: ['cue', 'chd', 'm3u', 'pbp', 'ccd'] },
  ps2: {
    label: 'Sony - PlayStation 2',
    extensions: ['iso', 'chd', 'cso', 'cue', 'ciso', 'zso', 'isz', 'm3u'],
  },
  psp: { label: 'Sony - PlayStation Portable', extensions: ['iso', 'cso', 'chd', 'pbp'] },
  neogeoaes: { label: 'SNK - Neo Geo', extensions: ['neo'] },
  'neo-geo-cd': { label: 'SNK - Neo Geo CD', extensions: ['cue', 'chd'] },
  'neo-geo-pocket': { label: 'SNK - Neo Geo Pocket', extensions: ['ngp', 'ngc'], renamed: ['bin', 'rom'] },
  'neo-geo-pocket-color': {
    label: 'SNK - Neo Geo Pocket Color',
    extensions: ['ngc', 'ngpc', 'npc'],
    renamed: ['bin', 'rom'],
  },
  atari2600: { label: 'Atari - 2600', extensions: ['a26', 'bin'], renamed: ['rom'] },
  atari5200: { label: 'Atari - 5200', extensions: ['a52', 'car', 'bin', 'rom'] },
  atari7800: { label: 'Atari - 7800', extensions: ['a78', 'bin'] },
  lynx: { label: 'Atari - Lynx', extensions: ['lnx', 'lyx', 'o', 'bll'] },
  jaguar: { label: 'Atari - Jaguar', extensions: ['j64', 'jag', 'rom', 'abs', 'cof', 'prg', 'bin'] },
  atari8bit: {
    label: 'Atari - 8-bit Family',
    extensions: ['atr', 'atx', 'xex', 'xfd', 'car', 'cas', 'rom', 'bin', 'dcm', 'com'],
  },
  'atari-st': { label: 'Atari - ST', extensions: ['st', 'stx', 'msa', 'ipf', 'dim', 'm3u'] },
  colecovision: { label: 'Coleco - ColecoVision', extensions: ['col', 'rom', 'bin'] },
  intellivision: { label: 'Mattel - Intellivision', extensions: ['int', 'rom', 'bin'] },
  vectrex: { label: 'GCE - Vectrex', extensions: ['vec', 'bin'], renamed: ['rom'] },
  'odyssey-2': { label: 'Magnavox - Odyssey2', extensions: ['bin'], renamed: ['rom'] },
  'videopac-g7400': { label: 'Philips - Videopac+', extensions: ['bin'], renamed: ['rom'] },
  'fairchild-channel-f': { label: 'Fairchild - Channel F', extensions: ['chf', 'bin'], renamed: ['rom'] },
  'arcadia-2001': { label: 'Emerson - Arcadia 2001', extensions: ['bin'] },
  creativision: { label: 'VTech - CreatiVision', extensions: ['rom', 'bin'] },
  supervision: { label: 'Watara - Supervision', extensions: ['sv', 'bin'], renamed: ['rom'] },
  'vc-4000': { label: 'Interton - VC 4000', extensions: ['bin'] },
  elektor: { label: 'Elektor - TV Games Computer', extensions: ['tvc', 'bin'] },
  'epoch-super-cassette-vision': {
    label: 'Epoch - Super Cassette Vision',
    extensions: ['bin', '0', 'cart', 'rom'],
  },
  wonderswan: { label: 'Bandai - WonderSwan', extensions: ['ws', 'wsc'], renamed: ['bin', 'rom'] },
  'wonderswan-color': { label: 'Bandai - WonderSwan Color', extensions: ['wsc'], renamed: ['bin', 'rom'] },
  '3do': { label: 'The 3DO Company - 3DO', extensions: ['cue', 'chd', 'iso'] },
  'philips-cd-i': { label: 'Philips - CD-i', extensions: ['cue', 'chd'] },
  amiga: {
    label: 'Commodore - Amiga',
    extensions: ['adf', 'ipf', 'hdf', 'lha', 'adz', 'dms', 'fdi', 'hdz', 'rp9', 'm3u'],
  },
  'amiga-cd32': { label: 'Commodore - CD32', extensions: ['cue', 'chd', 'iso', 'm3u'] },
  'commodore-cdtv': { label: 'Commodore - CDTV', extensions: ['cue', 'chd', 'iso', 'm3u'] },
  c64: {
    label: 'Commodore - 64',
    extensions: ['d64', 'g64', 't64', 'd81', 'prg', 'crt', 'tap', 'nib', 'nbz', 'd71', 'p00', 'bin'],
  },
  'c-plus-4': {
    label: 'Commodore - Plus-4',
    extensions: ['prg', 'crt', 'd64', 'tap', 'g64', 't64', 'nib', 'p00', 'd81', 'bin'],
  },
  'vic-20': {
    label: 'Commodore - VIC-20',
    extensions: [
      'prg',
      'crt',
      'd64',
      'tap',
      '20',
      '40',
      '60',
      'a0',
      'b0',
      'g64',
      't64',
      'nib',
      'p00',
      'd71',
      'd81',
      'bin',
    ],
  },
  cpet: {
    label: 'Commodore - PET',
    extensions: ['prg', 'tap', 'd64', 't64', 'd80', 'd82', 'd81', 'g64', 'p00', 'crt', 'bin'],
  },
  acpc: { label: 'Amstrad - CPC', extensions: ['dsk', 'cdt', 'sna', 'cpr', 'kcr', 'tap', 'voc', 'm3u'] },
  'amstrad-gx4000': { label: 'Amstrad - GX4000', extensions: ['cpr'] },
  appleii: { label: 'Apple - II', extensions: ['do', 'dsk', 'nib', 'po', 'woz', '2mg', 'hdv'] },
  msx: { label: 'Microsoft - MSX', extensions: ['rom', 'mx1', 'dsk', 'cas', 'fdi', 'm3u'] },
  msx2: { label: 'Microsoft - MSX2', extensions: ['rom', 'mx2', 'dsk', 'cas', 'fdi', 'm3u'] },
  spectravideo: { label: 'Spectravideo - SVI-318 - SVI-328', extensions: ['rom', 'cas', 'dsk'] },
  zxs: {
    label: 'Sinclair - ZX Spectrum',
    extensions: ['tap', 'tzx', 'z80', 'sna', 'trd', 'scl', 'dsk', 'szx', 'rzx', 'dck'],
  },
  zx81: { label: 'Sinclair - ZX 81', extensions: ['p', 'tzx', 't81'] },
  'sharp-x68000': {
    label: 'Sharp - X68000',
    extensions: [...X68000_DISKS, 'cmd', 'm3u'],
  },
  x1: {
    label: 'Sharp - X1',
    extensions: [...X1_DISKS, 'cmd', 'tap'],
  },
  'thomson-to': { label: 'Thomson - MOTO', extensions: ['fd', 'sap', 'k7', 'm7', 'm5', 'rom'] },
  dos: { label: 'DOS', extensions: ['dosz', 'conf', 'bat', 'exe', 'img', 'ima', 'vhd', 'com', 'm3u'] },
  scummvm: { label: 'ScummVM', extensions: ['scummvm'] },
  arduboy: { label: 'Arduboy Inc - Arduboy', extensions: ['hex', 'arduboy'] },
  uzebox: { label: 'Uzebox', extensions: ['uze'] },
  'tic-80': { label: 'TIC-80', extensions: ['tic'] },
  'wasm-4': { label: 'WASM-4', extensions: ['wasm'] },
  xbox: { label: 'Microsoft - Xbox', extensions: ['iso'] },
  arcade: { label: 'MAME', extensions: ['zip'] },
} as const satisfies Readonly<Record<string, RetroarchPlatformFacts>>

export type RetroarchPlatform = keyof typeof RETROARCH_PLATFORMS

/** Databases by which RetroArch's arcade cores know their games. Facts: libretro-database `rdb/`. */
export const RETROARCH_ARCADE_DATABASES: readonly string[] = [
  'MAME',
  'MAME 2000',
  'MAME 2003',
  'MAME 2003-Plus',
  'MAME 2010',
  'MAME 2015',
  'MAME 2016',
  'FBNeo - Arcade Games',
  'HBMAME',
]

/** Platforms whose discs its scanner knows by the product number on them, and not by a checksum. */
export const RETROARCH_SERIALS = ['psx', 'ps2', 'psp', 'segacd', 'saturn', 'dc', 'ngc', 'wii']

/** Folders and files of RetroArch's own below its folder. */
export const RETROARCH_RESERVED = [
  'assets',
  'autoconfig',
  'cheats',
  'config',
  'content_favorites.lpl',
  'content_history.lpl',
  'content_image_history.lpl',
  'content_music_history.lpl',
  'content_video_history.lpl',
  'cores',
  'database',
  'downloads',
  'filters',
  'info',
  'logs',
  'overlays',
  'playlists/builtin',
  'playlists/content_favorites.lpl',
  'playlists/content_history.lpl',
  'records',
  'retroarch.cfg',
  'saves',
  'screenshots',
  'shaders',
  'states',
  'system',
  'thumbnails',
]

/**
 * In one folder, or in one for each core, each folder of games, or both, as the user has it set; or beside the game. What a
 * player set for a single game is found by its name as well: settings, shaders, buttons and cheats. Patches beside it are not
 * among these: they are for its bytes, and another revision would not start with them. Facts: libretro/RetroArch
 * `configuration.c`, `cheat_manager.c`.
 */
export const RETROARCH_SAVES = [
  'saves/{stem}.*',
  'saves/*/{stem}.*',
  'saves/*/*/{stem}.*',
  'states/{stem}.*',
  'states/*/{stem}.*',
  'states/*/*/{stem}.*',
  '{home}/{stem}.srm',
  '{home}/{stem}.rtc',
  '{home}/{stem}.state*',
  ...['cfg', 'slangp', 'glslp', 'cgp'].map((extension) => `config/*/{stem}.${extension}`),
  'config/remaps/*/{stem}.rmp',
  // the other folders there are of platforms: what is downloaded for all games, and read for none by itself
  ...Object.values(RETROARCH_CORES).map((core) => `cheats/${core}/{stem}.cht`),
]

/** Options of a core for a single game. They are the player's where curator writes none. */
export const RETROARCH_OPTIONS_OF_GAMES = 'config/*/{stem}.opt'
