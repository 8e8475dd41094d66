/** Shows a lock diff to a person: as text in a terminal, as tables in a pull request. */
import type { DatChange, LockDiff, SelectionChange } from './diff.ts'
import { reasonKey, type LockReasons } from './data.ts'
import { dropInWords } from '../select/diff.ts'
import { count } from '../wording.ts'

interface RenderOptions {
  readonly reasons?: LockReasons
  /** Most games listed for a policy and platform; the rest is counted. Default 100. */
  readonly limit?: number
}

/** Empty for an empty diff. Ends with a newline otherwise. */
export function renderDiff(diff: LockDiff, style: 'text' | 'markdown', options: RenderOptions = {}): string {
  const selections = diff.selections.map((change) => sectionOf(change, options))
  const blocks = style === 'text' ? textBlocks(diff.dats, selections) : markdownBlocks(diff.dats, selections)
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`
}

interface Section {
  readonly policy: string
  readonly platform: string
  /** `2 added, 1 swapped`. */
  readonly summary: string
  readonly rows: readonly Row[]
  readonly more: number
}

interface Row {
  readonly mark: '+' | '-' | '~'
  readonly game: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly why: string
}

/** Swaps first: they are what a reviewer must judge. */
function sectionOf(
  { policy, platform, added, removed, swapped }: SelectionChange,
  options: RenderOptions,
): Section {
  const whyOf = (game: string, to: readonly string[]): string => {
    const why = options.reasons?.get(reasonKey(policy, platform, game))
    return why ? dropInWords(why, to) : ''
  }
  const rows: Row[] = [
    ...swapped.map(({ game, from, to }): Row => ({ mark: '~', game, from, to, why: whyOf(game, to) })),
    ...removed.map(({ game, releases }): Row => ({
      mark: '-',
      game,
      from: releases,
      to: [],
      why: whyOf(game, []),
    })),
    ...added.map(({ game, releases }): Row => ({ mark: '+', game, from: [], to: releases, why: '' })),
  ]
  const counts = [
    changed(swapped.length, 'swapped'),
    changed(removed.length, 'removed'),
    changed(added.length, 'added'),
  ]
  const shown = rows.slice(0, options.limit ?? 100)
  const summary = counts.filter((text) => text !== '').join(', ')
  return { policy, platform, summary, rows: shown, more: rows.length - shown.length }
}

function changed(n: number, what: string): string {
  return n === 0 ? '' : `${count(n)} ${what}`
}

function textBlocks(dats: readonly DatChange[], sections: readonly Section[]): string[] {
  const datLines = dats.map(
    ({ dat, name, from, to }) => `  ${dat}: ${name}: ${from ?? 'new'} → ${to ?? 'gone'}`,
  )
  const blocks = dats.length === 0 ? [] : [['DATs', ...datLines].join('\n')]
  for (const { policy, platform, summary, rows, more } of sections) {
    const lines = rows.map(({ mark, game, from, to, why }) => {
      const change = [from, to].filter((side) => side.length > 0).map((side) => side.join(', '))
      return `  ${mark} ${game}: ${change.join(' → ')}${why === '' ? '' : `  [${why}]`}`
    })
    if (more > 0) lines.push(`  … and ${count(more)} more`)
    blocks.push([`${policy}, ${platform}: ${summary}`, ...lines].join('\n'))
  }
  return blocks
}

function markdownBlocks(dats: readonly DatChange[], sections: readonly Section[]): string[] {
  const blocks: string[] = []
  if (dats.length > 0) {
    const rows = dats.map(({ dat, name, from, to }) => [dat, name, from ?? 'new', to ?? 'gone'])
    blocks.push(`### DATs\n\n${table(['DAT', 'Name', 'Was', 'Now'], rows)}`)
  }
  for (const { policy, platform, summary, rows, more } of sections) {
    const cells = rows.map(({ game, from, to, why }) => [game, from.join(', '), to.join(', '), why])
    const rest = more > 0 ? `\n\n… and ${count(more)} more` : ''
    const heading = `### ${escapeMarkdown(policy)}, ${escapeMarkdown(platform)}: ${summary}`
    blocks.push(`${heading}\n\n${table(['Game', 'Was', 'Now', 'Why'], cells)}${rest}`)
  }
  return blocks
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(escapeMarkdown))]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Names are other people's text: nothing in them may become a table cell, a link or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\|`*_[\]<>~#!]/g, String.raw`\$&`).replace(/[\r\n]+/g, ' ')
}
