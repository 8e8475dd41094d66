/** The text of a config, to show where something in it is written. Read only when there is something to show. */
import { readFileSync } from 'node:fs'
import type { Problem } from '../../errors.ts'
import type { FoundConfig } from './find.ts'
import { codeFrame } from '../places/frame.ts'
import { locateYaml } from '../places/locate-yaml.ts'
import { locate } from '../places/locate.ts'
import type { ConfigPath } from '../places/place.ts'

interface ConfigSource {
  /** Line, column and code frame of a key or its value; nothing when the config is computed there. */
  place(path: ConfigPath, part: 'key' | 'value'): Problem['at']
}

export function sourceOf({ file, form }: FoundConfig): ConfigSource {
  let text: string | undefined
  return {
    place(path, part) {
      text ??= textOf(file)
      const find = form === 'yaml' ? locateYaml : locate
      const place = find(text, form === 'package' ? ['curator', ...path] : path, part)
      return place && { file, ...place, frame: codeFrame(text, place.line, place.column) }
    },
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
