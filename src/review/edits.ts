/** The decisions that come of a verdict, and those that undo them. */
import { didYouMeanPlatform } from '../config/checking/suggest-platform.ts'
import type { Decisions, MatchDecision } from '../decisions/decisions.ts'
import type { DecisionEdit } from '../decisions/edit.ts'
import { ownValue } from '../own-value.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { listed } from '../wording.ts'
import { extensionIn, KIND_INFO, type Action, type ReviewItem } from './item.ts'
import { metadataKey, metadataLink, portOf } from './settled.ts'
import { impossible, type Verdict } from './verdict.ts'

/** What a choice of `accept` stands for. */
export type ChoiceOf = MatchDecision | string

export interface Settled {
  readonly edits: readonly DecisionEdit[]
  /** One sentence for people. */
  readonly said: string
}

/**
 * The edits of `curation.jsonc` that say it, and one sentence for people. Throws `review-impossible` when the kind of
 * item takes no such verdict.
 * @param choices what `accept` chooses between, in the order they are shown
 */
export function editsOf(item: ReviewItem, verdict: Verdict, choices: readonly ChoiceOf[]): Settled {
  const { kind, subject, names } = item
  if (!Object.hasOwn(KIND_INFO[kind].actions, verdict.do))
    throw impossible(`"${verdict.do}" does not fit ${subject}: ${actionList(item)}`)
  switch (verdict.do) {
    case 'accept':
      return accepted(item, chosen(choices, verdict.choice ?? 1, subject))
    case 'refuse':
      return refused(item)
    case 'merge':
      if (kind === 'port') return { edits: [ported('ports', item)], said: `${subject} is one game.` }
      return { edits: [grouped('same', item)], said: `${list(names)} are one game.` }
    case 'split':
      return split(item)
    case 'rename':
      return renamed(item, verdict.title.trim())
    case 'platform':
      return placed(item, knownSlug(verdict.platform), verdict.all ?? false)
  }
}

function refused({ kind, key, subject }: ReviewItem): Settled {
  const none = `${subject} is none of the suggested.`
  if (kind === 'metadata') return { edits: [{ kind, ...metadataKey(key), to: null }], said: none }
  if (kind === 'extension')
    return { edits: [{ kind: 'platform', of: key, to: null }], said: `${subject} tells of no platform.` }
  const said = kind === 'unmatched' ? `${subject} is not asked about again.` : none
  return { edits: [{ kind: 'match', sha1: key, to: null }], said }
}

function split(item: ReviewItem): Settled {
  const { kind, subject, names } = item
  if (kind === 'company')
    return { edits: [{ kind: 'differentCompanies', names }], said: `${list(names)} are different companies.` }
  if (kind === 'port')
    return { edits: [ported('notPorts', item)], said: `${subject} is another game on each platform.` }
  return { edits: [grouped('different', item)], said: `${list(names)} are different games.` }
}

function renamed(item: ReviewItem, title: string): Settled {
  const { kind, names, platform = '' } = item
  if (title === '') throw impossible('A title must have letters in it')
  if (kind === 'company') {
    const to = names.filter((name) => name !== title)
    return { edits: [{ kind: 'companies', name: title, to }], said: `${list(names)} are ${title}.` }
  }
  const joined = kind === 'last-resort' ? [] : [grouped('same', item)]
  const named: DecisionEdit = { kind: 'title', platform, release: names[0] ?? '', to: title }
  return { edits: [...joined, named], said: `${list(names)} are one game, "${title}".` }
}

/** With the names that a company has already, by earlier decisions or by others among these: none is lost. */
export function gathered(edits: readonly DecisionEdit[], { companies }: Decisions): DecisionEdit[] {
  const names = new Map(Object.entries(companies))
  return edits.map((edit) => {
    if (edit.kind !== 'companies' || edit.to === undefined) return edit
    const all = [...new Set([...(names.get(edit.name) ?? []), ...edit.to])]
    names.set(edit.name, all)
    return { ...edit, to: all }
  })
}

/** The same decisions as they were before these edits: what undoes them. */
export function undoing(edits: readonly DecisionEdit[], before: Decisions): DecisionEdit[] {
  return edits.toReversed().flatMap((edit): DecisionEdit[] => {
    switch (edit.kind) {
      case 'match':
        return [{ ...edit, to: ownValue(before.match, edit.sha1) }]
      case 'platform':
        return [{ ...edit, to: ownValue(before.platform, edit.of) }]
      case 'dat':
        return [{ ...edit, to: ownValue(before.dat, edit.name) }]
      case 'companies':
        return [{ ...edit, to: ownValue(before.companies, edit.name) }]
      case 'metadata':
        return [{ ...edit, to: metadataLink(before, [edit.platform, edit.release, edit.source].join('/')) }]
      case 'title': {
        const { to: _, ...place } = edit
        const to = ownValue(before.title[edit.platform] ?? {}, edit.release)
        return [to === undefined ? place : { ...place, to }]
      }
      case 'same':
      case 'different':
      case 'ports':
      case 'notPorts':
      case 'pin':
      case 'differentCompanies':
        return wasThere(edit, before) ? [] : [{ ...edit, remove: true }]
    }
  })
}

type ListedEdit = Extract<
  DecisionEdit,
  { readonly kind: 'same' | 'different' | 'ports' | 'notPorts' | 'pin' | 'differentCompanies' }
>

function wasThere(edit: ListedEdit, before: Decisions): boolean {
  switch (edit.kind) {
    case 'pin':
      return before.pin[edit.platform]?.includes(edit.release) ?? false
    case 'same':
    case 'different':
      return (before.grouping[edit.platform] ?? []).some(
        ({ verdict, releases }) => verdict === edit.kind && areSame(releases, edit.releases),
      )
    case 'differentCompanies':
      return before.differentCompanies.some((names) => areSame(names, edit.names))
    case 'ports':
    case 'notPorts':
      return before[edit.kind].some((port) =>
        areSame(Object.entries(port).flat(), Object.entries(edit.releases).flat()),
      )
  }
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  const there = new Set(a)
  return there.size === new Set(b).size && b.every((name) => there.has(name))
}

function accepted(item: ReviewItem, choice: ChoiceOf): Settled {
  const { kind, key, subject, names, platform = '' } = item
  if (kind === 'metadata' && typeof choice === 'string')
    return {
      edits: [{ kind, ...metadataKey(key), to: choice }],
      said: `${subject} is number ${choice} of ${metadataKey(key).source}.`,
    }
  if (typeof choice !== 'string')
    return {
      edits: [{ kind: 'match', sha1: key, to: choice }],
      said: `${subject} is "${choice.release}".`,
    }
  if (kind === 'company') {
    const to = names.filter((name) => name !== choice)
    return {
      edits: [{ kind: 'companies', name: choice, to }],
      said: `${list(names)} are ${choice}.`,
    }
  }
  return {
    edits: [{ kind: 'pin', platform, release: choice }],
    said: `"${choice}" is the best of its game.`,
  }
}

function placed({ kind, key, subject }: ReviewItem, slug: string, all: boolean): Settled {
  if (kind === 'dat')
    return {
      edits: [{ kind: 'dat', name: key, to: slug }],
      said: `DATs called "${subject}" are of ${slug}.`,
    }
  const extension = kind === 'extension' ? key : all ? extensionIn(subject) : undefined
  if (extension === '') throw impossible(`${subject} has no extension, so no other file is like it`)
  return {
    edits: [{ kind: 'platform', of: extension ?? key, to: slug }],
    said:
      extension === undefined ? `${subject} is of ${slug}.` : `Files called .${extension} are of ${slug}.`,
  }
}

function grouped(kind: 'same' | 'different', { platform = '', names }: ReviewItem): DecisionEdit {
  return { kind, platform, releases: names }
}

function ported(kind: 'ports' | 'notPorts', { names }: ReviewItem): DecisionEdit {
  return { kind, releases: Object.fromEntries(names.map(portOf)) }
}

function chosen(choices: readonly ChoiceOf[], choice: number, subject: string): ChoiceOf {
  const found = choices[choice - 1]
  if (found === undefined)
    throw impossible(`${subject} has ${choices.length} to choose from, and no number ${choice}`)
  return found
}

function knownSlug(slug: string): string {
  if (platformBySlug(slug)) return slug
  throw impossible(`Curator knows no platform "${slug}"`, didYouMeanPlatform(slug))
}

function actionList({ kind }: ReviewItem): string {
  const actions = Object.keys(KIND_INFO[kind].actions) as readonly Action[]
  return `it takes ${actions.join(', ')}`
}

function list(names: readonly string[]): string {
  return listed(names.map((name) => `"${name}"`))
}
