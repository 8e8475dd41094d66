/** Text in XML: escaped, and without the characters that XML 1.0 does not know. */

export function xmlText(text: string): string {
  // most texts, and lists have ten thousands of them
  if (!/[^\t\n\r !#-%'-;=?-~]/.test(text)) return text
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** What stands between two tags says, where some of it may be marked as text. */
export function contentText(text: string): string {
  if (!text.includes('<![CDATA[')) return unescapedXml(text)
  const parts = text.split(/<!\[CDATA\[([^]*?)\]\]>/)
  return parts.map((part, at) => (at % 2 === 1 ? part : unescapedXml(part))).join('')
}

/** What a text in XML says. References that nobody knows stay as they are. */
export function unescapedXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? parseInt(String(hex), 16) : undefined
    if (code !== undefined) return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : ''
    return ENTITIES.get(String(name)) ?? all
  })
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
