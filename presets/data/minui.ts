/**
 * MinUI and NextUI: the folder below `Roms/` for each platform. The tag in brackets chooses the emulator, what is
 * before it is the name in the menu and may be any. Facts: MinUI and NextUI `skeleton/`; extensions: their libretro
 * cores.
 */
import type { FrontendPlatform } from './frontend.ts'

export const MINUI_PLATFORMS = {
  nes: { folder: 'Nintendo Entertainment System (FC)', extensions: ['nes'], zips: true },
  fds: { folder: 'Famicom Disk System (FDS)', extensions: ['fds'], zips: true },
  snes: {
    folder: 'Super Nintendo Entertainment System (SFC)',
    extensions: ['sfc', 'smc', 'fig', 'swc'],
    zips: true,
  },
  gb: { folder: 'Game Boy (GB)', extensions: ['gb', 'gbc', 'dmg'], zips: true },
  gbc: { folder: 'Game Boy Color (GBC)', extensions: ['gbc', 'gb'], zips: true },
  gba: { folder: 'Game Boy Advance (GBA)', extensions: ['gba'], zips: true },
  virtualboy: { folder: 'Virtual Boy (VB)', extensions: ['vb', 'vboy'], zips: true },
  'pokemon-mini': { folder: 'Pokémon mini (PKM)', extensions: ['min'], zips: true },
  genesis: { folder: 'Sega Genesis (MD)', extensions: ['md', 'gen', 'bin', 'smd', '68k', 'sgd'], zips: true },
  segacd: { folder: 'Sega CD (SEGACD)', extensions: ['cue', 'chd', 'iso', 'm3u'] },
  sega32: { folder: 'Sega 32X (32X)', extensions: ['32x', 'bin', 'md'], zips: true },
  sms: { folder: 'Sega Master System (SMS)', extensions: ['sms'], zips: true },
  gamegear: { folder: 'Sega Game Gear (GG)', extensions: ['gg', 'sms'], zips: true },
  sg1000: { folder: 'Sega SG-1000 (SG1000)', extensions: ['sg', 'sc'], zips: true },
  tg16: { folder: 'TurboGrafx-16 (PCE)', extensions: ['pce'], zips: true },
  'turbografx-cd': { folder: 'TurboGrafx-16 (PCE)', extensions: ['cue', 'chd', 'm3u', 'ccd'] },
  psx: { folder: 'Sony PlayStation (PS)', extensions: ['cue', 'chd', 'm3u', 'pbp', 'ccd'] },
  'neo-geo-pocket': { folder: 'Neo Geo Pocket (NGP)', extensions: ['ngp', 'ngc'], zips: true },
  'neo-geo-pocket-color': {
    folder: 'Neo Geo Pocket Color (NGPC)',
    extensions: ['ngc', 'ngpc', 'npc'],
    zips: true,
  },
  atari2600: { folder: 'Atari 2600 (A2600)', extensions: ['a26', 'bin'], zips: true },
  atari5200: { folder: 'Atari 5200 (A5200)', extensions: ['a52', 'car', 'bin', 'rom'], zips: true },
  atari7800: { folder: 'Atari 7800 (A7800)', extensions: ['a78', 'bin'], zips: true },
  lynx: { folder: 'Atari Lynx (LYNX)', extensions: ['lnx', 'lyx', 'o'], zips: true },
  colecovision: { folder: 'Colecovision (COLECO)', extensions: ['col', 'rom', 'bin'], zips: true },
  amiga: { folder: 'Amiga (PUAE)', extensions: ['adf', 'ipf', 'hdf', 'lha', 'adz', 'dms'], zips: true },
  c64: {
    folder: 'Commodore 64 (C64)',
    extensions: ['d64', 'g64', 't64', 'd81', 'prg', 'crt', 'tap'],
    zips: true,
  },
  c128: { folder: 'Commodore 128 (C128)', extensions: ['d64', 'd71', 'd81', 'prg', 'crt'], zips: true },
  'c-plus-4': { folder: 'Commodore Plus4 (PLUS4)', extensions: ['prg', 'crt', 'd64', 'tap'], zips: true },
  'vic-20': {
    folder: 'Commodore VIC20 (VIC)',
    extensions: ['prg', 'crt', 'd64', 'tap', '20', '40', '60', 'a0', 'b0'],
    zips: true,
  },
  cpet: { folder: 'Commodore PET (PET)', extensions: ['prg', 'tap', 'd64'], zips: true },
  acpc: { folder: 'Amstrad CPC (CPC)', extensions: ['dsk', 'cdt', 'sna', 'cpr'], zips: true },
  msx: { folder: 'Microsoft MSX (MSX)', extensions: ['rom', 'mx1', 'dsk', 'cas'], zips: true },
  msx2: { folder: 'Microsoft MSX (MSX)', extensions: ['rom', 'mx2', 'dsk'], zips: true },
  arcade: { folder: 'Arcade (FBN)', extensions: ['zip'] },
} as const satisfies Readonly<Record<string, FrontendPlatform>>

export type MinuiPlatform = keyof typeof MINUI_PLATFORMS
