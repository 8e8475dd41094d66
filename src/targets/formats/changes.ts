/** What became of files that a list names, by the paths that it has for them. */
export interface Changes {
  /** Path there → path now. Two games may have got each other's. */
  readonly renamed: ReadonlyMap<string, string>
  /** Of games that are not there any more; of one whose path another game has now, what was said must not be said of that. */
  readonly gone: ReadonlySet<string>
}
