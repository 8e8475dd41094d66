/** Rar 5 archives entry by entry, for tests: links, and the volumes of a split one. Format: RARLAB's technote (5.0). */
import { crc32 } from 'node:zlib'
import { block5, sealed5, vint } from './rar.ts'

export interface RarEntry {
  readonly name: string
  /** What lies in this volume. */
  readonly data?: Buffer
  /** All of it, where it is split: it began in the volume before, or goes on in the next. */
  readonly split?: { readonly whole: Buffer; readonly before?: boolean; readonly after?: boolean }
  readonly link?: { readonly kind: keyof typeof LINKS; readonly to: string; readonly of: Buffer }
}

const LINKS = { symbolic: 1, hard: 4, copy: 5 }

/** `volume`: which one of a set it is, from 0, and whether another follows. */
export function rarOf(
  entries: readonly RarEntry[],
  volume?: { readonly number: number; readonly isLast: boolean },
): Buffer {
  const flags = volume ? 1 | (volume.number > 0 ? 2 : 0) : 0
  const number = volume && volume.number > 0 ? [volume.number] : []
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    block5([1, 0, flags, ...number], Buffer.alloc(0)),
    ...entries.map(entry),
    block5([5, 0, volume && !volume.isLast ? 1 : 0], Buffer.alloc(0)),
  ])
}

function entry({ name, data = Buffer.alloc(0), split, link }: RarEntry): Buffer {
  const path = Buffer.from(name)
  const whole = split?.whole ?? link?.of ?? data
  const sum = Buffer.alloc(4)
  // of what goes on in the next volume, the checksum is that of the piece
  sum.writeUInt32LE(crc32(split?.after ? data : whole))
  const extra = link ? redirection(LINKS[link.kind], link.to) : Buffer.alloc(0)
  const flags = (link ? 1 : 0) | (data.length > 0 ? 2 : 0) | (split?.before ? 8 : 0) | (split?.after ? 16 : 0)
  const start = [2, flags, ...(link ? [extra.length] : []), ...(data.length > 0 ? [data.length] : [])]
  const fields = [...start, 4, whole.length, 0o100644].map(vint)
  const rest = [0, 1, path.length].map(vint)
  return Buffer.concat([sealed5(Buffer.concat([...fields, sum, ...rest, path, extra])), data])
}

function redirection(kind: number, to: string): Buffer {
  const target = Buffer.from(to)
  const body = Buffer.concat([...[5, kind, 0, target.length].map(vint), target])
  return Buffer.concat([vint(body.length), body])
}
