/**
 * MiSTer's `.mra`: an XML file that says how an arcade core's memory is put together from the ROMs of zips. Of all it
 * says, only which zips it looks in matters here. Format: MkDocs_MiSTer `docs/developer/mra.md`.
 */

/** Names of the zips below `games/mame`, without `.zip`, in the order in which they are looked in; each once. */
export function zipsOf(mra: string): readonly string[] {
  const text = mra.replace(/<!--[^]*?-->/g, '')
  const names = [...text.matchAll(/<rom\b[^<>]*?\szip\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gi)]
    .flatMap(([, double = '', single = '']) => unescaped(double + single).split('|'))
    .map((name) => name.trim())
    // one with a path leads elsewhere on the card
    .filter((name) => /^[^/\\:*?"<>|]+\.zip$/i.test(name))
    .map((name) => name.slice(0, -'.zip'.length))
  return [...new Set(names)]
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
