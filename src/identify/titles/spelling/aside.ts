/**
 * Linking by names beside other work. In a first build, a thread reads all names, which takes as long as to compare all
 * hashes, while what was found by hashes is planned and written: names have no say in that. What they say goes into the
 * catalog when the thread is done, in one transaction; before that, the catalog says that no name was ever read, so a
 * build that ends early leaves nothing half done.
 */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Db } from '../../../catalog/sqlite.ts'
import { workerUrl } from '../../../workers.ts'
import { noteIdentified } from '../../match.ts'
import { mayOwn, platformFinder, type Verdict } from '../judging.ts'
import { dueContents, linkTitles } from '../link-titles.ts'
import { listedNames } from '../listed-names.ts'
import type { UnknownContent } from '../named-contents.ts'
import { basisNow, basisSeen, type TitleRules } from '../rules.ts'
import type { StatedSerials } from '../title-index.ts'

/** What the thread is given: it has no catalog. */
export interface TitleQuestion {
  readonly rules: TitleRules
  readonly contents: readonly (readonly [id: number, content: UnknownContent])[]
  /** Of the platforms that some DAT lists. */
  readonly slugs: readonly string[]
  /** Of the platforms that contents may be of. */
  readonly releases: Readonly<Record<string, readonly string[]>>
  readonly serials: Readonly<Record<string, readonly StatedSerials[]>>
}

export type TitleVerdicts = readonly (readonly [id: number, verdict: Verdict])[]

/** Fewer take less time than a thread to start. */
const FEWEST = 50
/** More contents, or games in DATs, would be in memory all at once, and twice. */
const MOST = 20_000
const MOST_LISTED = 50_000

/**
 * Begins it, and returns what is to be awaited before the catalog is closed. Undefined where that gains nothing, or a name
 * may have a say in what is owned: then names are to be linked at once. To be called in the transaction of `identify`.
 */
export function linkAside(db: Db, rules: TitleRules, now: number): (() => Promise<void>) | undefined {
  const code = workerUrl('title-worker')
  const question = existsSync(code) ? questionOf(db, rules) : undefined
  if (!question) return undefined
  const worker = new Worker(code, { workerData: question })
  worker.unref() // a build that fails does not wait for it
  const answer = answerOf(worker)
  return async () => {
    worker.ref()
    const verdicts = await answer
    db.transaction(() => {
      linkTitles(db, rules, now, () => undefined, verdicts)
      noteIdentified(db)
    })()
  }
}

function questionOf(db: Db, rules: TitleRules): TitleQuestion | undefined {
  if (rules.owned === 'always' || Object.keys(rules.matches).length > 0) return undefined
  if (listedIn(db) > MOST_LISTED) return undefined
  const basis = basisNow(db, rules)
  const contents: (readonly [id: number, content: UnknownContent])[] = []
  for (const named of dueContents(db, rules, basis, basisSeen(db))) {
    if (contents.length === MOST || mayOwn(named[1], rules)) return undefined
    contents.push(named)
  }
  if (contents.length < FEWEST) return undefined
  const slugs = Object.keys(basis.dats)
  const platformsOf = platformFinder(rules, new Set(slugs))
  const wanted = new Set<string>()
  const stating = new Set<string>()
  for (const [, content] of contents) {
    for (const { platform } of platformsOf(content)) {
      wanted.add(platform)
      if (content.header?.serial !== undefined) stating.add(platform)
    }
  }
  const names = listedNames(db)
  return {
    rules,
    contents,
    slugs,
    releases: Object.fromEntries([...wanted].map((slug) => [slug, [...names.releases(slug)]])),
    serials: Object.fromEntries([...stating].map((slug) => [slug, names.serials(slug)])),
  }
}

function listedIn(db: Db): number {
  return db.prepare<[], number>('select count(*) from dat_game').pluck().get() ?? 0
}

/** Undefined when the thread ended early, for lack of memory mostly: then all is to be done without it. */
function answerOf(worker: Worker): Promise<TitleVerdicts | undefined> {
  return new Promise((resolve) => {
    worker.on('message', resolve)
    worker.on('error', () => resolve(undefined))
    worker.on('exit', () => resolve(undefined))
  })
}
