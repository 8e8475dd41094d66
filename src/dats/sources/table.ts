/**
 * The places DATs come from, as data. Addresses and layouts as seen in 2026: OpenGood's, libretro's, FBNeo's and HTGD's
 * repositories, MAME's releases, redump.info (redump.org is frozen since 2026-06), tosecdev.org, and the hash lists in
 * Retool's repository of clone lists. No-Intro throttles programs: its daily pack is downloaded by a person.
 */

/** How the newest version is found and brought here; each way has a module. */
type Way =
  /** A repository's head as one tarball. */
  | 'tarball'
  /** Single files of a folder in a repository. */
  | 'listing'
  /** A file of a repository's newest release. */
  | 'release'
  /** A zip for each system. */
  | 'systems'
  /** Pages that lead to the newest pack. */
  | 'pages'
  /** A folder into which a person puts packs, or a mirror. */
  | 'drop'
  /** Single files, named with their hashes in a list. */
  | 'hashes'

export interface SourceInfo {
  readonly title: string
  readonly way: Way
  /** Where it is told about, for people. */
  readonly home: string
  /** `owner/name` on GitHub. */
  readonly repository?: string
  /** Where it is asked, where that is not GitHub. */
  readonly base?: string
  /** What is kept of a pack; paths in it without its top folder. */
  readonly keep: RegExp
  /** What a config that does not say takes of it: globs below the source's folder. */
  readonly files: readonly string[]
  readonly form: 'dat' | 'json'
  /** How its files are called, where that gives them away: for those that are handed over without a word. */
  readonly named?: RegExp
  /** Milliseconds between two requests, where more than usual is asked for. */
  readonly apartMs?: number
}

export type SourceName =
  | 'no-intro'
  | 'redump'
  | 'tosec'
  | 'mame'
  | 'fbneo'
  | 'libretro-database'
  | 'opengood'
  | 'htgd'
  | 'retool-clone-lists'

export const SOURCES: Readonly<Record<SourceName, SourceInfo>> = {
  'no-intro': {
    title: 'No-Intro',
    way: 'drop',
    home: 'https://datomatic.no-intro.org/index.php?page=download&op=daily',
    keep: /\.dat$/i,
    files: ['**/*.dat'],
    form: 'dat',
    named: /no-intro|\(\d{8}-\d{6}\)|\bpack \(.*\d{4}-\d\d-\d\d/i,
  },
  redump: {
    title: 'Redump',
    way: 'systems',
    home: 'https://redump.info/downloads',
    base: 'https://redump.info',
    keep: /\.dat$/i,
    files: ['**/*.dat'],
    form: 'dat',
    named: /redump|datfile \(\d+\)/i,
    apartMs: 5000,
  },
  tosec: {
    title: 'TOSEC',
    way: 'pages',
    home: 'https://www.tosecdev.org/downloads/category/22-datfiles',
    base: 'https://www.tosecdev.org',
    keep: /^TOSEC[^/]*\/.*\.dat$/i,
    files: ['**/*.dat'],
    form: 'dat',
    named: /tosec/i,
    apartMs: 2000,
  },
  mame: {
    title: 'MAME',
    way: 'release',
    home: 'https://github.com/mamedev/mame/releases',
    repository: 'mamedev/mame',
    keep: /\.xml$/i,
    files: ['*.xml'],
    form: 'dat',
    named: /^mame\d{3,}(?:lx)?\./i,
  },
  fbneo: {
    title: 'FinalBurn Neo',
    way: 'listing',
    home: 'https://github.com/libretro/FBNeo/tree/master/dats',
    repository: 'libretro/FBNeo',
    keep: /^dats\/[^/]*\.dat$/i,
    // the rest lists consoles, by the short names that FBNeo has for their games
    files: ['dats/*Arcade only*.dat'],
    form: 'dat',
    named: /final ?burn|fbneo/i,
  },
  'libretro-database': {
    title: 'libretro-database',
    way: 'tarball',
    home: 'https://github.com/libretro/libretro-database',
    repository: 'libretro/libretro-database',
    keep: /^(?:dat|metadat)\/.*\.dat$/i,
    // the rest of `metadat/` says genres and makers, and lists no ROMs
    files: ['dat/*.dat', 'metadat/no-intro/*.dat', 'metadat/redump/*.dat'],
    form: 'dat',
  },
  opengood: {
    title: 'OpenGood',
    way: 'tarball',
    home: 'https://github.com/SnowflakePowered/opengood',
    repository: 'SnowflakePowered/opengood',
    keep: /^dats\/[^/]*\.dat$/i,
    files: ['dats/*.dat'],
    form: 'dat',
    named: /^Open[A-Z0-9][\w.]*\.dat$|opengood/,
  },
  htgd: {
    title: 'Hardware Target Game Database',
    way: 'tarball',
    home: 'https://github.com/frederic-mahe/Hardware-Target-Game-Database',
    repository: 'frederic-mahe/Hardware-Target-Game-Database',
    // those of discs and of MiSTer are called otherwise: `SegaCD.txt`, `Saturn Redump Supplement.txt`
    keep: /^EverDrive Pack SMDBs\/[^/]*\.txt$|SMDB\.txt$/i,
    files: ['**/*.txt'],
    form: 'dat',
  },
  'retool-clone-lists': {
    title: "Retool's clone lists",
    way: 'hashes',
    home: 'https://github.com/unexpectedpanda/retool-clonelists-metadata',
    repository: 'unexpectedpanda/retool-clonelists-metadata',
    keep: /\.json$/i,
    files: ['clonelists/*.json', 'metadata/*.json'],
    form: 'json',
  },
}

export function isSource(name: string): name is SourceName {
  return Object.hasOwn(SOURCES, name)
}
