/**
 * The review: what waits for a decision, the evidence, the decision, and its undoing. It knows of no terminal and of no
 * page, and serves both. Decisions go to `curation.jsonc`; what they change, the next build does.
 */
import { recall, remember } from '../catalog/meta.ts'
import type { Db } from '../catalog/sqlite.ts'
import { openCuration } from '../decisions/curation-file.ts'
import type { Decisions } from '../decisions/decisions.ts'
import type { DecisionEdit } from '../decisions/edit.ts'
import { CuratorError, problem } from '../errors.ts'
import { caseOf, type Evidence } from './evidence.ts'
import type { ReviewFilter, ReviewItem } from './item.ts'
import { openOnes, passes, readQueue } from './queue.ts'
import { refreshQueue } from './refresh.ts'
import { contradictionIn } from './settled.ts'
import { editsOf, gathered, undoing } from './edits.ts'
import type { Verdict } from './verdict.ts'

export interface Review {
  /** What waits, most useful first. */
  items(filter?: ReviewFilter): readonly ReviewItem[]
  /** Also one that is decided. */
  item(id: string): ReviewItem | undefined
  evidence(item: ReviewItem): Evidence
  /** Writes the decision. Throws `review-impossible`, or what `saveDecisions` throws; then nothing was written. */
  decide(item: ReviewItem, verdict: Verdict): Promise<Done>
  /** The same for many at once, which are undone at once. None is written when one is impossible. */
  decideAll(verdicts: readonly (readonly [ReviewItem, Verdict])[]): Promise<Done | undefined>
  /** Takes back what was decided last. Undefined when nothing was. */
  undo(): Promise<Done | undefined>
  /** From now on only what comes up later is new. */
  finish(now: number): void
}

export interface Done {
  /** One sentence for people. */
  readonly said: string
  readonly item: ReviewItem
  /** How many items wait now. */
  readonly open: number
}

const REVIEWED = 'reviewed'

/**
 * @param dir of the config, where `curation.jsonc` lies
 * @param now milliseconds since the epoch
 */
export async function openReview(db: Db, dir: string, now: number): Promise<Review> {
  refreshQueue(db, now)
  const curation = await openCuration(dir)
  const all = readQueue(db, Number(recall(db, REVIEWED) ?? 0))
  const byId = new Map(all.map((item) => [item.id, item]))
  const undos: { readonly edits: readonly DecisionEdit[]; readonly items: readonly ReviewItem[] }[] = []
  /** Decided here: what a platform makes of a file is only known when it is built. */
  const handled = new Set<ReviewItem>()
  const waiting = (among: readonly ReviewItem[]): readonly ReviewItem[] =>
    openOnes(among, curation.decisions).filter((item) => !handled.has(item))
  let open = waiting(all)

  const write = async (edits: readonly DecisionEdit[]): Promise<Decisions> => {
    const before = curation.decisions
    await curation.save(edits)
    return before
  }

  const decideAll: Review['decideAll'] = async (verdicts) => {
    const contradiction = contradictionIn(curation.decisions)
    const found = verdicts.map(([item, verdict]) => {
      const settled = editsOf(item, verdict, verdict.do === 'accept' ? caseOf(db, item).choices : [])
      const against = contradiction(item, verdict.do)
      if (against !== undefined) throw new CuratorError(problem('review-impossible', against))
      return { item, ...settled }
    })
    const last = found.at(-1)
    if (!last) return undefined
    const edits = gathered(
      found.flatMap((one) => one.edits),
      curation.decisions,
    )
    const before = await write(edits)
    const items = found.map(({ item }) => item)
    for (const item of items) handled.add(item)
    open = waiting(open)
    undos.push({ edits: undoing(edits, before), items })
    const said = found.length === 1 ? last.said : `${found.length} decisions were written.`
    return { said, item: last.item, open: open.length }
  }

  return {
    items: (filter = {}) => open.filter(passes(filter)),
    item: (id) => byId.get(id),
    evidence: (item) => caseOf(db, item).evidence,
    async decide(item, verdict) {
      const done = await decideAll([[item, verdict]])
      if (!done) throw new Error('one verdict was given')
      return done
    },
    decideAll,
    async undo() {
      const last = undos.pop()
      if (!last) return undefined
      await write(last.edits)
      for (const item of last.items) handled.delete(item)
      open = waiting(all)
      const [item] = last.items
      if (!item) return undefined
      const what = last.items.length === 1 ? item.subject : `${last.items.length} decisions`
      return { said: `Taken back: ${what}.`, item, open: open.length }
    },
    finish: (at) => remember(db, REVIEWED, String(at)),
  }
}
