/**
 * What carts read from the folder of their firmware. Facts: EDN8-PRO changelog; sd2snes README, and `cfg.c`: it starts
 * games of the Game Boy by the second Super Game Boy, unless its user sets the first. Carts that have no such folder have
 * no such files: only what lies in a folder of the cart's own is asked for.
 */
import type { FirmwareRow } from '../firmware.ts'

// oxfmt-ignore
export const EVERDRIVE_FIRMWARE: readonly FirmwareRow[] = [
  ['EDN8/disksys.rom', 'ca30b50f880eb660a320674ed365ef7a', 'fds', 'fds'],
  ['sd2snes/bsxbios.bin', 'fed4d8242cfbed61343d53d48432aced 96cf17bf589fcbfa6f8de2dc84f19fa2', 'satellaview', 'satellaview'],
  ['sd2snes/sgb1_snes.bin', 'b15ddb15721c657d82c5bab6db982ee9', 'gb gbc'],
  ['sd2snes/sgb2_snes.bin', '8ecd73eb4edf7ed7e81aef1be80031d5', 'gb gbc', 'gb gbc'],
  ['sd2snes/sgb1_boot.bin', 'd574d4f9c12f305074798f54c091a8b4', 'gb gbc'],
  ['sd2snes/sgb2_boot.bin', 'e0430bca9925fb9882148fd2dc2418c1', 'gb gbc', 'gb gbc'],
]
