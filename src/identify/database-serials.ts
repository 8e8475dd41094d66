/**
 * How libretro's databases spell the product number that a disc states: as Redump does. RetroArch's scanner makes the
 * one of the other in the same way. Facts: RetroArch `tasks/task_database_cue.c`, and the numbers in libretro's lists.
 */

/** What a disc states of itself, as the catalog keeps it. */
export interface DiscHeader {
  /** Slug of the platform whose header it is. */
  readonly platform: string
  readonly serial?: string | undefined
  readonly version?: string | undefined
  /** In the words of names. */
  readonly regions?: readonly string[] | undefined
  /** The whole code of a GameCube or Wii disc, of six characters. */
  readonly id?: string | undefined
}

/**
 * Undefined where databases have nothing that can be made of the header.
 * @param mark of a disc of a set: `-0` of the first; '' of others
 */
export function databaseSerial(header: DiscHeader, mark: string): string | undefined {
  const { platform, serial = '' } = header
  if (platform === 'wii') return /^[A-Z0-9]{6}$/.test(header.id ?? '') ? header.id : undefined
  if (serial === '') return undefined
  switch (platform) {
    case 'psx':
    case 'ps2':
    case 'psp':
      return serial + mark
    case 'segacd':
      return megaCd(header, mark)
    case 'saturn':
      return saturn(header, mark)
    case 'dc':
      return dreamcast(header, mark)
    case 'ngc':
      return gameCube(serial, mark)
    default:
      return undefined
  }
}

/** `GM T-48015 -00`: kind, number, version. Numbers of third parties tell only Europe apart. */
function megaCd({ serial = '', version = '', regions = [] }: DiscHeader, mark: string): string {
  const number = serial.replace(/^[A-Z]{2} /, '').replace(/\s+/g, '')
  if (number.startsWith('T-')) return number + (isElsewhere(regions) ? '-50' : '') + mark
  if (number.startsWith('G-')) return number + mark
  const [, own] = /^MK-(\w{4})/.exec(number) ?? []
  if (own !== undefined) return own + (version === '50' ? '-50' : '') + mark
  return version === '' ? number : `${number}-${version}`
}

/** Sold neither in Japan nor in the USA. */
function isElsewhere(regions: readonly string[]): boolean {
  return !regions.includes('USA') && !regions.includes('Japan')
}

/** In the order in which the areas stand in the header: the first of them decides. */
const SATURN_AREAS = ['Japan', 'Asia', 'USA', 'Brazil', 'Korea', 'Europe']

function saturn({ serial = '', regions = [] }: DiscHeader, mark: string): string {
  const area = SATURN_AREAS.find((name) => regions.includes(name))
  if (area === undefined) return serial
  if (area === 'Japan') return serial + mark
  if (area !== 'Europe') return serial.replace(/^MK-0*(?=.)/, '') + mark
  // a field of ten characters cuts off what is longer
  return `${serial.replace(/^(T-\d{4,5}[A-Z]?|MK-\d{5})-?50?$/, '$1')}-50${mark}`
}

/** The one number of Sega's own that databases have with its maker. */
const WITH_MAKER = 'MK-51053'

function dreamcast({ serial = '', regions = [] }: DiscHeader, mark: string): string {
  const number = serial.replace(/\s+/g, '-')
  const [, own, edition] = /^(MK-\d{5})(?:-?(\d\d?))?$/.exec(number) ?? []
  if (own !== undefined) {
    if (edition !== undefined) return `${own}-${edition.padEnd(2, '0')}${mark}`
    if (own === WITH_MAKER) return own + mark
    return (regions.includes('Europe') ? `${own}-50` : own.slice('MK-'.length)) + mark
  }
  if (number.startsWith('HDR-')) return number + mark
  if (!number.startsWith('T')) return number
  return number.replace(/^T-?/, 'T-').replace(/^(T-\d{4,5}[A-Z])(?=\d\d$)/, '$1-') + mark
}

/** By the last letter of the code. */
const GAMECUBE_REGIONS: ReadonlyMap<string, string> = new Map([
  ['D', 'NOE'],
  ['E', 'USA'],
  ['F', 'FRA'],
  ['H', 'HOL'],
  ['I', 'ITA'],
  ['J', 'JPN'],
  ['P', 'EUR'],
  ['S', 'ESP'],
  ['X', 'EUR'],
  ['Y', 'FAH'],
])

function gameCube(serial: string, mark: string): string | undefined {
  const region = GAMECUBE_REGIONS.get(serial.charAt(3))
  return region === undefined ? undefined : `DL-DOL-${serial}${mark}-${region}`
}
