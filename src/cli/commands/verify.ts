/** `curator verify`: reads files again and says which are not what they were. Exit 1 when any is not, 2 or 3 for a root that cannot be read. */
import { dirname } from 'node:path'
import { isUnopened } from '../../catalog/locked.sql.ts'
import { usageError } from '../../errors.ts'
import { hashesWanted } from '../../dats/importing/store.ts'
import { countMatches } from '../../inventory/ingestion-log.ts'
import { hasUnmatched } from '../../identify/match.ts'
import { problemsOf } from '../../inventory/roots.ts'
import { parseSample } from '../../inventory/sample.ts'
import { unlistedIn } from '../../identify/unlisted.ts'
import { verifyRoots, type VerifyResult } from '../../inventory/verify.ts'
import { amount, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { worstCode } from '../exit.ts'
import { checkName } from '../usage/known-names.ts'
import type { Output } from '../screen/output.ts'
import { printProblems } from '../problems.ts'
import { withSession, type Session } from '../session.ts'

export function run(call: Call): Promise<number> {
  const { flags, out } = call
  const sample = sampleOf(flags.text('sample'))
  return withSession(call, async (session) => {
    const { db, world, progress } = session
    const roots = rootsOf(call, session)
    world.listener.step('Verifying')
    const result = await verifyRoots(db, roots, {
      sample,
      ...hashesWanted(db),
      now: world.now,
      signal: world.signal,
      onProgress: (done) => world.listener.tick(done),
    })
    progress.stop()
    if (flags.has('json')) out.document(result)
    else {
      print(result, out)
      const known = new Map(
        roots.flatMap(({ name }) => problemsOf(db, name).map(({ path, code }) => [path, code])),
      )
      for (const { problem: found } of result.findings) known.delete(found.path)
      const codes = [...known.values()]
      const locked = codes.filter((code) => code === 'archive-encrypted').length
      const failed = codes.filter(isUnopened).length
      const wrong = codes.length - locked - failed
      const unopened = roots.reduce((sum, { name }) => sum + unlistedIn(db, name).packed, failed)
      if (wrong > 0) out.print(knownBefore(wrong))
      if (locked > 0) out.print(wantPassword(locked))
      if (unopened > 0) out.print(notOpened(unopened))
    }
    await identifyRead(session)
    return worstCode(result.problems) || (result.findings.length > 0 ? 1 : 0)
  })
}

/** What was read for the first time, rotted or was put right has not been compared with the DATs yet. */
async function identifyRead({ db, world, project }: Session): Promise<void> {
  if (!hasUnmatched(db)) return
  const [{ identifyAll }, { readDecisions }] = await Promise.all([
    import('../../steps/choosing/decisions.ts'),
    import('../../decisions/curation-file.ts'),
  ])
  await identifyAll(world, await readDecisions(dirname(project.config.file)))
  countMatches(db)
}

/** What a scan could not read is nothing that another reading could be compared with. */
function knownBefore(files: number): string {
  const [what, them] = files === 1 ? ['1 file was', 'it'] : [`${plural(files, 'file')} were`, 'them']
  return `${what} damaged or unreadable before: \`curator files --failed\` lists ${them}`
}

/** Nothing is wrong with these: their bytes are what they were, and what is in them nobody can read. */
function wantPassword(archives: number): string {
  const [what, them] =
    archives === 1 ? ['1 archive wants', 'it'] : [`${plural(archives, 'archive')} want`, 'them']
  return `${what} a password that curator does not have: \`curator files --failed\` lists ${them}`
}

/** Of these, too, only the bytes are compared. */
function notOpened(files: number): string {
  const [what, them] = files === 1 ? ['1 file holds', 'it'] : [`${plural(files, 'file')} hold`, 'them']
  return `${what} what curator does not open: \`curator files --unopened\` lists ${them}`
}

function rootsOf({ flags }: Call, { project }: Session) {
  const named = flags.text('root')
  const roots = Object.entries(project.config.roots).map(([name, root]) => ({ name, ...root }))
  if (named === undefined) return roots
  checkName('root', named, Object.keys(project.config.roots))
  return roots.filter(({ name }) => name === named)
}

function sampleOf(text: string | undefined): number {
  const share = text === undefined ? 1 : parseSample(text)
  if (share !== undefined) return share
  throw usageError(`\`--sample\` takes a share such as \`5%\`, not \`${text}\`.`)
}

function print({ checked, bytes, verdicts, findings, problems }: VerifyResult, out: Output): void {
  printProblems([...problems, ...findings.map((finding) => finding.problem)], out)
  const first = verdicts.first + verdicts.damaged + verdicts.locked + verdicts.unopened
  const lost = verdicts.gone + verdicts.unreadable
  const again = checked - first - lost
  const read = [
    again > 0 || first + lost === 0 ? `${plural(again, 'file')} read again` : '',
    first > 0 ? `${plural(first, 'file')} read for the first time` : '',
    lost > 0 ? `${plural(lost, 'file')} could not be read` : '',
    amount(bytes),
  ]
    .filter((part) => part !== '')
    .join(', ')
  out.print(
    findings.length === 0
      ? `verified: ${read}, ${first === 0 ? 'all as they were' : 'nothing wrong'}`
      : `${read}: ${plural(findings.length, 'file is not as it was', 'files are not as they were')}`,
  )
}
