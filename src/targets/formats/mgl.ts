/**
 * MiSTer's `.mgl`: a small XML file in the main menu that starts a core with a game.
 * Format: MkDocs_MiSTer `docs/advanced/mgl.md`; Main_MiSTer `mra_loader.cpp`. All attributes of `file` are needed.
 */
import type { MglSlot } from '../preset.ts'
import { xmlText } from './xml-text.ts'

interface Mgl extends MglSlot {
  /** Path of the core from the root of the card, without date and extension. */
  readonly rbf: string
  /** Makes the core use the games folder and settings of this name. */
  readonly setname?: string
  /** Path of the game, relative to the folder the core looks in. */
  readonly path: string
}

export function writeMgl({ rbf, setname, type, index, delay, path }: Mgl): string {
  return [
    '<mistergamedescription>',
    `\t<rbf>${xmlText(rbf)}</rbf>`,
    ...(setname === undefined ? [] : [`\t<setname>${xmlText(setname)}</setname>`]),
    `\t<file delay="${delay}" type="${type}" index="${index}" path="${xmlText(path)}"/>`,
    '</mistergamedescription>',
    '',
  ].join('\n')
}
