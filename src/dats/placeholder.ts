/** Hashes that say nothing: placeholders of DAT editors, and the hashes of no bytes at all. */

/** The SHA-1 of no bytes at all. */
export const EMPTY_SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'

/** MD5, SHA-1 and SHA-256 of empty content. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  EMPTY_SHA1,
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
])

/** Those, all zeros (No-Intro's blanked hashes) and all f. */
const MEANINGLESS: ReadonlySet<string> = new Set([
  ...[32, 40, 64].flatMap((length) => ['0'.repeat(length), 'f'.repeat(length)]),
  ...OF_NOTHING,
])

/** Every meaningless hash begins like this, so most cost two comparisons. */
function isSuspicious(hex: string): boolean {
  const first = hex.charCodeAt(0)
  if (first === 0x30 || first === 0x66) return hex.charCodeAt(1) === first
  return hex.startsWith('d4') || hex.startsWith('da') || hex.startsWith('e3')
}

/** True for a lower-case hex MD5, SHA-1 or SHA-256 that proves nothing about a file. */
export function isMeaninglessHash(hex: string): boolean {
  return isSuspicious(hex) && MEANINGLESS.has(hex)
}

/** True for the MD5, SHA-1 or SHA-256 of a file of no bytes, in lower-case hex. */
export function isHashOfNothing(hex: string): boolean {
  return OF_NOTHING.has(hex)
}

/** Zero is a placeholder and the CRC of empty content; a real file with one of these is matched by its SHA-1. */
export function isMeaninglessCrc(crc32: number): boolean {
  return crc32 === 0 || crc32 === 0xffff_ffff
}
