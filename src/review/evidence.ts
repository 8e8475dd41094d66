/** What there is to be said about an item, side by side: the thing itself, and what it may be. Nothing here decides. */
import type { Db } from '../catalog/sqlite.ts'
import { nearestDatNames } from '../platforms/lookup.ts'
import { companySides } from './company-sides.ts'
import { candidatesOf, fileSide, filesWithExtension } from './file-sides.ts'
import { KIND_INFO, type Action, type ReviewItem } from './item.ts'
import { entriesOf } from './metadata-sides.ts'
import { namesakeSide, portSide } from './port-sides.ts'
import { entrySide, releaseSide, type Fact } from './release-sides.ts'
import { metadataKey, portOf } from './settled.ts'
import type { ChoiceOf } from './edits.ts'

export interface Evidence {
  readonly question: string
  /** The thing itself first, where there is one. */
  readonly sides: readonly Side[]
  /** What `accept` chooses between, numbered from 1. */
  readonly choices: readonly Choice[]
  readonly actions: readonly Action[]
}

export interface Side {
  readonly title: string
  readonly facts: readonly Fact[]
  /** The number of the choice that this side stands for. */
  readonly choice?: number
}

interface Choice {
  readonly label: string
}

/** What is shown, and what the choices stand for. */
interface Case {
  readonly evidence: Evidence
  readonly choices: readonly ChoiceOf[]
}

/** Read anew for each item that is looked at: a few queries by key. */
export function caseOf(db: Db, item: ReviewItem): Case {
  const { own, others } = sidesOf(db, item)
  const choices = others.flatMap(({ choice }) => (choice === undefined ? [] : [choice]))
  let number = 0
  const sides = others.map(({ side, choice }): Side => {
    if (choice === undefined) return side
    return { ...side, choice: ++number }
  })
  const { question, actions } = KIND_INFO[item.kind]
  return {
    choices,
    evidence: {
      question,
      sides: [...own, ...sides],
      choices: choices.map((choice) => ({ label: typeof choice === 'string' ? choice : choice.release })),
      actions: Object.keys(actions) as Action[],
    },
  }
}

interface Sides {
  readonly own: readonly Side[]
  readonly others: readonly { readonly side: Side; readonly choice?: ChoiceOf }[]
}

function sidesOf(db: Db, item: ReviewItem): Sides {
  const { kind, key, names, platform = '', subject, detail = '' } = item
  switch (kind) {
    case 'dat': {
      const nearest = nearestDatNames(subject).join(', ')
      const facts: Fact[] = [
        ['file', detail],
        ...(nearest === '' ? [] : [['names like it', nearest] as const]),
      ]
      return { own: [{ title: subject, facts }], others: [] }
    }
    case 'extension':
      return { own: [{ title: subject, facts: filesWithExtension(db, key) }], others: [] }
    case 'unmatched':
      return { own: [fileSide(db, key, subject)], others: [] }
    case 'candidate':
      return { own: [fileSide(db, key, subject)], others: candidatesOf(db, key) }
    case 'conflict': {
      const others = names.map((release) => ({
        side: entrySide(db, { sha1: key, platform, release }),
        choice: { platform, release },
      }))
      return { own: [fileSide(db, key, subject)], others }
    }
    case 'two-games':
      return {
        own: [fileSide(db, key, subject)],
        others: names.map((name) => ({ side: releaseSide(db, platform, name) })),
      }
    case 'port':
      return { own: [], others: names.map((name) => ({ side: portSide(db, ...portOf(name)) })) }
    case 'namesakes':
      return { own: [], others: names.map((name) => ({ side: namesakeSide(db, platform, name) })) }
    case 'clone-group':
      return { own: [], others: names.map((name) => ({ side: releaseSide(db, platform, name) })) }
    case 'last-resort':
      return {
        own: [],
        others: names.map((name) => ({ side: releaseSide(db, platform, name), choice: name })),
      }
    case 'metadata': {
      const { platform: slug, release, source } = metadataKey(key)
      return { own: [releaseSide(db, slug, release)], others: entriesOf(db, slug, release, source) }
    }
    case 'company':
      return { own: [], others: companySides(db, names).map((side) => ({ side, choice: side.title })) }
  }
}
