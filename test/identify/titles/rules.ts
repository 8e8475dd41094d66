/** How names link where the config says nothing, and nothing is decided. */
import type { TitleRules } from '../../../src/identify/titles/rules.ts'

export const RULES: TitleRules = {
  autoLink: true,
  owned: 'packed',
  roots: {},
  extensions: {},
  contents: {},
  links: {},
  matches: {},
}
