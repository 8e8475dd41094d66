/** What is a picture, how large it is, and what is made of it. */
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { develop, developmentOf, recipeOf } from '../../src/art/develop.ts'
import { pictureOf, readFacts, whyNone } from '../../src/art/picture.ts'
import type { ArtworkWish, PictureFormat } from '../../src/targets/pictures/files.ts'
import { png } from '../support/png.ts'

const PLAIN = png(40, 30, [200, 10, 10])
const FORMATS = {
  png: PLAIN,
  jpg: await sharp(PLAIN).jpeg().toBuffer(),
  gif: await sharp(PLAIN).gif().toBuffer(),
  webp: await sharp(PLAIN).webp().toBuffer(),
  lossless: await sharp(PLAIN).webp({ lossless: true }).toBuffer(),
  transparent: await sharp(PLAIN).ensureAlpha(0.5).webp().toBuffer(),
}

describe('the first bytes of a picture', () => {
  it.each(Object.entries(FORMATS))('tell the size of a %s', (name, bytes) => {
    const format = name in { lossless: 1, transparent: 1 } ? 'webp' : name
    expect(readFacts(bytes)).toEqual({ format, width: 40, height: 30 })
  })

  it.each([
    ['an empty file', ''],
    ['a web page', '<!doctype html><title>404</title>'],
    ['a text that begins like one', 'GIF89'],
    ['a PNG without sides', png(0, 0)],
    ['a PNG that begins with another piece than its header', Buffer.from(PLAIN).fill('CgBI', 12, 16)],
    ['a file that has only the header of a PNG', Buffer.from(PLAIN).fill(0, 0, 8)],
    ['a PNG of a size that nobody can mean', Buffer.from(PLAIN).fill(0x7f, 16, 24)],
  ])('tell that %s is none', (_, bytes) => {
    expect(pictureOf(Buffer.from(bytes))).toBeUndefined()
  })

  it('tell the size of a JPEG in any of its frames, and in nothing else', () => {
    const frame = (marker: number) => Buffer.from([0xff, marker, 0, 11, 8, 0, 30, 0, 40, 1, 1, 0x11, 0])
    const found = Array.from({ length: 18 }, (_, i) => {
      const facts = readFacts(Buffer.concat([Buffer.from([0xff, 0xd8]), frame(0xbf + i)]))
      return facts ? `${(0xbf + i).toString(16)} ${facts.width}x${facts.height}` : ''
    })
    const frames = ['c0', 'c1', 'c2', 'c3', '', 'c5', 'c6', 'c7', '', 'c9', 'ca', 'cb', '', 'cd', 'ce', 'cf']
    expect(found).toEqual(['', ...frames.map((marker) => (marker === '' ? '' : `${marker} 40x30`)), ''])
  })

  it('say why one is none that is larger than is taken', () => {
    const sized = (width: number, height: number) => {
      const bytes = Buffer.from(PLAIN)
      bytes.writeUInt32BE(width, 16)
      bytes.writeUInt32BE(height, 20)
      return bytes
    }
    const more = 'pixels, which is more than is taken'
    expect(whyNone(sized(20_000, 50))).toBe(`has 20,000 by 50 ${more}`)
    expect(whyNone(sized(12_000, 9000))).toBe(`has 12,000 by 9,000 ${more}`)
    expect(whyNone(sized(0, 9000))).toBe('is damaged, or not all there')
    expect(whyNone(Buffer.from('GIF8'))).toBe('is no PNG, JPEG, WebP or GIF')
  })

  it('may be cut off or damaged anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(FORMATS)),
        fc.nat(2000),
        fc.nat(2000),
        fc.nat(255),
        (bytes, cut, at, value) => {
          const damaged = Buffer.from(bytes.subarray(0, cut))
          if (damaged.length > 0) damaged[at % damaged.length] = value
          const facts = readFacts(damaged)
          expect(facts === undefined || (facts.width > 0 && facts.height > 0)).toBe(true)
        },
      ),
    )
  })
})

describe('what has to be made of a picture', () => {
  const formats: readonly PictureFormat[] = ['png', 'jpg']
  const picture = (format: 'png' | 'jpg' | 'gif' | 'webp') => ({
    sha1: 'a'.repeat(40),
    size: 9,
    format,
    width: 400,
    height: 300,
  })
  it.each<[string, 'png' | 'jpg' | 'gif' | 'webp', ArtworkWish, object | undefined]>([
    ['nothing, when it fits', 'jpg', { maxWidth: 400, maxHeight: 300 }, undefined],
    ['the format that the device likes best', 'webp', {}, { format: 'png' }],
    ['the format that the user wants', 'png', { format: 'jpg' }, { format: 'jpg' }],
    ['a smaller one', 'jpg', { maxWidth: 399 }, { format: 'jpg', maxWidth: 399 }],
    ['only what is too large counts', 'gif', { maxHeight: 500 }, { format: 'png' }],
    [
      'both sides',
      'png',
      { maxWidth: 100, maxHeight: 900 },
      { format: 'png', maxWidth: 100, maxHeight: 900 },
    ],
  ])('%s', (_, format, wish, expected) => {
    expect(developmentOf(picture(format), wish, { formats })).toEqual(expected)
  })

  it('has a name for each wish of each picture', () => {
    const [a, b] = ['a'.repeat(40), 'b'.repeat(40)]
    const recipes = [
      recipeOf(a, { format: 'png' }),
      recipeOf(b, { format: 'png' }),
      recipeOf(a, { format: 'jpg' }),
      recipeOf(a, { format: 'png', maxWidth: 10 }),
      recipeOf(a, { format: 'png', maxHeight: 10 }),
    ]
    expect(new Set(recipes).size).toBe(5)
    expect(recipes[0]).toMatch(/^[\da-f]{40}$/)
  })

  it.each<[PictureFormat, object, object]>([
    ['png', { maxWidth: 20 }, { format: 'png', width: 20, height: 15 }],
    ['jpg', { maxWidth: 20, maxHeight: 3 }, { format: 'jpg', width: 4, height: 3 }],
    ['webp', { maxWidth: 4000 }, { format: 'webp', width: 40, height: 30 }],
  ])('is a %s in its proportions, the same each time', async (format, sides, expected) => {
    const made = await develop(FORMATS.gif, { format, ...sides })
    expect(readFacts(made)).toEqual(expected)
    expect(await develop(FORMATS.gif, { format, ...sides })).toEqual(made)
  })

  it('is refused for what only begins like a picture', async () => {
    await expect(develop(PLAIN.subarray(0, 50), { format: 'png' })).rejects.toThrow(/png/)
  })
})

describe('a picture', () => {
  const frames = sharp({
    create: { width: 8, height: 24, channels: 3, background: { r: 1, g: 2, b: 3 }, pageHeight: 8 },
  })
  it.each(Object.entries(FORMATS))('that was cut off anywhere is none: %s', (name, bytes) => {
    expect(pictureOf(bytes)).toBeDefined()
    expect(pictureOf(Buffer.concat([bytes, Buffer.from('more')]))).toBeDefined()
    // the last byte of a GIF is left out by many, and the end of a WebP is one of padding
    const least = name === 'gif' ? 2 : 1
    for (let cut = least; cut < bytes.length; cut++)
      expect([cut, pictureOf(bytes.subarray(0, bytes.length - cut))]).toEqual([cut, undefined])
  })

  it('that moves is one', async () => {
    for (const format of ['gif', 'webp'] as const)
      expect(pictureOf(await frames.clone().toFormat(format).toBuffer())).toMatchObject({ format, width: 8 })
  })

  it.each([
    ['JPEG in steps', () => sharp(PLAIN).jpeg({ progressive: true }).toBuffer()],
    ['PNG in steps', () => sharp(PLAIN).png({ progressive: true, palette: true }).toBuffer()],
    ['JPEG with a profile', () => sharp(PLAIN).withMetadata({ density: 72 }).jpeg().toBuffer()],
  ])('of another kind is one: %s', async (_, make) => expect(pictureOf(await make())).toBeDefined())

  it('of which a part is damaged is none', () => {
    const damaged = Buffer.from(PLAIN)
    damaged[50] = (damaged[50] ?? 0) ^ 1
    expect(pictureOf(damaged)).toBeUndefined()
    expect(whyNone(damaged)).toBe('is damaged, or not all there')
  })
})
