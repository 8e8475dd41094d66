/** Which device a card was made for, told by the folders and files that its firmware or frontend has at the top. */

interface Signs {
  /** Name of the preset. */
  readonly preset: string
  readonly device: string
  /** All of them must be there. Case does not matter, but where another device has the same names in small letters. */
  readonly all: readonly string[]
  readonly isSpelt?: boolean
}

/** The more telling ones first. Facts: see the tables of `presets/data/`. */
const SIGNS: readonly Signs[] = [
  { preset: 'mister', device: 'MiSTer', all: ['MiSTer', 'menu.rbf'] },
  { preset: 'mister', device: 'MiSTer', all: ['_Console', 'games'] },
  { preset: 'everdrive', device: 'EverDrive N8', all: ['EDN8'] },
  { preset: 'everdrive', device: 'FXPAK Pro or sd2snes', all: ['sd2snes'] },
  { preset: 'everdrive', device: 'Mega EverDrive', all: ['MEGA'] },
  { preset: 'everdrive', device: 'EverDrive-64', all: ['ED64'] },
  { preset: 'everdrive', device: 'EverDrive GB', all: ['GBCSYS'] },
  { preset: 'everdrive', device: 'EverDrive GB', all: ['EDGB'] },
  { preset: 'everdrive', device: 'EverDrive GBA', all: ['GBASYS'] },
  { preset: 'everdrive', device: 'EverDrive GBA Pro', all: ['EDGBA'] },
  { preset: 'everdrive', device: 'Turbo EverDrive', all: ['edturbo'] },
  { preset: 'pocket', device: 'Analogue Pocket', all: ['Assets', 'Cores'] },
  { preset: 'onion', device: 'OnionOS', all: ['.tmp_update', 'Roms'] },
  { preset: 'onion', device: 'OnionOS', all: ['miyoo', 'Roms', 'Emu'] },
  { preset: 'muos', device: 'muOS', all: ['MUOS'] },
  { preset: 'minui', device: 'MinUI', all: ['.system', 'Roms'] },
  { preset: 'minui', device: 'MinUI', all: ['Bios', 'Roms', 'Saves'], isSpelt: true },
  { preset: 'esDe', device: 'ES-DE', all: ['ES-DE'] },
  { preset: 'batocera', device: 'Batocera', all: ['roms', 'decorations'] },
  { preset: 'batocera', device: 'Batocera', all: ['roms', 'system', 'bios', 'splash'] },
  { preset: 'recalbox', device: 'Recalbox', all: ['roms', 'system', 'bios', 'overlays'] },
  { preset: 'launchbox', device: 'LaunchBox', all: ['LaunchBox.exe'] },
  { preset: 'retroarch', device: 'RetroArch', all: ['retroarch.cfg'] },
  { preset: 'retroarch', device: 'RetroArch', all: ['playlists', 'system', 'thumbnails'] },
]

/** `names`: what is at the top of the disk. Undefined when nothing of it tells. */
export function detectLayout(
  names: Iterable<string>,
): { readonly preset: string; readonly device: string } | undefined {
  const spelt = new Set(names)
  const there = new Set([...spelt].map((name) => name.toLowerCase()))
  return SIGNS.find(({ all, isSpelt = false }) =>
    all.every((name) => (isSpelt ? spelt.has(name) : there.has(name.toLowerCase()))),
  )
}
