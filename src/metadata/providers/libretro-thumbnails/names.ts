/** Names of thumbnails: those of games, with what no file system takes put aside. */
import { parseReleaseName } from '../../../names/parse.ts'
import { byCodeUnit } from '../../../order.ts'

const LINK = /<a\s[^<>]{0,200}?href="([^"<>]{1,1000})\.png"/gi
const MOST_NAMES = 200_000
const LONGEST = 300

/** RetroArch's own rule: these characters become `_`. */
export function scrubbed(name: string): string {
  return name.replace(/[&*/:`<>?\\|"]/g, '_')
}

/** Names of the pictures in a listing of Apache, without `.png`; undefined when it is none. */
export function namesInListing(html: string): readonly string[] | undefined {
  if (!/<title>Index of|<h1>Index of/i.test(html)) return undefined
  const names = new Set<string>()
  for (const [, link = ''] of html.matchAll(LINK)) {
    const name = decoded(link)
    if (name === undefined || name.length > LONGEST || /[/\\\p{Cc}]/u.test(name)) continue
    names.add(name)
    if (names.size >= MOST_NAMES) break
  }
  return [...names].sort(byCodeUnit)
}

/** Without what stands in brackets. */
export function titleOfName(name: string): string {
  return parseReleaseName(name).title
}

function decoded(link: string): string | undefined {
  try {
    return decodeURIComponent(link.replaceAll('&amp;', '&'))
  } catch {
    return undefined
  }
}
