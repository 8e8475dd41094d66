/** Serials as they are compared. Apart from what reads the catalog: presets need it too. */

/** `SLUS-00594`, `slus_005.94` and `SLUS 00594` are one serial. */
export function serialKey(serial: string): string {
  return serial.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
