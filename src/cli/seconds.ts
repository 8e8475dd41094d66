/** Options that take a time. */
import { usageError } from '../errors.ts'
import type { Call } from './call.ts'

export function seconds({ flags }: Pick<Call, 'flags'>, option: string): number | undefined {
  const text = flags.text(option)
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+(?:\.\d+)?$/.test(text) && value >= 0.1 && value <= 86_400) return value
  throw usageError(`\`--${option}\` takes seconds, from 0.1 to 86400, not \`${text}\`.`)
}
