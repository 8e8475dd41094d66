/** Small things that several views show: how much is had, the state of a game, a place that is empty. */
import type { ComponentChildren } from 'preact'
import { count } from '../../wording.ts'

export interface Share {
  readonly owned: number
  readonly missing: number
  readonly better?: number
}

/** The part that is had, as a bar. The numbers stand beside it, so it says nothing to those who listen. */
export function Bar({ owned, missing, better = 0 }: Share) {
  const all = Math.max(owned + missing, 1)
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-owned" style={{ width: `${(100 * (owned - better)) / all}%` }} />
      <span class="bar-better" style={{ width: `${(100 * better) / all}%` }} />
    </span>
  )
}

export type State = 'owned' | 'better' | 'missing'

const STATES: Readonly<Record<State, string>> = {
  owned: 'Owned',
  better: 'Owned, better wanted',
  missing: 'Missing',
}

export function StateMark({ state }: { readonly state: State }) {
  return <span class={`state state-${state}`}>{STATES[state]}</span>
}

interface EmptyProps {
  readonly title: string
  /** Nothing else is in the view: the title is that of the page. */
  readonly isPage?: boolean
  readonly children?: ComponentChildren
}

export function Empty({ title, isPage = false, children }: EmptyProps) {
  return (
    <div class="empty">
      {isPage ? <h1 class="empty-title">{title}</h1> : <p class="empty-title">{title}</p>}
      {children === undefined ? null : <p>{children}</p>}
    </div>
  )
}

interface FigureProps {
  readonly value: number
  readonly name: string
  readonly tone?: 'good' | 'warn' | 'bad'
}

/** A number that says something by itself. */
export function Figure({ value, name, tone }: FigureProps) {
  return (
    <div class={`figure ${value > 0 && tone !== undefined ? `tone-${tone}` : ''}`}>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}

/** `61 %`, and never 100 or 0 while something is still missing or there. */
export function percentOf({ owned, missing }: Share): string {
  const all = owned + missing
  if (all === 0) return ''
  const rounded = Math.round((100 * owned) / all)
  const shown = rounded === 100 && missing > 0 ? 99 : rounded === 0 && owned > 0 ? 1 : rounded
  return `${shown} %`
}
