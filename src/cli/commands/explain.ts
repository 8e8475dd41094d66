/** `curator explain`: why this file, why not that one. Reads what the last build stored. */
import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { checkBuilt } from '../../catalog/built.ts'
import { pathBelow } from '../../disk/real-path.ts'
import { CuratorError, problem, usageError } from '../../errors.ts'
import { explainContent, explainPath, type FileExplanation } from '../../report/explain/file.ts'
import { explainGame, type GameExplanation } from '../../report/explain/explain.ts'
import { explainListed } from '../../report/explain/listed.ts'
import { explainOutput, type OutputExplanation } from '../../report/explain/output.ts'
import { explainWhyNot } from '../../report/explain/why-not.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Db } from '../../catalog/catalog.ts'
import type { Call } from '../call.ts'
import { printFile, printGame, printOutput } from './explain/text.ts'
import { withSession } from '../session.ts'

/** One of the three is not empty. */
interface Explanation {
  readonly games: readonly GameExplanation[]
  readonly files: readonly FileExplanation[]
  readonly outputs: readonly OutputExplanation[]
}

export function run(call: Call): Promise<number> {
  const { positionals, out, flags, cwd } = call
  const words = positionals.join(' ')
  if (words === '') throw usageError('Name a game, a file or a SHA-1 to explain.')
  const other = flags.text('why-not')
  return withSession(
    call,
    async ({ project, db, steps }) => {
      checkBuilt(db)
      if (other !== undefined) {
        const { compareReleases } = await import('./explain/why-not-text.ts')
        return compareReleases(call, await explainWhyNot(db, project.config, steps, [words, other]))
      }
      const explanation = explain(db, project.config, words, cwd)
      if (flags.has('json')) out.document({ query: words, ...explanation })
      else {
        for (const output of explanation.outputs) printOutput(output, out)
        for (const file of explanation.files) printFile(file, project.dir, out)
        for (const game of explanation.games) printGame(game, out, words)
      }
      return 0
    },
    { looksOnly: true },
  )
}

function explain(db: Db, config: ResolvedConfig, words: string, cwd: string): Explanation {
  if (/^[0-9a-f]{40}$/i.test(words)) {
    const files = explainContent(db, config, words.toLowerCase())
    if (files.length > 0) return { ...NONE, files }
    const games = explainListed(db, config, words.toLowerCase())
    if (games.length > 0) return { ...NONE, games }
  }
  const path = resolve(cwd, words)
  const there: Inside = (folder) => pathBelow(folder, path) || undefined
  // plans, reports and this verb itself print paths as they are in their target or root
  const printed = words.split(sep).join('/')
  const place =
    outputsAt(db, config, there) ??
    filesAt(db, config, there) ??
    (printed.includes('/') ? outputsAt(db, config, () => printed) : undefined) ??
    filesAt(db, config, () => printed) ??
    filesAt(db, config, (_, root) => afterRoot(printed, root))
  if (place) return place
  const games = explainGame(db, config, words)
  if (games.length > 0) return { ...NONE, games }
  throw (existsSync(path) ? unwantedThere(config, there) : undefined) ?? notFound(words)
}

/** On a device are also files that are not curator's, and some that stay though nothing wants them. */
function unwantedThere({ targets }: ResolvedConfig, inside: Inside): CuratorError | undefined {
  for (const [name, target] of Object.entries(targets)) {
    const path = inside(target.path, name)
    if (path === undefined) continue
    const message = `The last build wanted no ${path} on ${name}: it is not curator's, or stays though nothing wants it.`
    return new CuratorError(
      problem('not-found', message, {
        hint: `\`curator plan ${name}\` tells what stays, and \`curator doctor ${name}\` what is not curator's.`,
      }),
    )
  }
  return undefined
}

function notFound(words: string): CuratorError {
  const asOf = 'It knows what the last build saw: run `curator build` if something is new.'
  if (/^[0-9a-f]{40}$/i.test(words))
    return new CuratorError(
      problem('not-found', `Neither a file nor a DAT that curator knows has the SHA-1 ${words}.`, {
        hint: asOf,
      }),
    )
  const hint = isLikeHash(words)
    ? 'Files are found by their whole SHA-1, which has 40 digits.'
    : `${asOf} \`curator search\` forgives slips.`
  return new CuratorError(problem('not-found', `Nothing curator knows is called "${words}".`, { hint }))
}

/** A part of one, or another one, such as a CRC-32. */
function isLikeHash(words: string): boolean {
  return /^(?=.*\d)[0-9a-f]{7,}$/i.test(words)
}

const NONE: Explanation = { games: [], files: [], outputs: [] }

/** The path in a folder that is meant, if any. `name`: that of its root or target. */
type Inside = (folder: string, name: string) => string | undefined

/** As `curator files` prints it. */
function afterRoot(printed: string, root: string): string | undefined {
  return printed.startsWith(`${root}/`) ? printed.slice(root.length + 1) : undefined
}

function outputsAt(db: Db, config: ResolvedConfig, inside: Inside): Explanation | undefined {
  const outputs = Object.entries(config.targets).flatMap(([name, target]) => {
    const path = inside(target.path, name)
    return (path === undefined ? undefined : explainOutput(db, config, name, path)) ?? []
  })
  return outputs.length > 0 ? { ...NONE, outputs } : undefined
}

function filesAt(db: Db, config: ResolvedConfig, inside: Inside): Explanation | undefined {
  const files = Object.entries(config.roots).flatMap(([name, root]) => {
    const path = inside(root.path, name)
    return (path === undefined ? undefined : explainPath(db, config, name, path)) ?? []
  })
  return files.length > 0 ? { ...NONE, files } : undefined
}
