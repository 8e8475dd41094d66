/**
 * Pictures made smaller or into another format. What is made of which is told by a recipe, so that nothing is made
 * twice. The library that does it, sharp, is optional and large: it is loaded when the first picture needs it.
 */
import { hash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { ArtworkWish, Development, PictureFiles } from '../targets/pictures/files.ts'
import type { Picture } from './picture.ts'

/** Raise it when other bytes are to be made of the same pictures: then all are made anew. */
const DARKROOM = 'picture 1'

const QUALITY = 85
/** As `picture.ts` has it: what claims to be larger is not even opened. */
const MOST_PIXELS = 100_000_000

/** Undefined when the picture can be written as it is. */
export function developmentOf(
  { format, width, height }: Picture,
  wish: ArtworkWish,
  { formats }: Pick<PictureFiles, 'formats'>,
): Development | undefined {
  const { maxWidth, maxHeight } = wish
  const asItIs = formats.find((one) => one === format)
  const wanted = wish.format ?? asItIs ?? formats[0] ?? 'png'
  const isTooLarge = width > (maxWidth ?? Infinity) || height > (maxHeight ?? Infinity)
  if (!isTooLarge && wanted === format) return undefined
  return {
    format: wanted,
    ...(isTooLarge && maxWidth !== undefined ? { maxWidth } : {}),
    ...(isTooLarge && maxHeight !== undefined ? { maxHeight } : {}),
  }
}

/** Names what comes out, before it is made. Lower-case hex, as long as a SHA-1. */
export function recipeOf(sha1: string, { format, maxWidth, maxHeight }: Development): string {
  return hash('sha1', `${DARKROOM}\n${sha1}\n${format} ${maxWidth ?? ''}x${maxHeight ?? ''}\n`)
}

/** Whether sharp is installed. It is not loaded for that. */
export function hasSharp(): boolean {
  try {
    createRequire(import.meta.url).resolve('sharp')
    return true
  } catch {
    return false
  }
}

/** Rejects when the bytes are no picture after all, or sharp does not work on this machine. */
export async function develop(
  picture: Uint8Array,
  { format, maxWidth, maxHeight }: Development,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const
  // as the camera or scanner says it stands, for what says so is left out of what is made
  const upright = sharp(picture, options).autoOrient()
  const sized =
    maxWidth === undefined && maxHeight === undefined
      ? upright
      : upright.resize({ width: maxWidth, height: maxHeight, fit: 'inside', withoutEnlargement: true })
  if (format === 'png') return sized.png({ compressionLevel: 9 }).toBuffer()
  if (format === 'webp') return sized.webp({ quality: QUALITY }).toBuffer()
  return sized.flatten({ background: '#000000' }).jpeg({ quality: QUALITY }).toBuffer()
}
