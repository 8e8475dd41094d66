/** Ready policies: plain functions that return data. `curator config` shows what they stand for. */
import type { Policy } from '../src/select/policy.ts'

/**
 * What these functions return. At run time it is a plain `Policy`; the call signature is for the type checker alone.
 * TypeScript waits with a generic call inside `defineConfig({ … })` until it knows the names in the other keys only if
 * the result looks callable, and only then is a misspelt DAT or root an error at the word itself. It has to be an
 * interface: an intersection type has no such effect. (`TargetInPlace` is the same for device presets.)
 */
export interface PolicyInPlace<
  D extends string = string,
  R extends string = string,
  P extends string = never,
> extends Policy<D, R, P> {
  (uncallable: never): never
}

/** Regions for people who play in English; a game that exists in none of them is still kept. */
const DEFAULT_REGIONS = ['USA', 'World', 'Europe', 'Japan']

/**
 * The best release of every game. Say which regions you like, best first (default: USA, World, Europe, Japan), and what
 * to leave out (default: nothing).
 */
export function oneGameOneRom<D extends string = never, R extends string = never, P extends string = never>(
  options: Policy<NoInfer<D>, NoInfer<R>, NoInfer<P>> = {},
): PolicyInPlace<D, R, P> {
  const policy: Policy<D, R, P> = { keep: 1, regions: DEFAULT_REGIONS, ...options }
  return policy as PolicyInPlace<D, R, P>
}

/** Every release you own. Nothing counts as missing. */
export function everything<D extends string = never, R extends string = never, P extends string = never>(
  options: Policy<NoInfer<D>, NoInfer<R>, NoInfer<P>> = {},
): PolicyInPlace<D, R, P> {
  const policy: Policy<D, R, P> = { keep: 'all', availability: 'owned', ...options }
  return policy as PolicyInPlace<D, R, P>
}

/** Every release there is. Those you lack count as missing. */
export function complete<D extends string = never, R extends string = never, P extends string = never>(
  options: Policy<NoInfer<D>, NoInfer<R>, NoInfer<P>> = {},
): PolicyInPlace<D, R, P> {
  const policy: Policy<D, R, P> = { keep: 'all', availability: 'catalog', ...options }
  return policy as PolicyInPlace<D, R, P>
}
