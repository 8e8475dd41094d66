/**
 * Where devices look for pictures of their games, and what they open. Facts: RetroArch `gfx_thumbnail.c` and libretro's
 * guide to thumbnails; ES-DE's user guide; OnionUI/Onion `static/packages/Emu`; LoveRetro/NextUI `nextui.c` (MinUI, from
 * which it comes, shows none); MustardOS/internal
 * `share/info/assign/<system>/global.ini`, key `catalogue`; batocera-emulationstation `MetaData.cpp`; Pegasus' guide to
 * meta-assets; for LaunchBox what its community found out (no vendor says it): `Images/<platform>/<kind>/<title>-01`, with
 * any extension, and `_` for characters that no file name has.
 */
import type { PictureFiles, PictureKind } from '../../src/targets/pictures/files.ts'

/** On devices that show one picture a game. */
const ANY: readonly PictureKind[] = ['box', 'box-3d', 'snap', 'title', 'logo']

export const RETROARCH_PICTURES: PictureFiles = {
  formats: ['png'],
  scrubbed: '&*/:`"<>?\\|',
  places: [
    { kinds: ['box', 'box-3d'], path: 'thumbnails/{database}/Named_Boxarts/{label}' },
    { kinds: ['snap'], path: 'thumbnails/{database}/Named_Snaps/{label}' },
    { kinds: ['title'], path: 'thumbnails/{database}/Named_Titles/{label}' },
    { kinds: ['logo'], path: 'thumbnails/{database}/Named_Logos/{label}' },
  ],
}

export const ES_DE_PICTURES: PictureFiles = {
  formats: ['png', 'jpg'],
  home: 'ROMs',
  places: [
    { kinds: ['box'], path: 'ES-DE/downloaded_media/{folder}/covers/{below}{name}' },
    { kinds: ['back'], path: 'ES-DE/downloaded_media/{folder}/backcovers/{below}{name}' },
    { kinds: ['box-3d'], path: 'ES-DE/downloaded_media/{folder}/3dboxes/{below}{name}' },
    { kinds: ['snap'], path: 'ES-DE/downloaded_media/{folder}/screenshots/{below}{name}' },
    { kinds: ['title'], path: 'ES-DE/downloaded_media/{folder}/titlescreens/{below}{name}' },
    { kinds: ['logo'], path: 'ES-DE/downloaded_media/{folder}/marquees/{below}{name}' },
    { kinds: ['background'], path: 'ES-DE/downloaded_media/{folder}/fanart/{below}{name}' },
  ],
}

export const ONION_PICTURES: PictureFiles = {
  formats: ['png'],
  places: [{ kinds: ANY, path: 'Roms/{folder}/Imgs/{name}' }],
}

/** A hidden folder: MinUI passes over it. */
export const MINUI_PICTURES: PictureFiles = {
  formats: ['png'],
  home: 'Roms',
  foldersStart: true,
  places: [{ kinds: ANY, path: 'Roms/{folder}/{below}.media/{name}' }],
}

export const MUOS_PICTURES: PictureFiles = {
  formats: ['png'],
  places: [
    { kinds: ['box', 'box-3d'], path: 'MUOS/info/catalogue/{database}/box/{name}' },
    { kinds: ['snap', 'title'], path: 'MUOS/info/catalogue/{database}/preview/{name}' },
  ],
}

/** Its lists of games name them; without a list it looks for these names. */
export const BATOCERA_PICTURES: PictureFiles = {
  formats: ['png', 'jpg'],
  places: [
    { kinds: ['snap', 'title'], path: 'roms/{folder}/images/{name}-image', element: 'image' },
    { kinds: ['box', 'box-3d'], path: 'roms/{folder}/images/{name}-thumb', element: 'thumbnail' },
    { kinds: ['logo'], path: 'roms/{folder}/images/{name}-marquee', element: 'marquee' },
    { kinds: ['background'], path: 'roms/{folder}/images/{name}-fanart', element: 'fanart' },
    { kinds: ['title'], path: 'roms/{folder}/images/{name}-titleshot', element: 'titleshot' },
    { kinds: ['back'], path: 'roms/{folder}/images/{name}-boxback', element: 'boxback' },
  ],
}

/** One picture a game, which its lists name. */
export const RECALBOX_PICTURES: PictureFiles = {
  formats: ['png', 'jpg'],
  places: [{ kinds: ['snap', 'box', 'title'], path: 'roms/{folder}/images/{name}-image', element: 'image' }],
}

export const PEGASUS_PICTURES: PictureFiles = {
  formats: ['png', 'jpg'],
  places: [
    { kinds: ['box', 'box-3d'], path: '{folder}/media/{name}/boxFront' },
    { kinds: ['back'], path: '{folder}/media/{name}/boxBack' },
    { kinds: ['snap'], path: '{folder}/media/{name}/screenshot' },
    { kinds: ['title'], path: '{folder}/media/{name}/titlescreen' },
    { kinds: ['logo'], path: '{folder}/media/{name}/logo' },
    { kinds: ['banner'], path: '{folder}/media/{name}/banner' },
    { kinds: ['background'], path: '{folder}/media/{name}/background' },
  ],
}

export const LAUNCHBOX_PICTURES: PictureFiles = {
  formats: ['jpg', 'png'],
  scrubbed: '<>:"/\\|?*\'',
  scrubbedRuns: true,
  places: [
    { kinds: ['box'], path: 'Images/{database}/Box - Front/{label}-01' },
    { kinds: ['back'], path: 'Images/{database}/Box - Back/{label}-01' },
    { kinds: ['snap'], path: 'Images/{database}/Screenshot - Gameplay/{label}-01' },
    { kinds: ['logo'], path: 'Images/{database}/Clear Logo/{label}-01' },
  ],
}

/** What muOS calls each platform in its catalogue. */
export const MUOS_CATALOGUE: Readonly<Record<string, string>> = {
  nes: 'Nintendo NES - Famicom',
  fds: 'Nintendo Famicom Disk System',
  snes: 'Nintendo SNES - SFC',
  satellaview: 'Nintendo SNES - SFC',
  n64: 'Nintendo N64',
  '64dd': 'Nintendo N64',
  gb: 'Nintendo Game Boy',
  gbc: 'Nintendo Game Boy Color',
  gba: 'Nintendo Game Boy Advance',
  virtualboy: 'Nintendo Virtual Boy',
  nds: 'Nintendo DS',
  'pokemon-mini': 'Nintendo Pokemon Mini',
  'g-and-w': 'Handheld Electronic - Game and Watch',
  genesis: 'Sega Mega Drive - Genesis',
  segacd: 'Sega Mega CD - Sega CD',
  sega32: 'Sega 32X',
  sms: 'Sega Master System',
  gamegear: 'Sega Game Gear',
  sg1000: 'Sega SG-1000',
  saturn: 'Sega Saturn',
  dc: 'Sega Dreamcast',
  tg16: 'NEC PC Engine',
  'turbografx-cd': 'NEC PC Engine CD',
  supergrafx: 'NEC PC Engine SuperGrafx',
  'pc-fx': 'NEC PC-FX',
  'pc-9800-series': 'NEC PC98',
  psx: 'Sony PlayStation',
  psp: 'Sony PlayStation Portable',
  'neo-geo-cd': 'SNK Neo Geo CD',
  'neo-geo-pocket': 'SNK Neo Geo Pocket - Color',
  'neo-geo-pocket-color': 'SNK Neo Geo Pocket - Color',
  atari2600: 'Atari 2600',
  atari5200: 'Atari 5200',
  atari7800: 'Atari 7800',
  atari8bit: 'Atari 800',
  'atari-st': 'Atari ST-STE-TT-Falcon',
  jaguar: 'Atari Jaguar',
  lynx: 'Atari Lynx',
  colecovision: 'ColecoVision',
  wonderswan: 'Bandai WonderSwan Color',
  'wonderswan-color': 'Bandai WonderSwan Color',
  intellivision: 'Mattel Intellivision',
  vectrex: 'GCE Vectrex',
  'fairchild-channel-f': 'Fairchild Channel F',
  supervision: 'Watara Supervision',
  'epoch-super-cassette-vision': 'Epoch Super Cassette Vision',
  'philips-cd-i': 'Philips CDi',
  amiga: 'Commodore Amiga',
  c64: 'Commodore C64',
  c128: 'Commodore C128',
  'vic-20': 'Commodore VIC-20',
  cpet: 'Commodore PET',
  acpc: 'Amstrad',
  msx: 'Microsoft MSX',
  msx2: 'Microsoft MSX',
  zxs: 'Sinclair ZX Spectrum',
  zx81: 'Sinclair ZX 81',
  'sharp-x68000': 'Sharp X68000',
  x1: 'Sharp X1',
  scummvm: 'ScummVM',
  arduboy: 'Arduboy',
  uzebox: 'Uzebox',
  'tic-80': 'TIC-80',
  arcade: 'Arcade',
}
