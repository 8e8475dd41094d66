/** Reads the text of `curation.jsonc`. Every problem is told with its line. */
import { printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { companyClashes } from '../companies/clashes.ts'
import type { CompanyAliases } from '../companies/resolve.ts'
import { didYouMean } from '../config/checking/suggest.ts'
import { CuratorError } from '../errors.ts'
import { tellContradictions } from './agreement.ts'
import { NO_DECISIONS, type Decisions, type MatchDecision } from './decisions.ts'
import { readGames } from './parse-games.ts'
import { readMetadata } from './parse-metadata.ts'
import {
  knownPlatform,
  list,
  members,
  part,
  readerOf,
  table,
  textList,
  texts,
  type TextReader,
} from './reader.ts'
import { isSilent, treeOfText } from './splice.ts'

/**
 * A text of comments alone decides nothing. Throws a `CuratorError` with all that is wrong (`decisions-invalid`), and where
 * nothing is with all that cannot be true (`decisions-contradict`).
 * @param file absolute, for messages
 */
export function parseDecisions(text: string, file: string): Decisions {
  if (isSilent(text)) return NO_DECISIONS
  const errors: ParseError[] = []
  const reader = readerOf(text, file)
  const root = treeOf(text, errors, reader)
  for (const { error, offset } of errors)
    reader.tell(offset, `is no JSON with comments: ${inWords(printParseErrorCode(error))}`)
  if (root && errors.length === 0) {
    const decisions = readRoot(root, reader)
    if (reader.problems.length === 0) tellContradictions(root, reader)
    if (reader.problems.length === 0) return decisions
  }
  throw new CuratorError(reader.problems)
}

function treeOf(text: string, errors: ParseError[], reader: TextReader): Node | undefined {
  try {
    return treeOfText(text, errors)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    reader.tell(0, 'is nested too deeply')
    return undefined
  }
}

const KEYS = [
  'match',
  'platform',
  'dat',
  'same',
  'different',
  'ports',
  'notPorts',
  'title',
  'pin',
  'companies',
  'differentCompanies',
  'metadata',
]

function readRoot(root: Node, reader: TextReader): Decisions {
  for (const [key, node] of members(root, 'the file', reader)) {
    if (key !== '$schema' && !KEYS.includes(key))
      reader.tell(
        node.parent?.offset ?? node.offset,
        `has no key "${key}"; its keys are ${KEYS.join(', ')}`,
        didYouMean(key, KEYS),
      )
  }
  const metadata = readMetadata(root, reader)
  const companies = readCompanies(root, reader)
  return {
    match: table(root, 'match', reader, readMatch),
    platform: table(root, 'platform', reader, readPlatform),
    dat: table(root, 'dat', reader, readDat),
    ...readGames(root, reader),
    companies,
    differentCompanies: list(root, 'differentCompanies', reader, (item) =>
      textList(item, 2, 'two or more names in each item of "differentCompanies"', reader),
    ),
    ...(metadata && { metadata }),
  }
}

function readCompanies(root: Node, reader: TextReader): CompanyAliases {
  const companies = table(root, 'companies', reader, (_, value) =>
    textList(value, 1, 'a list of names for each company', reader),
  )
  for (const { company, why } of companyClashes(companies))
    reader.tell(
      part(part(root, 'companies'), company)?.offset ?? 0,
      `cannot be followed in companies: ${why}`,
      'Take one of the two out.',
    )
  return companies
}

function readMatch(key: string, value: Node, at: Node, reader: TextReader): MatchDecision | null | undefined {
  if (!/^[0-9a-f]{40}$/.test(key)) {
    reader.tell(
      at.offset,
      `names "${key}" in match, which is no SHA-1: 40 digits and letters a to f, in lower case`,
    )
    return undefined
  }
  if (value.type === 'null') return null
  const { platform, release } = texts(value, ['platform', 'release'], 'a match', reader)
  if (platform === undefined || release === undefined) return undefined
  return knownPlatform(platform, value, reader) ? { platform, release } : undefined
}

/** Extensions are at most 16 letters long, so none is a SHA-1. */
function readPlatform(key: string, value: Node, at: Node, reader: TextReader): string | null | undefined {
  if (!/^(?:[a-z0-9_~+-]{1,16}|[0-9a-f]{40})$/.test(key)) {
    reader.tell(
      at.offset,
      `names "${key}" in platform, which is no extension in lower case and without dot, and no SHA-1`,
    )
    return undefined
  }
  if (value.type === 'null') return null
  return slugOf(value, `must give a platform for "${key}", such as "nes", or null for none`, reader)
}

function readDat(key: string, value: Node, _: Node, reader: TextReader): string | undefined {
  return slugOf(value, `must give a platform for the DAT "${key}", such as "nes"`, reader)
}

function slugOf(value: Node, otherwise: string, reader: TextReader): string | undefined {
  if (value.type !== 'string') {
    reader.tell(value.offset, otherwise)
    return undefined
  }
  const slug = String(value.value)
  return knownPlatform(slug, value, reader) ? slug : undefined
}

/** `CloseBraceExpected` → `close brace expected`. */
function inWords(code: string): string {
  return code.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase()
}
