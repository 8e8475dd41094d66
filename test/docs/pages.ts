/** The pages that people read, taken apart: their headings, their links and their examples. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url))

export interface Page {
  /** Relative to the checkout: `docs/cli.md`. */
  readonly path: string
  readonly text: string
  /** The text without its examples: what stands in them is no link and no heading. */
  readonly prose: string
  readonly examples: readonly Example[]
}

/** A fenced block. */
export interface Example {
  readonly page: string
  /** Where its first line stands. */
  readonly line: number
  readonly language: string
  readonly text: string
}

export const PAGES: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/example-preset/README.md',
  ...readdirSync(join(CHECKOUT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map(readPage)

export function page(path: string): Page {
  const found = PAGES.find((each) => each.path === path)
  if (!found) throw new Error(`There is no page ${path}.`)
  return found
}

export function examplesIn(...languages: readonly string[]): Example[] {
  return PAGES.flatMap(({ examples }) => examples.filter(({ language }) => languages.includes(language)))
}

/** What stands under a heading of the second rank, up to the next: `section(cli, 'build')`. */
export function section({ path, prose }: Page, heading: string): string {
  const start = `\n## ${heading}\n`
  const [, after] = `\n${prose}`.split(start)
  if (after === undefined) throw new Error(`${path} has no heading "${heading}".`)
  return after.split('\n## ')[0] as string
}

/** The first cell of each row of the tables in a text, without their headings. */
export function firstCells(text: string): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'))
  const isRule = (row: string | undefined) => row !== undefined && /^\|(?: ?-+ ?\|)+$/.test(row)
  return rows
    .filter((row, at) => !isRule(row) && !isRule(rows[at + 1]))
    .map((row) => (row.split(/(?<!\\)\|/)[1] ?? '').trim())
}

/** The words of a command, as a shell parts them. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, text, word]) => text ?? word ?? '')
}

/** What stands in backticks. */
export function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)
}

/** The anchors that a site makes of the headings. */
export function anchors({ prose }: Page): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const all = new Set<string>()
  for (const [, title = ''] of prose.matchAll(/^#+ (.+)$/gm)) {
    const plain = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(plain) ?? 0
    seen.set(plain, count + 1)
    all.add(count === 0 ? plain : `${plain}-${count}`)
  }
  return all
}

export interface Link {
  /** The page or file it leads to, relative to the checkout. */
  readonly path: string
  /** '' where it leads to the whole of it. */
  readonly anchor: string
}

/** Its links within the project. */
export function links({ path, prose }: Page): Link[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => {
    if (/^[a-z]+:/.test(to)) return []
    const [file = '', anchor = ''] = to.split('#')
    return [{ path: file === '' ? path : join(dirname(path), file), anchor }]
  })
}

function readPage(path: string): Page {
  const text = readFileSync(join(CHECKOUT, path), 'utf8')
  const examples: Example[] = []
  const prose = text.replace(
    /^```(\w*)\n([\s\S]*?)^```$/gm,
    (whole, language: string, inside: string, at) => {
      const line = text.slice(0, Number(at)).split('\n').length + 1
      examples.push({ page: path, line, language, text: inside })
      return whole.replace(/[^\n]/g, '')
    },
  )
  return { path, text, prose, examples }
}
