import { hash } from 'node:crypto'

/** In hex, as DATs and the catalog's readers write it. */
export function sha1(bytes: string | Uint8Array): string {
  return hash('sha1', bytes)
}
