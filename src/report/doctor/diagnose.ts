/** Looks at everything a build rests on, one thing at a time, and goes on when one is broken. */
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { checkPaths } from '../../config/checking/check-paths.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { leadsNowhere } from '../../disk/dead-link.ts'
import { freeBytes } from '../../disk/free-space.ts'
import { CuratorError, reason, type Problem } from '../../errors.ts'
import { isWritable } from '../../inventory/scan/surroundings.ts'
import { openProject, type ProjectOptions } from '../../steps/project.ts'
import { amount } from '../../wording.ts'
import { besideFindings } from './beside.ts'
import { datFindings } from './dats.ts'
import { awayFinding, awayFrom } from './target.ts'
import { listFindings } from './lists.ts'
import { metadataFindings } from './metadata.ts'
import { fault, faultOf, fine, note, type Finding } from './finding.ts'
import { awayRoots, rootFindings } from './roots.ts'
import type { KnownFacts } from '../known-facts.ts'

const OLDEST_NODE = [20, 19] as const
/** Below this a card fills up with the next few downloads. */
const LITTLE_SPACE = 100_000_000

/** @param reach asks providers of metadata whether they answer; absent: nobody is asked */
export async function diagnose(
  cwd: string,
  { reach, ...options }: ProjectOptions & { readonly reach?: AbortSignal },
): Promise<Finding[]> {
  const findings = [nodeVersion(process.versions.node)]
  try {
    const project = await openProject(cwd, options)
    const { config, configFile, stateDir } = project
    findings.push(fine('config', configFile))
    findings.push(...checkPaths(config).map((found) => faultOf('config', found)))
    findings.push(...(await besideFindings(project)))
    const { finding, facts, ofRoots } = await catalogFinding(stateDir, config)
    findings.push(finding, ...stateFindings(stateDir, facts))
    for (const [name, root] of Object.entries(config.roots))
      findings.push(...rootFindings(name, root, { known: facts?.roots.get(name), away: ofRoots?.get(name) }))
    for (const [name, dat] of Object.entries(config.dats))
      findings.push(...(await datFindings(name, dat, facts?.dats ?? [])))
    findings.push(...(await listFindings(config, facts?.metadata ?? [])))
    for (const [name, target] of Object.entries(config.targets)) {
      const away = await awayFrom(name, target)
      const subject = `target ${name}`
      findings.push(away ? awayFinding(subject, away) : targetFinding(subject, target.path))
    }
    findings.push(
      ...(await metadataFindings({ env: options.env ?? {}, config, ...(reach ? { reach } : {}) })),
    )
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    findings.push(...error.problems.map((found) => faultOf('config', found)))
  }
  return findings
}

function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
  return old
    ? fault('node', `${version} is too old.`, `Use Node ${OLDEST_NODE.join('.')} or newer.`)
    : fine('node', version)
}

interface CatalogFinding {
  readonly finding: Finding
  readonly facts?: KnownFacts
  readonly ofRoots?: Awaited<ReturnType<typeof awayRoots>>
}

/** Opening is the only proof that the native driver loads, the folder is writable and nobody else is at work. */
async function catalogFinding(stateDir: string, config: ResolvedConfig): Promise<CatalogFinding> {
  const [{ openCatalog }, { knownFacts }] = await Promise.all([
    import('../../catalog/catalog.ts'),
    import('../known-facts.ts'),
  ])
  try {
    const catalog = openCatalog(stateDir)
    const check = catalog.db.prepare('pragma quick_check').pluck().get()
    const facts = check === 'ok' ? knownFacts(catalog.db) : undefined
    const ofRoots = facts && (await awayRoots(catalog.db, config.roots, facts))
    catalog.close()
    const [noted] = catalog.notes
    return {
      finding: catalogVerdict(stateDir, noted, check),
      ...(facts && { facts }),
      ...(ofRoots && { ofRoots }),
    }
  } catch (error) {
    const [first] = error instanceof CuratorError ? error.problems : []
    if (first) return { finding: faultOf('catalog', first) }
    const message = `the database driver does not work: ${reason(error)}`
    return { finding: fault('catalog', message, 'Run `npm rebuild better-sqlite3`.') }
  }
}

function catalogVerdict(stateDir: string, noted: Problem | undefined, check: unknown): Finding {
  if (noted) return note('catalog', noted.message, noted.hint)
  return check === 'ok' ? fine('catalog', stateDir) : fault('catalog', `${stateDir}: ${String(check)}`)
}

/** Room for the temporary files of large members, and for the catalog itself. */
function stateFindings(stateDir: string, facts: KnownFacts | undefined): readonly Finding[] {
  const free = quietlyFree(stateDir)
  if (free === undefined) return []
  const subject = 'temporary files'
  const { largestMember = 0 } = facts ?? {}
  const room = `${stateDir}, ${amount(free)} free`
  if (free >= Math.max(largestMember, LITTLE_SPACE)) return [fine(subject, room)]
  const why = `the largest member of an archive that is known has ${amount(largestMember)}`
  const message = free < largestMember ? `${room}: ${why}.` : `${room}.`
  const hint =
    'Large members of archives are unpacked there: free some space, or move the folder with `state`.'
  return [note(subject, message, hint)]
}

function quietlyFree(folder: string): number | undefined {
  try {
    return freeBytes(folder)
  } catch {
    return undefined
  }
}

function targetFinding(subject: string, path: string): Finding {
  if (!existsSync(path)) {
    const dead = leadsNowhere(path)
    if (dead) return faultOf(subject, dead)
    const parent = nearestFolder(path)
    if (!statSync(parent).isDirectory())
      return fault(subject, `${path} cannot be made: ${parent} is not a folder.`)
    return isWritable(parent)
      ? fine(subject, `${path} will be made by the first build.`)
      : fault(subject, `${path} cannot be made: ${parent} is not writable.`)
  }
  if (!statSync(path).isDirectory()) return fault(subject, `${path} is not a folder.`)
  if (!isWritable(path)) return fault(subject, `${path} is not writable.`)
  const free = freeBytes(path)
  if (free === undefined) return fine(subject, `${path}, free space unknown`)
  return free < LITTLE_SPACE
    ? note(subject, `${path} has only ${amount(free)} free.`)
    : fine(subject, `${path}, ${amount(free)} free`)
}

function nearestFolder(path: string): string {
  const parent = dirname(path)
  return existsSync(parent) || parent === path ? parent : nearestFolder(parent)
}
