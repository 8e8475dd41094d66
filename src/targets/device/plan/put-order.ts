/** In which order files are put. */
import { byCodeUnit } from '../../../order.ts'
import type { PutAction } from '../../plan-types.ts'
import { shownKey } from '../apply/shown-order.ts'

/**
 * What frontends say of games is renamed in one transaction with the games, also with those that are written over by others:
 * the next build knows no old names.
 */
export function listsFirst(puts: readonly PutAction[]): readonly PutAction[] {
  const isOver = ({ reason }: PutAction): boolean => reason === 'changed' || reason === 'repaired'
  const over = puts.filter(isOver)
  const lists = over.filter(({ file }) => file.merge !== undefined)
  if (lists.length === 0) return puts
  const games = over.filter(({ file }) => file.merge === undefined)
  return [...lists, ...games, ...puts.filter((put) => !isOver(put))]
}

/** As people sort names, without regard to case; what is in a folder stays together. */
export function inShownOrder(puts: readonly PutAction[]): readonly PutAction[] {
  const keyed = puts.map((put) => ({ put, key: shownKey(put.path) }))
  keyed.sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.put.path, b.put.path))
  return keyed.map(({ put }) => put)
}
