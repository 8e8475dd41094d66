/** How explanations are told to a person. */
import type { ContentExplanation, FileExplanation } from '../report/explain-file.ts'
import type { OutputExplanation } from '../report/explain-output.ts'
import type { GameExplanation, ReleaseExplanation } from '../report/explain.ts'
import { amount } from '../wording.ts'
import type { Output, Style } from './output.ts'

const VERDICTS: Readonly<Record<ReleaseExplanation['verdict'], Style>> = {
  kept: 'green',
  wanted: 'yellow',
  missing: 'yellow',
  lost: 'dim',
  'left out': 'dim',
  'not owned': 'dim',
}

const JOINED = { alone: '', dat: 'the same game by the DAT', name: 'the same game by its name' }

export function printGame(game: GameExplanation, out: Output): void {
  out.print(`${out.paint('bold', game.game)}  ${out.paint('dim', `${game.platform}, policy ${game.policy}`)}`)
  const width = Math.max(...game.releases.map(({ release }) => release.length))
  for (const r of game.releases) {
    const because = [
      r.because,
      r.joinedBy && JOINED[r.joinedBy],
      r.owned || r.verdict === 'not owned' ? '' : 'not owned',
    ]
      .filter(Boolean)
      .join('; ')
    out.print(
      `  ${out.paint(VERDICTS[r.verdict], r.verdict.padEnd(9))}  ${r.release.padEnd(width)}  ${out.paint('dim', because)}`.trimEnd(),
    )
  }
  for (const place of game.outputs) out.print(`  → ${place.target}: ${place.path}`)
}

export function printOutput(output: OutputExplanation, out: Output): void {
  out.print(
    `${out.paint('bold', output.path)}  ${out.paint('dim', `on ${output.target}, ${amount(output.size)}, sha1 ${output.sha1}`)}`,
  )
  out.print(`  is    ${output.label}`)
  if (output.sources.length === 0) out.print('  made by curator, from the playlists and games of the config')
  for (const source of output.sources) out.print(`  from  ${source}`)
  if (output.view) out.print(`  as    ${VIEWS[output.view] ?? output.view}`)
  if (output.game) printGame(output.game, out)
}

export function printFile(file: FileExplanation, out: Output): void {
  out.print(
    `${out.paint('bold', file.path)}  ${out.paint('dim', `root ${file.root}, ${file.status}, ${amount(file.size)}`)}`,
  )
  if (file.problem) out.print(`  ${out.paint('yellow', file.problem)}`)
  if (file.contents.length === 0) out.print('  not read: it is no ROM and no archive')
  for (const content of file.contents) printContent(content, out)
}

function printContent(content: ContentExplanation, out: Output): void {
  const name = content.member === undefined ? 'content' : content.member
  out.print(
    `  ${name}  ${out.paint('dim', `sha1 ${content.sha1 || 'unknown'}, crc32 ${content.crc32}, ${amount(content.size)}`)}`,
  )
  for (const view of content.views)
    out.print(`    ${VIEWS[view.kind] ?? view.kind}  ${out.paint('dim', `sha1 ${view.sha1}`)}`)
  if (content.problem) out.print(`    ${out.paint('yellow', content.problem)}`)
  if (content.matches.length === 0 && !content.problem)
    out.print(`    ${out.paint('dim', 'no DAT lists it')}`)
  for (const match of content.matches) {
    const shape = match.view ? `, ${VIEWS[match.view] ?? match.view}` : ''
    out.print(
      `    is ${match.release}  ${out.paint('dim', `${match.platform}, by ${match.by}${shape}, in ${match.dat}`)}`,
    )
  }
  for (const place of content.outputs) out.print(`    → ${place.target}: ${place.path}`)
}

/** Shapes of a file, in words. */
const VIEWS: Readonly<Record<string, string>> = {
  'no-ines': 'without its iNES header',
  'no-fds': 'without its FDS header',
  'no-smc': 'without its copier header',
  'no-a78': 'without its A78 header',
  'no-lnx': 'without its LNX header',
  'no-pce': 'without its copier header',
  z64: 'in the byte order of the cartridge (z64)',
  linear: 'with its SMD interleave undone',
}
