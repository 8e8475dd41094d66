/**
 * Analogue Pocket: the platform's id, which is its folder below `Assets/`, and what the openFPGA cores for it open.
 * Facts: the cores' `data.json`, by openfpga-cores-inventory; those of Atari 2600 and ColecoVision name no extensions, and
 * open any. Cores that need files made for each game (Neo Geo,
 * PC Engine CD) are not in it.
 */
import type { PlatformLayout } from '../../src/targets/preset.ts'

export const POCKET_PLATFORMS = {
  nes: { folder: 'nes', extensions: ['nes', 'nsf'], shape: 'require-header' },
  fds: { folder: 'nes', extensions: ['fds'] },
  snes: { folder: 'snes', extensions: ['sfc', 'smc'], renamed: ['fig', 'swc', 'bin'], shape: 'no-smc' },
  satellaview: { folder: 'snes', extensions: ['bs'], renamed: ['sfc', 'bin'], shape: 'no-smc' },
  gb: { folder: 'gb', extensions: ['gb'], renamed: ['dmg', 'bin'], shape: 'no-copier' },
  gbc: { folder: 'gbc', extensions: ['gbc', 'gb'], renamed: ['bin'], shape: 'no-copier' },
  gba: { folder: 'gba', extensions: ['gba', 'rom'], renamed: ['bin', 'srl'] },
  'pokemon-mini': { folder: 'poke_mini', extensions: ['min'], renamed: ['bin'] },
  'g-and-w': { folder: 'gameandwatch', extensions: ['gnw'] },
  genesis: {
    folder: 'genesis',
    extensions: ['md', 'bin', 'gen'],
    renamed: ['68k', 'sgd'],
    shape: 'linear',
  },
  sms: { folder: 'sms', extensions: ['sms'], renamed: ['bin', 'rom'], shape: 'no-copier' },
  gamegear: { folder: 'gg', extensions: ['gg'], renamed: ['bin', 'rom'], shape: 'no-copier' },
  sg1000: { folder: 'sg1000', extensions: ['sg'], renamed: ['sc', 'bin', 'rom'] },
  tg16: { folder: 'pce', extensions: ['pce'], renamed: ['bin'], shape: 'no-pce' },
  supergrafx: { folder: 'pce', extensions: ['sgx'], renamed: ['pce', 'bin'], shape: 'no-pce' },
  lynx: { folder: 'lynx', extensions: ['lnx', 'lyx'] },
  atari2600: { folder: '2600', extensions: ['a26', 'bin'], renamed: ['rom'] },
  atari7800: { folder: '7800', extensions: ['a78'] },
  colecovision: { folder: 'coleco', extensions: ['col', 'rom', 'bin'] },
  'neo-geo-pocket': { folder: 'jtngp', extensions: ['ngp', 'ngc'], renamed: ['bin'] },
  'neo-geo-pocket-color': { folder: 'jtngpc', extensions: ['ngc', 'ngp'], renamed: ['bin'] },
  wonderswan: { folder: 'wonderswan', extensions: ['ws', 'wsc'], renamed: ['bin'] },
  'wonderswan-color': { folder: 'wonderswan', extensions: ['wsc', 'ws'], renamed: ['bin'] },
  intellivision: { folder: 'intv', extensions: ['intv'], renamed: ['int', 'bin', 'rom'] },
  vectrex: { folder: 'vectrex', extensions: ['vec'], renamed: ['bin', 'rom'] },
  'odyssey-2': { folder: 'odyssey2', extensions: ['bin'], renamed: ['rom'] },
  'fairchild-channel-f': { folder: 'channel_f', extensions: ['bin'], renamed: ['chf', 'rom'] },
  'arcadia-2001': { folder: 'arcadia', extensions: ['bin'] },
  'adventure-vision': { folder: 'avision', extensions: ['bin'] },
  creativision: { folder: 'creativision', extensions: ['bin', 'rom'] },
  supervision: { folder: 'supervision', extensions: ['sv', 'bin'] },
  gamate: { folder: 'gamate', extensions: ['bin', 'gml'] },
  'mega-duck-slash-cougar-boy': { folder: 'mega_duck', extensions: ['bin', 'md1', 'md2'] },
  'rca-studio-ii': { folder: 'studio2', extensions: ['bin'] },
  amiga: { folder: 'amiga', extensions: ['adf'] },
  c64: { folder: 'c64', extensions: ['prg'] },
  msx: { folder: 'msx', extensions: ['rom'], renamed: ['mx1', 'bin'] },
  zxs: { folder: 'zxspectrum', extensions: ['trd', 'dsk', 'mgt', 'img'] },
  videobrain: { folder: 'videobrain', extensions: ['bin'] },
  arduboy: { folder: 'arduboy', extensions: ['hex'] },
} as const satisfies Readonly<Record<string, PlatformLayout>>

export type PocketPlatform = keyof typeof POCKET_PLATFORMS

/** Firmware of the cores lies among their games, and a game must not take its name. */
export const POCKET_FIRMWARE_NAMES = [
  '7800bios.bin',
  'dmg_bios.bin',
  'fds.bios',
  'gb_bios.bin',
  'gba_bios.bin',
  'gbc_bios.bin',
  'lynxboot.img',
  'ngp.rom',
  'ngpc.rom',
  'sgb_boot.bin',
  'sgb_snes.smc',
]

/** Folders of the Pocket's own. `Saves` mirrors the folders of `Assets`. */
export const POCKET_RESERVED = ['Cores', 'Memories', 'Platforms', 'Presets', 'Saves', 'Settings', 'System']

/** `Assets/gb/common/x/Game.gb` has `Saves/gb/common/x/Game.sav`. */
export const POCKET_SAVES = ['Saves/{folder}/{stem}.*']
