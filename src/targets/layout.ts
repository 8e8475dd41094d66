/**
 * Path templates: `games/{folder}/{file}`. What the names of a DAT put in can add no part and leave no folder: every
 * part is made safe after the values are filled in, so `..`, drive letters and slashes are only odd letters by then.
 */
import type { NameRules } from './preset.ts'
import { CuratorError, problem } from '../errors.ts'
import { safeName } from './names/names.ts'

/** What the placeholders stand for. `extension` has its dot, or is empty. */
export interface LayoutValues {
  /** Folder of the platform on the device. The one value that may hold `/`. */
  readonly folder: string
  /** Slug of the platform. */
  readonly platform: string
  readonly title: string
  readonly release: string
  /** File name without extension. In a release of several files it may hold folders, as the DAT gives them. */
  readonly name: string
  readonly extension: string
  /** First region of the release, empty when it names none. */
  readonly region: string
}

export interface Layout {
  /** The path of a file; `asked` is the file name before it was made safe. */
  path(values: LayoutValues): { readonly path: string; readonly asked: string; readonly name: string }
}

const PLACEHOLDERS = [
  'folder',
  'platform',
  'title',
  'release',
  'file',
  'name',
  'ext',
  'letter',
  'region',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

/** What is wrong with a template, in words; undefined when nothing is. */
export function checkLayout(template: string): string | undefined {
  const unknown = /\{([^{}]*)\}/g
  for (const [text, name] of template.matchAll(unknown)) {
    if (!isPlaceholder(name ?? '')) return `${text} is not a placeholder. There are ${list(PLACEHOLDERS)}.`
  }
  const rest = template.replace(unknown, '')
  if (/[{}]/.test(rest)) return `"${template}" has a brace without its partner.`
  if (/^[/\\]|^[A-Za-z]:/.test(template)) return `"${template}" must be relative to the target's path.`
  if (template.split(/[/\\]/).includes('..')) return `"${template}" must not leave the target: no "..".`
  if (template.includes('\\')) return `"${template}" must have "/" between folders, not "\\".`
  if (template.includes('.{ext}')) return `"${template}" has a dot before {ext}, which brings its own.`
  const last = template.slice(template.lastIndexOf('/') + 1)
  if (/(\{file\}|\{(name|release)\}.*\{ext\})$/.test(last)) return undefined
  return `"${template}" must end with a file name: {file}, {name}{ext} or {release}{ext}.`
}

/** @throws CuratorError `config-invalid` when the template is not a layout (see `checkLayout`). */
export function compileLayout(template: string, rules: NameRules): Layout {
  const wrong = checkLayout(template)
  if (wrong !== undefined) throw new CuratorError(problem('config-invalid', wrong))
  const end = template.lastIndexOf('/') + 1
  const fillFolder = fillerOf(template.slice(0, end))
  const fillName = fillerOf(template.slice(end))
  // A layout has few folders with many files in each: making their names safe once is most of the speed.
  const seen = new Map<string, string>()
  return {
    path(values) {
      const asked = fillName(values)
      const inner = asked.lastIndexOf('/') + 1
      const whole = fillFolder(values) + asked.slice(0, inner)
      let folder = seen.get(whole)
      if (folder === undefined) seen.set(whole, (folder = safeFolder(whole, rules)))
      const last = inner === 0 ? asked : asked.slice(inner)
      const name = safeName(last, rules)
      return { path: folder + name, asked: last, name }
    },
  }
}

/** The folder of a title's first letter: `A` to `Z`, or `#` for everything else. It never depends on other titles. */
export function letterOf(title: string): string {
  const first = title.normalize('NFKD').replace(/\p{M}/gu, '').trimStart().toUpperCase().charAt(0)
  return /[A-Z]/.test(first) ? first : '#'
}

/** A folder from data or options in safe parts, with a `/` at the end unless it is the top. */
export function safeFolder(folder: string, rules: NameRules): string {
  const parts = folder.split('/').filter((part) => part !== '')
  return parts.map((part) => `${safeName(part, rules, 'folder')}/`).join('')
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}

const VALUES: Readonly<Record<Placeholder, (values: LayoutValues) => string>> = {
  folder: ({ folder }) => folder,
  platform: ({ platform }) => flat(platform),
  title: ({ title }) => flat(title),
  release: ({ release }) => flat(release),
  file: ({ name, extension }) => name + extension,
  name: ({ name }) => name,
  ext: ({ extension }) => extension,
  letter: ({ title }) => letterOf(title),
  region: ({ region }) => flat(region === '' ? 'Unknown' : region),
}

type Filler = (values: LayoutValues) => string

/** Taken apart once, filled in thousands of times. */
function fillerOf(template: string): Filler {
  const pieces = template.split(/(\{\w+\})/).flatMap((text): readonly Filler[] => {
    const name = text.slice(1, -1)
    if (text === '') return []
    return [text.startsWith('{') && isPlaceholder(name) ? VALUES[name] : () => text]
  })
  return (values) => {
    let filled = ''
    for (const piece of pieces) filled += piece(values)
    return filled
  }
}

/** A title such as `Fate/Zero` names no folder. */
function flat(text: string): string {
  return text.replaceAll('/', '-')
}

function list(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(' ')
}

/** What can be done about more games than a folder may hold. */
export function spreadHint(layout: string): string {
  const next = ['{letter}', '{region}'].find((part) => !layout.includes(part))
  return next === undefined
    ? 'Choose fewer games by the policy: the layout has {letter} and {region} already.'
    : `Spread the games over more folders, for example by ${next} in the layout.`
}
