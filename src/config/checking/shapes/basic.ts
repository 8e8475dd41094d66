/** Shapes of single values that several parts of a config hold. */
import type { Shape } from '../shape.ts'

export const PATH: Shape = { kind: 'text', what: 'a path' }
export const PATHS: Shape = {
  kind: 'either',
  what: 'a path or a list of paths',
  of: [PATH, { kind: 'list', of: PATH, least: 1 }],
}
export const GLOB: Shape = { kind: 'text', what: 'a glob' }
export const GLOBS: Shape = { kind: 'list', of: GLOB }
export const TEXT: Shape = { kind: 'text', what: 'a text' }
export const TEXTS: Shape = { kind: 'list', of: TEXT }
export const PLATFORM: Shape = { kind: 'word', of: 'platforms', what: 'a platform that curator knows' }
export const REGION: Shape = { kind: 'word', of: 'regions', what: 'a region that curator knows' }
export const LANGUAGE: Shape = { kind: 'word', of: 'languages', what: 'a language that curator knows' }
