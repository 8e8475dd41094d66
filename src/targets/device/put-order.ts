/** In which order files are put. */
import { byCodeUnit } from '../../order.ts'
import type { PutAction } from '../plan-types.ts'
import { shownKey } from './shown-order.ts'

/** What frontends say of games is renamed in one transaction with the games: the next build knows no old names. */
export function listsFirst(puts: readonly PutAction[]): readonly PutAction[] {
  const isList = ({ file, reason }: PutAction): boolean =>
    file.merge !== undefined && (reason === 'changed' || reason === 'repaired')
  return puts.some(isList) ? [...puts.filter(isList), ...puts.filter((put) => !isList(put))] : puts
}

/** As people sort names, without regard to case; what is in a folder stays together. */
export function inShownOrder(puts: readonly PutAction[]): readonly PutAction[] {
  const keyed = puts.map((put) => ({ put, key: shownKey(put.path) }))
  keyed.sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.put.path, b.put.path))
  return keyed.map(({ put }) => put)
}
