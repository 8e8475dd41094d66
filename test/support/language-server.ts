/** The compiler's language server, as an editor talks to it. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Editor {
  /** What it offers at a place, 0-based. */
  completions(line: number, character: number): Promise<readonly string[]>
  close(): void
}

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly result?: unknown
}

/** Opens a file of a project with this text. */
export async function openInEditor(file: string, text: string): Promise<Editor> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
  const server = spawn(process.execPath, [tsc, '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<number, (result: unknown) => void>()
  const uri = pathToFileURL(file).href
  let last = 0
  let read = Buffer.alloc(0)
  server.stdout.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk])
    for (;;) {
      const header = /^(?:.*\r\n)*?Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/.exec(read.toString('latin1'))
      const end = header ? header[0].length + Number(header[1]) : Infinity
      if (!header || read.length < end) return
      take(JSON.parse(read.toString('utf8', header[0].length, end)) as Message)
      read = read.subarray(end)
    }
  })

  function take({ id, method, result }: Message): void {
    if (method === undefined) waiting.get(Number(id))?.(result)
    // it asks what the editor is set to: nothing
    else if (id !== undefined) send({ id, result: null })
  }

  function send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  function ask(method: string, params: object): Promise<unknown> {
    const id = ++last
    const answer = new Promise((resolve) => waiting.set(id, resolve))
    send({ id, method, params })
    return answer
  }

  await ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} })
  send({ method: 'initialized', params: {} })
  const textDocument = { uri, languageId: 'typescript', version: 1, text }
  send({ method: 'textDocument/didOpen', params: { textDocument } })
  return {
    async completions(line, character) {
      const params = { textDocument: { uri }, position: { line, character } }
      const answer = await ask('textDocument/completion', params)
      const list = answer as { readonly items: readonly { readonly label: string }[] } | null
      return list?.items.map(({ label }) => label) ?? []
    },
    close() {
      server.kill()
    },
  }
}
