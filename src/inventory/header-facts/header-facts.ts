/** Reads the header of whatever a file is. */
import { lazy } from '../../lazy.ts'
import { platformsOfExtension } from '../../platforms/lookup.ts'
import { PLATFORMS } from '../../platforms/table.ts'
import type { ByteReader } from '../hashing/bytes.ts'
import { HEAD_BYTES, viewReader, viewsOf } from '../hashing/views.ts'
import type { ViewKind } from '../hashing/view-kind.ts'
import type { HeaderFacts } from './facts.ts'
import type { HeaderFormat } from './format.ts'
import { CARTRIDGES } from './formats/cartridges.ts'
import { DISCS } from './formats/discs.ts'
import { gameBoy } from './formats/game-boy.ts'
import { megaDrive } from './formats/mega-drive.ts'
import { n64 } from './formats/n64.ts'
import { nds, threeDs } from './formats/nds.ts'
import { fds, ines } from './formats/nes.ts'
import { sega8bit } from './formats/sega-8bit.ts'
import { snes } from './formats/snes.ts'
import { wonderSwan } from './formats/wonderswan.ts'

/** In this order where a file could have several. Weak ones are sorted out by the extension. */
const FORMATS: readonly HeaderFormat[] = [
  ines,
  fds,
  n64,
  gameBoy,
  ...DISCS,
  megaDrive,
  nds,
  threeDs,
  sega8bit,
  ...CARTRIDGES,
  wonderSwan,
  snes,
]

const STRONG = FORMATS.filter(({ weak }) => !weak)

/** What a file of each extension is tried for, in order. */
const forExtensions = lazy((): ReadonlyMap<string, readonly HeaderFormat[]> => {
  const extensions = new Set(PLATFORMS.flatMap((platform) => platform.extensions))
  return new Map(
    Array.from(extensions, (extension) => {
      const expected = new Set(platformsOfExtension(extension))
      const likely = FORMATS.filter(({ platforms }) => platforms.some((slug) => expected.has(slug)))
      return [extension, [...new Set([...likely, ...STRONG])]]
    }),
  )
})

/** Shapes in which the header can be read only when they are undone. */
const UNDONE: readonly ViewKind[] = ['no-smc', 'no-copier', 'z64', 'linear']

/**
 * What the file says of itself; undefined when it says nothing that curator understands. Reads little, and
 * only where headers are. Errors of the system are thrown, nothing else: whatever the bytes are, it only does
 * not find a header.
 * @param extension without dot, lower case: formats of its platforms come first, and weak ones only so
 */
export function headerFacts(file: ByteReader, extension: string): HeaderFacts | undefined {
  const formats = forExtensions().get(extension) ?? STRONG
  for (const reader of shapes(file, extension)) {
    const { memory } = reader
    for (const { mayBe, read } of formats) {
      if (memory && mayBe && !mayBe(memory)) continue
      const found = read(reader)
      if (found) return found
    }
  }
  return undefined
}

/** A header in the file as it is comes last: where a shape shows, the file's own beginning is a copier's. */
function shapes(file: ByteReader, extension: string): readonly ByteReader[] {
  const found = viewsOf(file.memory ?? file.read(0, HEAD_BYTES), file.size, extension)
  const undone = found.filter(({ kind }) => UNDONE.includes(kind))
  return [...undone.map(({ kind }) => viewReader(kind, file)), file]
}
