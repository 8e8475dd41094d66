/** How a verb of the command line is described: what `--help` prints and what the parser accepts. */

export interface CommandSpec {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Whether words may follow the verb. */
  readonly words?: true
  readonly options: readonly OptionSpec[]
  readonly examples: readonly (readonly [command: string, what: string])[]
}

export interface OptionSpec {
  readonly name: string
  readonly short?: string
  /** Name of the value; absent for a switch. */
  readonly value?: string
  /** The values it takes; absent: any. */
  readonly oneOf?: readonly string[]
  /** It may be given several times. */
  readonly many?: true
  /** Options that it does not go together with. Of each pair one says so. */
  readonly not?: readonly string[]
  /**
   * Of a verb that does several things, those that take it; absent: all. What is another thing in one of them is another
   * option of the same name, which comes next.
   */
  readonly of?: readonly string[]
  readonly help: string
}
