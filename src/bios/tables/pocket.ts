/**
 * What openFPGA cores want beside their games: cores of one platform want the same bytes under other names. Facts: the
 * cores' `data.json`, by openfpga-cores-inventory; their hashes from libretro-database.
 */
import type { FirmwareRow } from '../firmware.ts'

// oxfmt-ignore
export const POCKET_FIRMWARE: readonly FirmwareRow[] = [
  ['Assets/{folder}/common/dmg_bios.bin', '32fbbd84168d3482956eb3c5051637f5', 'gb', 'gb'],
  ['Assets/{folder}/common/gb_bios.bin', '32fbbd84168d3482956eb3c5051637f5', 'gb gbc'],
  ['Assets/{folder}/common/gbc_bios.bin', 'dbfce9db9deaa2567f6a84fde55f9680', 'gb gbc', 'gbc'],
  ['Assets/{folder}/common/gba_bios.bin', 'a860e8c0b6d573d191e4ec7db1b1e4f6', 'gba', 'gba'],
  ['Assets/{folder}/common/fds.bios', 'ca30b50f880eb660a320674ed365ef7a', 'nes fds', 'fds'],
  ['Assets/{folder}/common/7800bios.bin', '0763f1ffb006ddbe32e52d497ee848ae', 'atari7800', 'atari7800'],
  ['Assets/{folder}/common/lynxboot.img', 'fcd403db69f54290b51035d82f835e7b', 'lynx', 'lynx'],
]
