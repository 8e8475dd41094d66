/** What a config says of a library: a folder of verified files in order. */

/** `R`: the names of the declared roots. */
export interface LibraryOptions<R extends string = string> {
  /** Its folder, relative to the config file. With the mode `move` it lies in one of its roots, or is one. */
  readonly path: string
  /** Whose files it takes. Default: all roots. The mode `move` needs it said, and touches no other root. */
  readonly roots?: readonly R[]
  /**
   * How files get there. `copy` (default); `link`: hard links, which need one volume; `reflink`: copies that share their
   * blocks where the file system can; `move`: the files themselves, journaled and undoable.
   */
  readonly mode?: 'copy' | 'link' | 'reflink' | 'move'
  /**
   * Folder of each file: `{platform}` (slug), `{title}`, `{region}`, `{release}`, `{letter}`. With `{file}` in it, it is
   * the whole path. Default: `{platform}/{title}`.
   */
  readonly template?: string
  /** Of several files that hold the same one stays, and the others leave (`quarantine`, default) or stay too (`keep`). */
  readonly duplicates?: 'quarantine' | 'keep'
  /** `zip`: each release goes into a TorrentZip of its own. Default: `keep`, files as they are. */
  readonly archives?: 'keep' | 'zip'
  /** `fat` (default): names that every file system holds. `posix`: names as the DAT has them. */
  readonly names?: 'fat' | 'posix'
}

/**
 * What `library()` returns. At run time it is plain options; the call signature lets the type checker wait for the names
 * of the roots, so that a wrong one is an error at the word (see `TargetInPlace`).
 */
export interface LibraryInPlace<R extends string = string> extends LibraryOptions<R> {
  (uncallable: never): never
}

/** What is not said; of `roots` that is all of them. */
export const LIBRARY_DEFAULTS = {
  mode: 'copy',
  template: '{platform}/{title}',
  duplicates: 'quarantine',
  archives: 'keep',
  names: 'fat',
} as const satisfies Partial<LibraryOptions>
