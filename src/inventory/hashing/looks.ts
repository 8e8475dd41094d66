/**
 * How well contents are looked at beside their bytes: the shapes they have without a header or in another order, and what
 * they say of themselves. What was read when curator saw less in it is read anew, as archives are (see
 * `archives/readers.ts`).
 */

interface Look {
  readonly version: number
  /** What the files are called in which more is seen: without dot, lower case. */
  readonly extensions: readonly string[]
}

export type Looks = Readonly<Record<string, Look>>
export type LookVersions = Readonly<Record<string, number>>

/**
 * Raise a version, or add an entry, when a shape (`views.ts`), a header (`header-facts/`) or a container (`discs/`) is seen
 * that was not, or otherwise: files called so, and archives that hold one, are read anew then, once. Where that is all discs
 * of a library, think twice.
 */
const LOOKS: Looks = {
  'copier headers of Game Boy, Master System and Game Gear': {
    version: 1,
    extensions: ['gb', 'gbc', 'sgb', 'dmg', 'sms', 'gg'],
  },
  'LZMA, lzip and .Z': { version: 1, extensions: ['lzma', 'lz', 'z'] },
}

/** For the rules that a root was scanned under. */
export function lookVersions(looks: Looks = LOOKS): LookVersions {
  return Object.fromEntries(Object.entries(looks).map(([name, { version }]) => [name, version]))
}

/** The extensions of files in which more is seen now than by these. Absent: by those of the beginning. */
export function seesMoreIn(before: LookVersions = {}, now: Looks = LOOKS): ReadonlySet<string> {
  const better = Object.entries(now).filter(([name, { version }]) => before[name] !== version)
  return new Set(better.flatMap(([, { extensions }]) => extensions))
}
