/**
 * Sheets that name no file: what belongs to them has the same name with another extension (CloneCD, Alcohol
 * 120%).
 */
import type { RawSheet } from './sheet.ts'

interface Extensions {
  readonly files: readonly string[]
  readonly companions: readonly string[]
}

export function byStem({ files, companions }: Extensions): (text: string, name: string) => RawSheet {
  return (_, name) => {
    const stem = name.replace(/\.[^.]*$/, '')
    const named = (extension: string): string => `${stem}.${extension}`
    return { files: files.map(named), companions: companions.map(named), faults: [] }
  }
}
