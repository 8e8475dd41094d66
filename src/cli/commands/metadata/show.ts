/** `curator metadata show`: who says what of a game, and who wins. */
import { didYouMean } from '../../../config/checking/suggest.ts'
import { readDecisions } from '../../../decisions/curation-file.ts'
import { CuratorError, problem, usageError } from '../../../errors.ts'
import {
  explainMetadata,
  gamesCalled,
  gameTitles,
  type ExplainedClaim,
  type GameMetadataExplanation,
} from '../../../metadata/join/explain.ts'
import type { LinkDecisions } from '../../../metadata/join/link.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import { percent } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { checkPlatform } from '../../usage/known-names.ts'
import { plainLine, valueInWords } from './text.ts'
import type { Output } from '../../screen/output.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

export function show(call: Call, words: readonly string[]): Promise<number> {
  const wanted = words.join(' ').trim()
  const platform = call.flags.text('platform')
  checkPlatform(platform)
  if (wanted === '') throw usageError('Say which game: `curator metadata show "Chrono Trigger (USA)"`.')
  return withSession(
    call,
    async ({ project, db }) => {
      const games = gamesCalled(db, wanted, platform)
      if (games.length === 0) throw notFound(db, wanted)
      const { metadata } = await readDecisions(project.dir)
      const { sources } = project.config.metadata
      const shown = games.map((game) => {
        const { pin, link } = metadata ?? { pin: {}, link: {} }
        const told = explainMetadata(db, game, project.config.metadata, pin[game.platform] ?? {})
        return withDecisions(told, link[game.platform] ?? {}, (source) => Object.hasOwn(sources, source))
      })
      if (call.flags.has('json')) call.out.document({ query: wanted, games: shown })
      else
        for (const game of shown)
          for (const line of linesOf(game, shown.length > 1, call.out)) call.out.print(line)
      return 0
    },
    { looksOnly: true },
  )
}

/** A person said which entry it is, and nobody read it or asked for it since. */
function withDecisions(
  game: GameMetadataExplanation,
  links: LinkDecisions,
  isFile: (source: string) => boolean,
): GameMetadataExplanation {
  const suggestions = game.suggestions.map((one) => {
    const isDecided = game.releases.some((release) => links[release]?.[one.source] === one.ref)
    if (!isDecided) return one
    return { ...one, reason: `decided: run \`curator ${isFile(one.source) ? 'build' : 'metadata fetch'}\`` }
  })
  return { ...game, suggestions }
}

function notFound(db: Db, wanted: string): CuratorError {
  const hint =
    didYouMean(wanted, gameTitles(db)) ?? 'It knows the games of DATs: run `curator build` if one is new.'
  return new CuratorError(problem('not-found', `No DAT lists a game called "${wanted}".`, { hint }))
}

const VIA: Readonly<Record<ExplainedClaim['via'], string>> = {
  decision: 'decided',
  hash: 'by the hash',
  path: 'by where it lies',
  serial: 'by the serial',
  id: 'by its id there',
  name: 'by the name of the release',
  exact: 'by the title',
  key: 'by the title but for small words',
  sibling: 'by another release',
}

/** @param isOneOfMany games of one title: then a release tells which */
function linesOf(
  { title, platform, releases: [release = ''], fields, suggestions }: GameMetadataExplanation,
  isOneOfMany: boolean,
  out: Output,
): string[] {
  const rows = fields.flatMap(({ field, claims }) =>
    claims.map((claim, i) => [
      i === 0 ? field : '',
      plainLine(valueInWords(claim.value)),
      `${i === 0 ? '' : 'not used: '}${whoSays(claim)}`,
    ]),
  )
  const maybe = suggestions.map(({ source, ref, title: called, score, reason }) =>
    [called, `${source} ${ref}`, percent(score), reason].map(plainLine),
  )
  return [
    out.paint('bold', isOneOfMany ? `${title} (${platform}): ${release}` : `${title} (${platform})`),
    rows.length > 0 ? table(rows).replace(/^/gm, '  ') : '  No source says anything of it.',
    ...(maybe.length > 0 ? ['  It may be:', table(maybe).replace(/^/gm, '    ')] : []),
  ]
}

/** `libretro, by the hash, import 12`. */
function whoSays({ source, ref, via, import: id }: ExplainedClaim): string {
  const entry = ref === undefined ? source : `${source} ${ref}`
  return [plainLine(entry), ...(id === undefined ? [] : [VIA[via], `import ${id}`])].join(', ')
}
