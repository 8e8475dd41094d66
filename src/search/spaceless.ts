/** Japanese and Chinese put no spaces between words: there, what is looked for may stand anywhere in a word. */
const SPACELESS = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u

export function isSpaceless(word: string): boolean {
  return SPACELESS.test(word)
}
