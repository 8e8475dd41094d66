/** DATs in UTF-16, as PowerShell writes what a program prints: `mame -listxml > mame.xml`. They are read as UTF-8. */

type Order = 'utf-16le' | 'utf-16be'

/** By its byte order mark, or by every other byte of its first characters being zero. */
export function utf16Of(head: Uint8Array): Order | undefined {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (head.length < 4) return undefined
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined
}

/** The text as UTF-8, without a byte order mark; what is no UTF-16 comes as it is. */
export async function* asUtf8(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let isFirst = true
  for await (const chunk of source) {
    if (isFirst) {
      const order = utf16Of(chunk)
      decoder = order && new TextDecoder(order)
    }
    if (!decoder) yield chunk
    else {
      const text = decoder.decode(chunk, { stream: true })
      yield Buffer.from(isFirst ? inUtf8(text) : text)
    }
    isFirst = false
  }
  const rest = decoder?.decode()
  if (rest) yield Buffer.from(rest)
}

/** The declaration of an XML says what the text was in. */
function inUtf8(beginning: string): string {
  return beginning.replace(/^(\s*<\?xml\s[^>]*?\bencoding\s*=\s*)(["'])utf-16(?:le|be)?\2/i, '$1$2UTF-8$2')
}
