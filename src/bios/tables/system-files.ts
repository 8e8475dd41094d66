/**
 * To which platforms the files of a list of system files belong (libretro's `System.dat`, which has them as one game):
 * patterns of their paths, and platforms with spaces between. What is not here belongs to no platform of ours, or is no
 * firmware: the data that cores bring themselves. Facts: the groups of that list.
 */
export const SYSTEM_FILES: readonly (readonly [pattern: RegExp, platforms: string])[] = [
  [/^ep128emu\/roms\/cpc/, 'acpc'],
  [/^7800 BIOS /, 'atari7800'],
  [/^scpu-dos-/, 'c128'],
  [/^(?:syscard|gecard)/, 'tg16 turbografx-cd supergrafx'],
  [/^(?:pcfx|fx-scsi)/, 'pc-fx'],
  [/^np2kai\//, 'pc-9800-series'],
  [/^(?:dmg_|gb_bios)/, 'gb'],
  [/^(?:cgb_|gbc_bios)/, 'gbc gb'],
  [/^(?:gc-(?:dvd|ntsc|pal)-|dolphin-emu\/Sys\/GC\/)/, 'ngc'],
  [/^(?:nds[79]|bios[79]|firmware)\.bin$/, 'nds'],
  [/^dsi_bios/, 'nintendo-dsi nds'],
  [/^BS-X/, 'satellaview snes'],
  [/^sgb/i, 'snes gb'],
  [/^dc\//, 'dc'],
  [/^(?:hisaturn|vsaturn|sega_?10|mpr-|saturn_bios|kronos\/saturn_bios)/, 'saturn'],
  [/^(?:keropi\/|iplrom)/, 'sharp-x68000'],
  [/^(?:scph|psxonpsp|ps1_rom)/, 'psx'],
  [/^pcsx2\/bios\//, 'ps2'],
  [/^(?:CARTS\.SHA|CYRILLIC\.FNT|ITALIC\.FNT|FMPAC16\.ROM|RS232\.ROM)$/, 'msx msx2'],
  [/^(?:ep128emu\/roms\/zx|fuse\/)/, 'zxs'],
  [
    /^(?:48|128(?:-spanish)?-[01]|disciple|if1-[12]|plus[23]e?-[0-3]|plusd|se-[01]|tc20(?:48|68-[01]))\.rom$/,
    'zxs',
  ],
  [/^(?:tape_|disk_plus3).*\.szx$|^speccyboot-/, 'zxs'],
]
