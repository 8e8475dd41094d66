/** Codes for regions in headers, in the region names of `names/`. */

/** Last letter of Nintendo's game codes on GB, GBA and 3DS. */
export const NINTENDO_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['C', ['China']],
  ['D', ['Germany']],
  ['E', ['USA']],
  ['F', ['France']],
  ['H', ['Netherlands']],
  ['I', ['Italy']],
  ['J', ['Japan']],
  ['K', ['Korea']],
  ['O', ['USA', 'Europe']],
  ['P', ['Europe']],
  ['R', ['Russia']],
  ['S', ['Spain']],
  ['U', ['Australia']],
  ['V', ['Europe']],
  ['W', ['Taiwan']],
  ['X', ['Europe']],
  ['Y', ['Europe']],
  ['Z', ['Europe']],
])

/** The same letter on the DS (GBATEK, "DS Cartridge Header"), where it means other and more things in places. */
export const NDS_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ...NINTENDO_REGIONS,
  ['L', ['USA']],
  ['M', ['Sweden']],
  ['N', ['Norway']],
  ['Q', ['Denmark']],
  ['T', ['USA', 'Australia']],
  ['V', ['Europe', 'Australia']],
  ['W', ['Europe']],
])

/** The same letter on GameCube and Wii (WiiBrew, "Title database"): games that were brought from elsewhere have their own. */
export const WII_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ...NINTENDO_REGIONS,
  ['L', ['Europe']],
  ['M', ['Europe']],
  ['N', ['USA']],
  ['Q', ['Korea']],
  ['T', ['Korea']],
])

/** The same letter on the Nintendo 64, where it means other things in places. */
export const N64_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ...['C', 'D', 'E', 'F', 'H', 'I', 'J', 'K', 'P', 'S', 'U', 'X', 'Y', 'Z'].map(
    (letter): [string, readonly string[]] => [letter, NINTENDO_REGIONS.get(letter) ?? []],
  ),
  ['A', ['Japan', 'USA']],
  ['B', ['Brazil']],
  ['N', ['Canada']],
  ['W', ['Scandinavia']],
])

/** Destination code of Super Nintendo cartridges, by its number. */
export const SNES_REGIONS: readonly (readonly string[])[] = [
  ['Japan'],
  ['USA'],
  ['Europe'],
  ['Sweden'],
  ['Finland'],
  ['Denmark'],
  ['France'],
  ['Netherlands'],
  ['Spain'],
  ['Germany'],
  ['Italy'],
  ['China'],
  ['Indonesia'],
  ['Korea'],
  [],
  ['Canada'],
  ['Brazil'],
  ['Australia'],
]

/** Area symbols of Sega's discs and cartridges. */
const SEGA_REGIONS: readonly (readonly [letter: string, region: string])[] = [
  ['J', 'Japan'],
  ['T', 'Asia'],
  ['U', 'USA'],
  ['E', 'Europe'],
  ['B', 'Brazil'],
  ['K', 'Korea'],
]

/** `JUE` → Japan, USA, Europe. */
export function segaRegions(symbols: string): readonly string[] {
  return SEGA_REGIONS.filter(([letter]) => symbols.includes(letter)).map(([, region]) => region)
}

/** Third letter of a PlayStation product code: `SLUS`, `SCES`, `SLPM`, `ULJM`, `BLUS`. */
export const SONY_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['U', ['USA']],
  ['E', ['Europe']],
  ['P', ['Japan']],
  ['J', ['Japan']],
  ['A', ['Asia']],
  ['K', ['Korea']],
  ['C', ['China']],
])
