/** A card that was filled by hand is known by what its firmware or frontend has at the top. */
import { expect, it } from 'vitest'
import { detectLayout } from '../../src/targets/device/look/layout-signs.ts'

it.each([
  ['MiSTer', ['MiSTer', 'menu.rbf', 'games', 'saves']],
  ['EverDrive N8', ['edn8', 'NES']],
  ['Analogue Pocket', ['Assets', 'Cores', 'Saves', 'System']],
  ['OnionOS', ['Emu', 'Roms', 'miyoo', 'BIOS', 'Saves']],
  ['MinUI', ['Bios', 'Roms', 'Saves']],
  ['Batocera', ['bios', 'decorations', 'roms', 'saves', 'system']],
  ['Batocera', ['bios', 'roms', 'saves', 'splash', 'system']],
  ['Recalbox', ['bios', 'overlays', 'roms', 'saves', 'system']],
  ['RetroArch', ['playlists', 'roms', 'saves', 'system', 'thumbnails']],
  // names that several have, and no device alone
  [undefined, ['bios', 'roms', 'saves']],
  [undefined, ['games']],
])('%s: %j', (device, names) => {
  expect(detectLayout(names)?.device).toBe(device)
})
