/**
 * The review: what waits for a decision, the evidence, the decision, and its undoing. It knows of no terminal and of no
 * page, and serves both. Decisions go to `curation.jsonc`; what they change, the next build does.
 */
import { recall, remember } from '../catalog/meta.ts'
import type { Db } from '../catalog/sqlite.ts'
import { openCuration } from '../decisions/curation-file.ts'
import { CURATION_FILE, type Decisions } from '../decisions/decisions.ts'
import type { DecisionEdit } from '../decisions/edit.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { listed, plural } from '../wording.ts'
import { caseOf, type Evidence } from './evidence.ts'
import type { ReviewFilter, ReviewItem } from './item.ts'
import { openOnes, passes, readQueue } from './queue.ts'
import { refreshQueue } from './refresh.ts'
import { settledBy, touchedBy } from './settled.ts'
import { contradictionsIn } from './contradictions.ts'
import { editsOf, gathered, undoing, type Settled } from './edits.ts'
import { MOST_TOLD, type Verdict } from './verdict.ts'

/** How a review gets at the catalog. It asks for it whenever it reads, and holds it no longer than that. */
export type ReadCatalog = <T>(body: (db: Db) => T | Promise<T>) => Promise<T>

export interface Review {
  /** What waits, most useful first, as the catalog was when it was last read. */
  items(filter?: ReviewFilter): readonly ReviewItem[]
  /** Also one that is decided. */
  item(id: string): ReviewItem | undefined
  /** Undefined: a build that ran meanwhile has settled it. */
  evidence(item: ReviewItem): Promise<Evidence | undefined>
  /** Writes the decision. Throws `review-impossible`, or what `saveDecisions` throws; then nothing was written. */
  decide(item: ReviewItem, verdict: Verdict): Promise<Done>
  /**
   * The same for many at once, which are undone at once. None is written when one is impossible, or when they contradict
   * each other; then all that is wrong is thrown, as `review-csv` where they stand in a file.
   * @param file for messages
   */
  decideAll(verdicts: readonly Decided[], file?: string): Promise<Done | undefined>
  /**
   * Takes back what was decided last. Undefined when nothing was. What somebody has decided otherwise since, in the file
   * itself, stays, which is said.
   */
  undo(): Promise<Done | undefined>
  /** Reads what builds and people have changed meanwhile. */
  refresh(): Promise<void>
  /** From now on only what comes up later is new. */
  finish(now: number): Promise<void>
}

export interface Decided {
  readonly item: ReviewItem
  readonly verdict: Verdict
  /** Of the file that it stands in, counted from 1. */
  readonly line?: number
}

export interface Done {
  /** One sentence for people. */
  readonly said: string
  readonly item: ReviewItem
  /** How many items wait now. */
  readonly open: number
}

interface Undo {
  readonly items: readonly ReviewItem[]
  readonly written: readonly DecisionEdit[]
  /** What was there before. */
  readonly back: readonly DecisionEdit[]
}

const REVIEWED = 'reviewed'

/**
 * Decisions are written while the catalog is held: of two curators that write the same file one would lose.
 * @param dir of the config, where `curation.jsonc` lies
 * @param now gives milliseconds since the epoch
 */
export async function openReview(read: ReadCatalog, dir: string, now: () => number): Promise<Review> {
  const curation = await openCuration(dir)
  let stamp: string | undefined
  let all: readonly ReviewItem[] = []
  let byId: ReadonlyMap<string, ReviewItem> = new Map()
  let open: readonly ReviewItem[] = []
  const undos: Undo[] = []
  /** Ids of what was decided here: what a platform makes of a file is only known when it is built. */
  const handled = new Set<string>()
  const waiting = (among: readonly ReviewItem[]): readonly ReviewItem[] =>
    openOnes(among, curation.decisions).filter(({ id }) => !handled.has(id))

  /** Of thousands of items only those are looked at that the edits may have settled. */
  const stillOpen = (edits: readonly DecisionEdit[]): readonly ReviewItem[] => {
    const isTouched = touchedBy(edits, curation.decisions)
    const isSettled = settledBy(curation.decisions)
    return open.filter((item) => !handled.has(item.id) && !(isTouched(item) && isSettled(item)))
  }

  /** Nearly always nothing has changed, which a few rows tell. */
  const current = (db: Db): void => {
    const found = refreshQueue(db, now())
    if (found === stamp) return
    all = readQueue(db, Number(recall(db, REVIEWED) ?? 0))
    byId = new Map(all.map((item) => [item.id, item]))
    if (stamp !== undefined) handled.clear() // a build has been here since, and knows better
    stamp = found
    open = waiting(all)
  }
  const withQueue: ReadCatalog = (body) =>
    read((db) => {
      current(db)
      return body(db)
    })

  const write = async (edits: readonly DecisionEdit[]): Promise<Decisions> => {
    const before = curation.decisions
    await curation.save(edits)
    return before
  }

  const decideAll: Review['decideAll'] = (verdicts, file) =>
    withQueue(async (db) => {
      if (curation.reload()) open = waiting(all) // what somebody wrote there meanwhile counts, and stays
      const ids = new Set(open.map(({ id }) => id))
      const late = verdicts.find(({ item }) => !ids.has(item.id))
      if (late) throw new CuratorError(problem('review-impossible', decidedAlready(late)))
      const found = settledAll(db, verdicts, curation.decisions, file)
      const last = found.at(-1)
      if (!last) return undefined
      const edits = gathered(
        found.flatMap((one) => one.edits),
        curation.decisions,
      )
      const before = await write(edits)
      const items = found.map(({ item }) => item)
      for (const { id } of items) handled.add(id)
      open = stillOpen(edits)
      undos.push({ items, written: edits, back: undoing(edits, before) })
      const said = found.length === 1 ? last.said : `${plural(found.length, 'decision')} were written.`
      return { said, item: last.item, open: open.length }
    })

  await withQueue(() => undefined)
  return {
    items: (filter) => (filter ? open.filter(passes(filter)) : open),
    item: (id) => byId.get(id),
    evidence: ({ id }) =>
      withQueue((db) => {
        const item = byId.get(id)
        return item && caseOf(db, item).evidence
      }),
    async decide(item, verdict) {
      const done = await decideAll([{ item, verdict }])
      if (!done) throw new Error('one verdict was given')
      return done
    },
    decideAll,
    undo: () =>
      withQueue(async () => {
        const last = undos.at(-1)
        if (!last) return undefined
        curation.reload()
        const isOurs = curation.says(last.written)
        if (isOurs) await write(last.back)
        undos.pop()
        for (const { id } of last.items) handled.delete(id)
        open = waiting(all)
        const [item] = last.items
        if (!item) return undefined
        const what = last.items.length === 1 ? item.subject : plural(last.items.length, 'decision')
        const said = isOurs
          ? `Taken back: ${what}.`
          : `${CURATION_FILE} says otherwise since, and stays: ${what}.`
        return { said, item, open: open.length }
      }),
    refresh: () =>
      withQueue(() => {
        if (curation.reload()) open = waiting(all)
      }),
    finish: (at) => read((db) => remember(db, REVIEWED, String(at))),
  }
}

/** Two may look at the same item, in two windows: the second one must not decide it otherwise without knowing. */
function decidedAlready({ item: { subject } }: Decided): string {
  return `${subject} was decided meanwhile, and that stays.`
}

/** What each verdict comes to, one an item. Throws all that is wrong with them. */
function settledAll(
  db: Db,
  verdicts: readonly Decided[],
  decisions: Decisions,
  file: string | undefined,
): readonly (Settled & { readonly item: ReviewItem })[] {
  const told = (what: string, places: readonly number[], hint?: string): Problem => {
    if (file === undefined) return problem('review-impossible', `${what}.`)
    const lines = places.flatMap((place) => verdicts[place]?.line ?? [])
    const where = `${lines.length === 1 ? 'line' : 'lines'} ${listed(lines)}`
    const more = { path: file, ...(hint === undefined ? {} : { hint }) }
    return problem('review-csv', `${file}, ${where}: ${what}.`, more)
  }
  const problems: Problem[] = []
  const found = verdicts.flatMap(({ item, verdict }, place) => {
    try {
      const choices = verdict.do === 'accept' ? caseOf(db, item).choices : []
      return [{ item, ...editsOf(item, verdict, choices) }]
    } catch (error) {
      if (!(error instanceof CuratorError) || file === undefined) throw error
      problems.push(
        ...error.problems.map(({ message, hint }) => told(message.replace(/\.$/, ''), [place], hint)),
      )
      return []
    }
  })
  if (problems.length === 0)
    for (const { what, places } of contradictionsIn(found, decisions)) problems.push(told(what, places))
  if (problems.length > 0) throw new CuratorError(problems.slice(0, MOST_TOLD))
  return [...new Map(found.map((one) => [one.item.id, one])).values()] // the same may be said twice
}
