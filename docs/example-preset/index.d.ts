import type { TargetInPlace, TargetOptions } from 'curator'

export interface ArcadeStickOptions<
  P extends string = string,
  L extends string = string,
> extends TargetOptions<P, L> {
  /** One folder for each first letter. */
  readonly letters?: boolean
}

export declare function arcadeStick<P extends string = string, L extends string = never>(
  options: ArcadeStickOptions<P, L>,
): TargetInPlace<P, L>
