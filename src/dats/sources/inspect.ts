/** Looks at a file before it is taken: what a site sends need not be what it is called. */
import { readFileSync, statSync } from 'node:fs'
import { CuratorError } from '../../errors.ts'
import { parseDat } from '../parse.ts'
import { openDats } from '../read.ts'

/**
 * `refused` says what is wrong with it, as the end of the sentence "… was not taken: "; `isEmpty` that it is whole and
 * lists nothing.
 */
type Inspected = Content | { readonly refused: string; readonly isEmpty?: true }

interface Content {
  readonly games: number
  /** In the DAT's header; '' where there is none. */
  readonly name: string
}

const LARGEST_JSON = 64 * 1024 * 1024

export async function inspect(file: string, form: 'dat' | 'json'): Promise<Inspected> {
  const found = form === 'json' ? inspectJson(file) : await inspectDat(file)
  return 'refused' in found ? { ...found, refused: withoutPath(found.refused, file) } : found
}

/** Where a file lies for now is nobody's business: `it is empty`, `line 7: …`. */
function withoutPath(message: string, file: string): string {
  const what = message.replaceAll(`${file}: `, '').replaceAll(file, 'it').replace(/\.$/, '')
  return /^(?:line \d|it )/.test(what) ? what : `it ${what}`
}

/** Parsed to the end: a DAT that is cut short begins well. */
async function inspectDat(file: string): Promise<Inspected> {
  let games = 0
  let name = ''
  try {
    for await (const opened of openDats(file)) {
      if ('problem' in opened) return { refused: opened.problem.message }
      parseDat(opened, {
        header(header) {
          name ||= header.name
        },
        game: () => void games++,
      })
    }
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    return { refused: error.message }
  }
  if (games === 0) return { refused: 'lists no games', isEmpty: true }
  return { games, name }
}

function inspectJson(file: string): Inspected {
  if (statSync(file).size > LARGEST_JSON) return { refused: 'is too large for a list' }
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null) return { games: 0, name: '' }
  } catch {
    // told below
  }
  return { refused: 'is not JSON' }
}
