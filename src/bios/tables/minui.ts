/** What MinUI's emulators look for, in a folder a tag; case matters. Facts: MinUI and NextUI `skeleton/BASE/README.txt`. */
import type { FirmwareRow } from '../firmware.ts'

// oxfmt-ignore
export const MINUI_FIRMWARE: readonly FirmwareRow[] = [
  ['Bios/FC/disksys.rom', 'ca30b50f880eb660a320674ed365ef7a', 'fds', 'fds'],
  ['Bios/GB/gb_bios.bin', '32fbbd84168d3482956eb3c5051637f5', 'gb'],
  ['Bios/GBC/gbc_bios.bin', 'dbfce9db9deaa2567f6a84fde55f9680', 'gbc'],
  ['Bios/GBA/gba_bios.bin', 'a860e8c0b6d573d191e4ec7db1b1e4f6', 'gba'],
  ['Bios/MD/bios_CD_E.bin', 'e66fa1dc5820d254611fdcdba0662372', 'segacd'],
  ['Bios/MD/bios_CD_J.bin', '278a9397d192149e84e820ac621a8edd', 'segacd'],
  ['Bios/MD/bios_CD_U.bin', '2efd74e3232ff260e371b99f84024f7f', 'segacd', 'segacd'],
  ['Bios/PS/psxonpsp660.bin', 'c53ca5908936d412331790f4426c6c33', 'psx', 'psx'],
  ['Bios/PCE/syscard3.pce', '38179df8f4ac870017db21ebcbf53114', 'turbografx-cd', 'turbografx-cd'],
  ['Bios/PKM/bios.min', '1e4fb124a3a886865acb574f388c803d', 'pokemon-mini'],
]
