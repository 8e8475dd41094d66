/** A file that stays where it is on a device because saves hang on its name. */
export interface KeptName {
  /** Where it should be. */
  readonly path: string
  /** Where it is. */
  readonly kept: string
  /** Of its bytes; '' for a list of discs, whose text hangs on names itself. */
  readonly sha1: string
  readonly saves: readonly string[]
}

/** Those of a target. */
export interface KeptNames {
  readonly target: string
  readonly names: readonly KeptName[]
}
