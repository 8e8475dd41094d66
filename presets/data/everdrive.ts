/**
 * EverDrive cartridges and the FXPAK Pro: what each model reads and what its firmware minds. Facts from the vendors'
 * sources (EDN8-PRO, mega-ed-pub, ED64, sd2snes) and packs made for the carts; what no source says is left open.
 */
import type { Charset, DeviceLimits, PlatformLayout } from '../../src/targets/preset.ts'

export interface EverdriveFacts {
  readonly name: string
  readonly platforms: Readonly<Record<string, PlatformLayout>>
  /** Folders of the firmware and of saves. */
  readonly reserved: readonly string[]
  /** See the preset contract. Absent where no source tells where saves are. */
  readonly saves?: readonly string[]
  readonly limits: DeviceLimits
  /** Code page of the menu; others see replacement signs. Unknown ones get plain ASCII. */
  readonly charset: Charset
  readonly maxName?: number
  readonly maxPath?: number
  readonly longNames?: boolean
  /** See the preset contract. */
  readonly avoid?: readonly string[]
  /** The menu sorts a folder by itself. The GB carts are known not to; of others no source says. */
  readonly sorts?: boolean
}

const FAT32: DeviceLimits = { fatSlotsPerFolder: 65_536, fileBytes: 4_294_967_295 }

/** The console's header is needed by the cart; a disk image plays with and without its own. */
const NES: EverdriveFacts['platforms'] = {
  nes: { folder: 'NES', extensions: ['nes', 'nsf'], shape: 'require-header' },
  fds: { folder: 'FDS', extensions: ['fds'] },
}

const SNES: EverdriveFacts = {
  name: 'FXPAK Pro',
  platforms: {
    snes: { folder: 'SNES', extensions: ['sfc', 'smc', 'fig', 'swc'], renamed: ['bin'], shape: 'no-smc' },
    satellaview: { folder: 'BS-X', extensions: ['bs'], shape: 'no-smc' },
    gb: { folder: 'GB', extensions: ['gb', 'sgb'], shape: 'no-copier' },
    gbc: { folder: 'GBC', extensions: ['gbc'], shape: 'no-copier' },
  },
  reserved: ['sd2snes'],
  // it has four states of a game; older firmware has one
  saves: [
    'sd2snes/saves/{stem}.*',
    'sd2snes/states/{stem}.state',
    'sd2snes/states/{stem}01.state',
    'sd2snes/states/{stem}02.state',
    'sd2snes/states/{stem}03.state',
    'sd2snes/states/{stem}04.state',
  ],
  limits: { ...FAT32, entriesPerFolder: 16_000, onlyFat32: true },
  charset: 'cp1252',
  // every folder that has the firmware's in its name is hidden
  avoid: ['sd2snes'],
  sorts: true,
}

/** The image must be linear; interleaved ones are turned. */
const MEGA: EverdriveFacts['platforms'] = {
  genesis: { folder: 'MD', extensions: ['md', 'bin', 'gen'], renamed: ['68k', 'sgd'], shape: 'linear' },
  sega32: { folder: '32X', extensions: ['32x'], renamed: ['bin', 'md'] },
  sms: { folder: 'SMS', extensions: ['sms'], renamed: ['bin', 'rom'], shape: 'no-copier' },
}

/** The Pro is a Mega-CD as well. */
const MEGA_CD: EverdriveFacts['platforms'] = { ...MEGA, segacd: { folder: 'MCD', extensions: ['cue'] } }

const GAME_BOY: EverdriveFacts['platforms'] = {
  gb: { folder: 'GB', extensions: ['gb'], renamed: ['bin', 'dmg'], shape: 'no-copier' },
  gbc: { folder: 'GBC', extensions: ['gbc', 'gb'], renamed: ['bin'], shape: 'no-copier' },
}

const GBA: EverdriveFacts['platforms'] = {
  gba: { folder: 'GBA', extensions: ['gba'], renamed: ['bin', 'srl'] },
}

const TURBO: EverdriveFacts['platforms'] = {
  tg16: { folder: 'PCE', extensions: ['pce'], renamed: ['bin'], shape: 'no-pce' },
  supergrafx: { folder: 'SGX', extensions: ['sgx'], renamed: ['pce', 'bin'], shape: 'no-pce' },
}

const MASTER: EverdriveFacts['platforms'] = {
  sms: { folder: 'SMS', extensions: ['sms'], renamed: ['bin', 'rom'], shape: 'no-copier' },
  sg1000: { folder: 'SG-1000', extensions: ['sg'], renamed: ['sc', 'bin', 'rom'] },
}

/** A folder for each game, called like its file. */
const N8_SAVES = ['EDN8/gamedata/{file}/', 'EDN8/gamedata/{stem}/']
const MEGA_SAVES = ['MEGA/gamedata/{file}/', 'MEGA/gamedata/{stem}/']

export const EVERDRIVE_MODELS = {
  n8: {
    name: 'EverDrive N8',
    platforms: NES,
    reserved: ['EDN8'],
    saves: N8_SAVES,
    limits: FAT32,
    charset: 'cp437',
  },
  /** With its file sorting on, the menu shows 1,024 entries of a folder and no more. */
  'n8-pro': {
    name: 'EverDrive N8 Pro',
    platforms: NES,
    reserved: ['EDN8', 'usb-games'],
    saves: N8_SAVES,
    limits: { entriesPerFolder: 1024 },
    charset: 'cp437',
    sorts: true,
    maxName: 208,
    maxPath: 512,
  },
  'fxpak-pro': SNES,
  sd2snes: { ...SNES, name: 'sd2snes' },
  'mega-x7': {
    name: 'Mega EverDrive X7',
    platforms: MEGA,
    reserved: ['MEGA'],
    saves: MEGA_SAVES,
    limits: FAT32,
    charset: 'ascii',
  },
  'mega-pro': {
    name: 'Mega EverDrive Pro',
    platforms: MEGA_CD,
    reserved: ['MEGA'],
    saves: MEGA_SAVES,
    limits: {},
    charset: 'ascii',
  },
  'mega-core': {
    name: 'Mega EverDrive Core',
    platforms: MEGA,
    reserved: ['MEGA'],
    saves: MEGA_SAVES,
    limits: {},
    charset: 'ascii',
  },
  'ed64-x5': nintendo64('X5'),
  'ed64-x7': nintendo64('X7'),
  'ed64-pro': nintendo64('Pro'),
  'gb-x3': gameBoy('X3'),
  'gb-x5': gameBoy('X5'),
  'gb-x7': gameBoy('X7'),
  'gba-mini': {
    name: 'EverDrive GBA Mini',
    platforms: GBA,
    reserved: ['GBASYS'],
    saves: ['GBASYS/SAVE/{stem}.*'],
    limits: FAT32,
    charset: 'ascii',
  },
  'gba-x5': {
    name: 'EverDrive GBA X5',
    platforms: GBA,
    reserved: ['GBASYS'],
    saves: ['GBASYS/SAVE/{stem}.*'],
    limits: FAT32,
    charset: 'ascii',
  },
  'gba-pro': {
    name: 'EverDrive GBA Pro',
    platforms: GBA,
    reserved: ['EDGBA'],
    saves: ['EDGBA/gamedata/{file}/', 'EDGBA/gamedata/{stem}/'],
    limits: FAT32,
    charset: 'ascii',
  },
  'turbo-v2': {
    name: 'Turbo EverDrive',
    platforms: TURBO,
    reserved: ['edturbo'],
    limits: {},
    charset: 'ascii',
  },
  'turbo-pro': {
    name: 'Turbo EverDrive Pro',
    platforms: { ...TURBO, 'turbografx-cd': { folder: 'PCECD', extensions: ['cue'] } },
    reserved: ['edturbo'],
    limits: {},
    charset: 'ascii',
  },
  'master-x7': {
    name: 'Master EverDrive X7',
    platforms: MASTER,
    reserved: [],
    limits: FAT32,
    charset: 'ascii',
  },
  /** Firmware 8 starts files with DOS names (`HELLO.GG`) as Master System games. */
  'gg-x7': {
    name: 'EverDrive GG X7',
    platforms: {
      gamegear: { folder: 'GG', extensions: ['gg', 'sms'], renamed: ['bin'], shape: 'no-copier' },
      sms: { folder: 'SMS', extensions: ['sms'], renamed: ['bin', 'rom'], shape: 'no-copier' },
    },
    reserved: [],
    limits: FAT32,
    charset: 'ascii',
    longNames: true,
  },
} as const satisfies Readonly<Record<string, EverdriveFacts>>

export type EverdriveModel = keyof typeof EVERDRIVE_MODELS

/** Byte-swapped dumps are turned by the cart, but not those of the third order. */
function nintendo64(model: string): EverdriveFacts {
  return {
    name: `EverDrive-64 ${model}`,
    platforms: { n64: { folder: 'N64', extensions: ['z64'], renamed: ['n64', 'v64'], shape: 'z64' } },
    reserved: ['ED64'],
    // the Pro has a folder for each game
    saves: ['ED64/gamedata/{stem}.*', 'ED64/gamedata/{file}/'],
    limits: {},
    charset: 'ascii',
  }
}

function gameBoy(model: string): EverdriveFacts {
  return {
    name: `EverDrive GB ${model}`,
    platforms: GAME_BOY,
    reserved: ['GBCSYS', 'EDGB'],
    saves: ['GBCSYS/SAVE/{stem}.*', 'GBCSYS/SNAP/{stem}.*', 'EDGB/SAVE/{stem}.*'],
    limits: FAT32,
    charset: 'ascii',
    // under a DOS name a save is called `SHANTAE..SRM`, which no PC can delete
    longNames: true,
  }
}
