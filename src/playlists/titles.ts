/** Finds games by what people call them, forgiving case, accents, punctuation and the place of an article. */
import { withoutAccents } from '../identify/titles/spelling/title-key.ts'

const ARTICLES = [
  'the',
  'a',
  'an',
  'le',
  'la',
  'les',
  "l'",
  'der',
  'die',
  'das',
  'el',
  'los',
  'las',
  'il',
  'lo',
  'de',
  'het',
]

const MOVED_ARTICLE = new RegExp(`^(.*?), (${ARTICLES.join('|')})(?= - |$|[(:])`, 'i')
/** People leave it out. Not those of other languages: `Die Hard` is not `Hard`. */
const LEADING_ARTICLE = /^(?:the|an?) /i

/** `Legend of Zelda, The - A Link` and `The Legend of Zelda: A Link` give the same text; so do `Pucelle, La`, `La Pucelle`.
 * The dot of `.hack` stays, and that of `2.0`, which is not `20`. */
export function normalizeTitle(title: string): string {
  return withoutAccents(title.trim())
    .replace(MOVED_ARTICLE, (_, before: string, article: string) =>
      article.endsWith("'") ? `${article}${before}` : `${article} ${before}`,
    )
    .replace(LEADING_ARTICLE, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’]|(?!^)\.(?!(?<=\p{N}\.)\p{N})/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}+.]+/gu, ' ')
    .trim()
}

/** The same for names of releases. What stands in brackets stays apart: `Final Fantasy (USA)` is not `Final Fantasy USA`. */
export function normalizeRelease(name: string): string {
  const at = name.search(/ [([]/)
  return at < 0
    ? normalizeTitle(name)
    : `${normalizeTitle(name.slice(0, at))} (${normalizeTitle(name.slice(at))}`
}
