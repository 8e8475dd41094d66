/** A real terminal, key by key. What was on the screen before is there again afterwards. */
import type { Readable } from 'node:stream'
import { plain } from './screen.ts'
import { write } from '../../screen/output.ts'
import type { Terminal } from './loop.ts'
import { textWidth } from '../../screen/text-width.ts'

const OTHER_SCREEN = '\u001b[?1049h'
const OWN_SCREEN = '\u001b[?1049l'
const CLEAR = '\u001b[2J\u001b[H'
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const ESCAPE = '\u001b'
/** Who holds an arrow key sends several at once, and what is pasted is many keys. */
const ONE_KEY = /\u001b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])?|./gsu
const USUAL_COLUMNS = 80
const USUAL_ROWS = 24

/** Undefined where nobody sits at one: input or output is no terminal. */
export function isAttended(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY
}

/** Call `isAttended` before. The terminal is given back however the body ends. A signal is heard as the end of all keys. */
export async function withTerminal<T>(
  signal: AbortSignal,
  body: (terminal: Terminal) => Promise<T>,
): Promise<T> {
  const input = process.stdin
  const keys = keyReader(input, signal)
  input.setRawMode(true)
  write(1, OTHER_SCREEN)
  try {
    return await body(terminalOf(keys.next))
  } finally {
    write(1, OWN_SCREEN)
    keys.close()
    input.setRawMode(false)
    input.pause()
  }
}

function terminalOf(next: () => Promise<string | undefined>): Terminal {
  const key = async (): Promise<string | undefined> => {
    const pressed = await next()
    return pressed === CTRL_C || pressed === CTRL_D ? undefined : pressed
  }
  return {
    get columns() {
      return process.stdout.columns || USUAL_COLUMNS
    },
    get rows() {
      return process.stdout.rows || USUAL_ROWS
    },
    show: (lines) => write(1, `${CLEAR}${lines.join('\n')}\n`),
    key,
    async ask(question) {
      let typed = ''
      write(1, `\n${question}`)
      for (;;) {
        const pressed = await key()
        if (pressed === undefined || pressed === ESCAPE) return undefined
        if (pressed === '\r' || pressed === '\n') return typed
        if (pressed === '\u007f' || pressed === '\b') {
          const last = Array.from(typed).at(-1) ?? ''
          const width = textWidth(last)
          write(1, '\b'.repeat(width) + ' '.repeat(width) + '\b'.repeat(width))
          typed = typed.slice(0, typed.length - last.length)
        } else if (!pressed.startsWith(ESCAPE)) {
          typed += plain(pressed)
          write(1, plain(pressed))
        }
      }
    },
  }
}

/** What a terminal sends at once, key by key. */
export function keysIn(data: string): readonly string[] {
  return Array.from(data.matchAll(ONE_KEY), ([key]) => key)
}

/** Keys may come faster than they are asked for: none is lost. */
export function keyReader(input: Readable, signal: AbortSignal) {
  const waiting: string[] = []
  let ask: ((key: string | undefined) => void) | undefined
  let isOver = false
  const take = (key: string | undefined): void => {
    const asked = ask
    ask = undefined
    if (asked) asked(key)
    else if (key !== undefined) waiting.push(key)
  }
  const onData = (data: string): void => {
    for (const key of keysIn(data)) take(key)
  }
  const onEnd = (): void => {
    isOver = true
    take(undefined)
  }
  input.setEncoding('utf8')
  input.on('data', onData)
  input.on('end', onEnd)
  signal.addEventListener('abort', onEnd)
  input.resume()
  return {
    next: (): Promise<string | undefined> => {
      const first = waiting.shift()
      if (first !== undefined || isOver) return Promise.resolve(first)
      return new Promise((resolve) => (ask = resolve))
    },
    close(): void {
      input.off('data', onData)
      input.off('end', onEnd)
      signal.removeEventListener('abort', onEnd)
    },
  }
}
