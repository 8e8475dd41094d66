/** Where in a library a file belongs: a template, filled in with what its release is called. */
import { checkLayout, compileLayout, type Layout } from '../targets/layout.ts'
import type { NameRules } from '../targets/preset.ts'

export const NAME_RULES: Readonly<Record<'fat' | 'posix', NameRules>> = {
  fat: { alphabet: 'fat', maxName: 255, maxNameBytes: 255, maxPath: 1023 },
  posix: { alphabet: 'posix', maxName: 255, maxNameBytes: 255, maxPath: 4000 },
}

/** What is wrong with a template, in words; undefined when nothing is. */
export function checkTemplate(template: string): string | undefined {
  return checkLayout(whole(template))
}

export function compileTemplate(template: string, names: 'fat' | 'posix'): Layout {
  return compileLayout(whole(template), NAME_RULES[names])
}

/** A template names folders, unless it says where the file's own name stands. */
function whole(template: string): string {
  return /\{(file|name|ext)\}/.test(template) ? template : `${template.replace(/\/+$/, '')}/{file}`
}
