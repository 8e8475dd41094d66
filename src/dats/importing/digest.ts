/** What a list says, as one short text: equal for two DATs that list the same games, whatever their order and header. */
import { soleSha256, type DatGame, type DatRom } from '../dat.ts'

interface ListDigest {
  /** `extras`: what else is kept of the game, in words. Only what is kept counts. */
  add(game: DatGame, extras: readonly (string | undefined)[]): void
  text(): string
}

/**
 * The sum of what each game makes of four numbers, so that their order does not matter and none has to be held. No hash
 * to be trusted against people who mean harm: those could as well write another list. Hashing a game with SHA-1 took a
 * tenth of an import.
 */
export function listDigest(): ListDigest {
  const sums = new Uint32Array(4)
  const game = mixer()
  return {
    add(record, extras) {
      game.begin()
      game.text(record.name)
      game.text(record.id)
      game.text(record.cloneOf)
      game.text(record.cloneOfId)
      game.text(record.year)
      game.number(extras.length)
      for (const extra of extras) game.text(extra)
      for (const rom of record.roms) addRom(rom)
      game.addTo(sums)
    },
    text: () => Array.from(sums, (sum) => sum.toString(16).padStart(8, '0')).join(''),
  }

  function addRom(rom: DatRom): void {
    const { name, size, crc32, md5, sha1, status, merge, serial, mia, isOptional } = rom
    const sha256 = soleSha256(rom)
    game.text(name)
    game.number(size)
    game.number(crc32)
    game.text(md5)
    game.text(sha1)
    game.text(status)
    game.text(merge)
    game.text(serial)
    game.number((mia ? 1 : 0) + (sha256 === undefined ? 0 : 2) + (isOptional ? 4 : 0))
    if (sha256 !== undefined) game.text(sha256)
  }
}

/** Odd numbers without a pattern, one for each lane: those of xxHash and of Fibonacci hashing. */
const [M0, M1, M2, M3] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f]

/** Four lanes that each see every part. With its length before it no text can look like two. */
function mixer() {
  let [a, b, c, d] = [0, 0, 0, 0]

  function word(value: number): void {
    a = Math.imul(a ^ value, M0)
    b = Math.imul(b ^ value, M1)
    c = Math.imul(c ^ value, M2)
    d = Math.imul(d ^ value, M3)
  }

  return {
    begin(): void {
      ;[a, b, c, d] = [M3, M2, M1, M0]
    },
    number(value: number | undefined): void {
      if (value === undefined) return word(-1)
      word((value % 0x1_0000_0000) | 0)
      word(Math.floor(value / 0x1_0000_0000))
    },
    text(value: string | undefined): void {
      if (value === undefined) return word(-1)
      word(value.length)
      const { length } = value
      let [p, q, r, s] = [a, b, c, d]
      for (let i = 0; i < length; i += 2) {
        const pair = value.charCodeAt(i) | (i + 1 < length ? value.charCodeAt(i + 1) << 16 : 0)
        p = Math.imul(p ^ pair, M0)
        q = Math.imul(q ^ pair, M1)
        r = Math.imul(r ^ pair, M2)
        s = Math.imul(s ^ pair, M3)
      }
      // multiplying moves bits up only: brought down here, they reach all that comes after
      a = p ^ (p >>> 15)
      b = q ^ (q >>> 13)
      c = r ^ (r >>> 14)
      d = s ^ (s >>> 16)
    },
    addTo(sums: Uint32Array): void {
      const lanes = [a, b, c, d]
      for (const [i, lane] of lanes.entries()) sums[i] = (sums[i] ?? 0) + settled(lane)
    },
  }
}

/** Spreads every bit over all others, or sums would be as regular as what they are made of. */
function settled(lane: number): number {
  let value = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}
