/** Finds games by what people call them, forgiving case, accents, punctuation and the place of an article. */

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

const MOVED_ARTICLE = new RegExp(`, (${ARTICLES.join('|')})(?= - |$|[(:])`, 'gi')
const LEADING_ARTICLE = new RegExp(
  `^(?:${ARTICLES.map((article) => (article.endsWith("'") ? article : `${article} `)).join('|')})`,
  'i',
)

/** `Legend of Zelda, The - A Link` and `The Legend of Zelda: A Link` give the same text. */
export function normalizeTitle(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').trim()
  return plain
    .replace(MOVED_ARTICLE, '')
    .replace(LEADING_ARTICLE, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}
