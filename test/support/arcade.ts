/** A family of arcade machines: a BIOS set, a sound device, a parent and two clones, with the DAT that lists them. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

export interface Chip {
  readonly name: string
  readonly text: string
  /** What it is called in the parent's set. */
  readonly merge?: string
}

export interface Machine {
  readonly name: string
  readonly title: string
  readonly attributes?: string
  readonly chips: readonly Chip[]
  readonly more?: string
}

export function chip(name: string, text = `bytes of ${name} `.repeat(20), merge?: string): Chip {
  return { name, text, ...(merge === undefined ? {} : { merge }) }
}

export const BIOS = chip('neo.rom')
export const OTHER_BIOS = chip('neo-japan.rom')
export const SOUND = chip('pcm.rom')
export const SHARED = chip('gfx.1')
export const OWN = chip('fight.p1')
export const CLONE_OWN = chip('fightj.p1')

const MACHINES: readonly Machine[] = [
  { name: 'neo', title: 'Neo BIOS', attributes: ' isbios="yes"', chips: [BIOS, OTHER_BIOS] },
  { name: 'pcm8', title: 'PCM8 sound', attributes: ' isdevice="yes" runnable="no"', chips: [SOUND] },
  {
    name: 'fight',
    title: 'The Fight (World)',
    attributes: ' romof="neo"',
    chips: [{ ...BIOS, merge: BIOS.name }, OWN, SHARED],
    more: '<device_ref name="pcm8"/><sample name="crowd"/>',
  },
  {
    name: 'fightj',
    title: 'The Fight (Japan)',
    attributes: ' cloneof="fight" romof="fight"',
    chips: [{ ...BIOS, merge: BIOS.name }, CLONE_OWN, { ...SHARED, name: 'gfx.j1', merge: SHARED.name }],
    more: '<device_ref name="pcm8"/>',
  },
  { name: 'lonely', title: 'Lonely', chips: [chip('lonely.rom')] },
]

export function arcadeDat(version = '1'): string {
  return machineDat('MAME', MACHINES, version)
}

export function machineDat(name: string, machines: readonly Machine[], version = '1'): string {
  return [
    '<?xml version="1.0"?>',
    '<datafile>',
    `\t<header><name>${name}</name><version>${version}</version></header>`,
    ...machines.map(machine),
    '</datafile>',
    '',
  ].join('\n')
}

function machine({ name, title, attributes = '', chips, more = '' }: Machine): string {
  const roms = chips.map(({ name: rom, text, merge }) => {
    const bytes = Buffer.from(text)
    const crc = crc32(bytes).toString(16).padStart(8, '0')
    const sha1 = createHash('sha1').update(bytes).digest('hex')
    const as = merge === undefined ? '' : ` merge="${merge}"`
    return `<rom name="${rom}"${as} size="${bytes.length}" crc="${crc}" sha1="${sha1}"/>`
  })
  return `\t<machine name="${name}"${attributes}><description>${title}</description>${roms.join('')}${more}</machine>`
}
