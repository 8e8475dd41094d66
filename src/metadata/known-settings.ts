/** Apart from what reads them: presets, whose types are public, mention them. */

/** What a pack says that an emulator is to be set to. */
export type KnownSettings = {
  /** Name of a release, or a title. Null: it is said of the whole platform. */
  readonly game: string | null
  /** Null: it is said of any. */
  readonly device: string | null
  readonly emulator: string
  readonly values: Readonly<Record<string, string>>
}
