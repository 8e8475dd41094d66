/** Company names without their spelling: what two writings of one name have in common. Only steps that are safe. */

/** Kinds of company in law, as the last words of a name. What kind of business it is (`Software`, `Games`) is no spelling. */
const LEGAL: ReadonlySet<string> = new Set(
  (
    'inc incorporated ltd limited co company corp corporation llc llp lp plc gmbh ag kg kk pty pte bv nv sa srl spa sl ' +
    'sarl sas ab as aps oy oyj kft zrt doo ooo sro spzoo cv ltda'
  ).split(' '),
)

const ACCENTS = /[\u0300-\u036f]/g
/** `K.K.`, `S.A.`, `S.p.A.`: letters with points are one word. */
const DOTTED = /\b(?:\p{L}\.){2,}/gu
/** `Konami Computer Entertainment Tokyo (KCET)`. */
const ABBREVIATED = /\s\([^()]{1,12}\)\s*$/
const APOSTROPHES = /['\u2018\u2019`\u00b4]/g
const LONGEST = 200

/**
 * Equal for two strings that are one name: upper and lower case, accents, punctuation, spaces, what kind of company it is
 * in law, and an abbreviation in brackets at the end do not count. Empty for strings without letters and digits.
 */
export function companyForm(name: string): string {
  const plain = name
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .trim()
    .replace(ABBREVIATED, '')
  const text = plain
    .replace(DOTTED, (letters) => letters.replaceAll('.', ''))
    .replaceAll('sp. z o.o', 'spzoo')
    .replace(APOSTROPHES, '')
    .replace(/[&+]/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const words = text.split(' ')
  while (words.length > 1 && LEGAL.has(words.at(-1) ?? '')) words.pop()
  return words.join('')
}

/** What a company does, which another of the same name may do as well. */
const BUSINESS =
  /(?:software|soft|entertainment|interactive|games?|studios?|productions?|productions|publishing|developments?|digital|media|electronics|america|usa|europe|japan)$/

/** The form without what it does and where: `human` of `humanentertainment`. It may be another company: a suggestion. */
export function companyCore(form: string): string {
  let core = form
  for (;;) {
    const shorter = core.replace(BUSINESS, '')
    if (shorter === core || shorter.length < 3) return core
    core = shorter
  }
}
