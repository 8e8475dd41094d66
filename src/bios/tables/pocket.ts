/**
 * What openFPGA cores want beside their games: cores of one platform want the same bytes under other names. Facts: the
 * cores' `data.json`, by openfpga-cores-inventory; their hashes from libretro-database and BiosDB_MiSTer.
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
  // for one core of several, or instead of what the core brings
  ['Assets/{folder}/common/sgb_boot.bin', 'd574d4f9c12f305074798f54c091a8b4', 'gb'],
  ['Assets/{folder}/common/bw.rom', '54b915694731cc22e07d3fb8a00ee2db', 'wonderswan wonderswan-color'],
  ['Assets/{folder}/common/color.rom', '880893bd5a7d53fff826bd76a83d566e', 'wonderswan wonderswan-color'],
  ['Assets/{folder}/Spiritualized.Coleco/coleco.bin', '2c66f5911e5b42b8ebe113403548eee7', 'colecovision'],
  ['Assets/{folder}/Spiritualized.Odyssey2/o2bios.bin', '562d5ebf9e030a40d6fabfc2f33139fd', 'odyssey-2'],
  ['Assets/{folder}/Spiritualized.Creativision/crbios.bin', '4dfadfb1158f84e2df2b85b13f303986', 'creativision'],
  ['Assets/{folder}/Spiritualized.Gamate/gmbios.bin', 'ef67993a94503c4b7798b5901c7dda52', 'gamate'],
]
