/** What a process writes, as text. */
import type { Readable } from 'node:stream'

export interface Collected {
  text(): string
  /** The text, which is forgotten then. */
  take(): string
  /** Acts once, when the text has come. */
  whenSeen(part: string, act: () => void): void
}

export function collect(stream: Readable): Collected {
  let text = ''
  const waiting = new Set<() => void>()
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more
    for (const look of waiting) look()
  })
  return {
    text: () => text,
    take() {
      const taken = text
      text = ''
      return taken
    },
    whenSeen(part, act) {
      const look = () => {
        if (!text.includes(part)) return
        waiting.delete(look)
        act()
      }
      waiting.add(look)
      look()
    },
  }
}
