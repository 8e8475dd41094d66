/** Why a device cannot have a name as it is: what `names.ts` changes, in words. */
import { CHARSETS, DOS_DEVICES } from './tables.ts'
import { INVISIBLE, isShown, splitName } from './names.ts'
import type { NameRules } from '../preset.ts'

/** Said of a name that had to become another, after "for MiSTer: ". The most telling reason, where there are several. */
export function whyChanged(name: string, rules: NameRules): string {
  const text = name.normalize('NFC')
  for (const reason of REASONS) {
    const why = reason(text, rules)
    if (why !== undefined) return why
  }
  return 'names there cannot be like that'
}

type Reason = (name: string, rules: NameRules) => string | undefined

const REASONS: readonly Reason[] = [
  (name, { alphabet }) => {
    const found = name.match(alphabet === 'fat' ? /[:/\\|*"<>?]/g : /[/\\]/g)
    return found ? `names there cannot have ${shown(found)}` : undefined
  },
  (name, { alphabet }) => {
    const word = /^[^.]*/.exec(name)?.[0].trimEnd() ?? ''
    return alphabet === 'fat' && DOS_DEVICES.has(word.toLowerCase())
      ? `"${word}" is what DOS and Windows call a device`
      : undefined
  },
  (name, { taken = [] }) =>
    taken.some((one) => one.toLowerCase() === name.toLowerCase())
      ? 'a file of that name means something else there'
      : undefined,
  (name, { avoid = [] }) => {
    const { stem } = splitName(name)
    const found = avoid.find((text) => stem.toLowerCase().includes(text.toLowerCase()))
    return found === undefined ? undefined : `it stumbles over "${found}" inside a name`
  },
  (name, { charset }) => {
    const found =
      charset === undefined ? [] : Array.from(name).filter((char) => !isShown(char, CHARSETS[charset]))
    return found.length > 0 ? `it cannot show ${shown(found)}` : undefined
  },
  (name, { alphabet }) =>
    alphabet === 'fat' && /^[. ]|[. ]$|[. ]\.\w+$/.test(name)
      ? 'names there cannot begin or end with a dot or a blank'
      : undefined,
  (name, { maxName }) =>
    name.length > maxName
      ? `names there have ${maxName} characters at most, and it has ${name.length}`
      : undefined,
  (name, { maxNameBytes = Infinity }) => {
    const bytes = Buffer.byteLength(name)
    return bytes > maxNameBytes
      ? `names there have ${maxNameBytes} bytes at most, and it has ${bytes}`
      : undefined
  },
  (name) => (name.search(INVISIBLE) >= 0 ? 'it has characters that nobody sees' : undefined),
  (name, { longNames }) =>
    longNames === true && splitName(name).stem.length <= 8 ? 'it mistakes names as short as this' : undefined,
]

/** Each once, the first few. */
function shown(found: readonly string[]): string {
  const distinct = [...new Set(found)].map((char) => (char === '"' ? `'"'` : `"${char}"`))
  return distinct.slice(0, MOST).join(', ') + (distinct.length > MOST ? ', …' : '')
}

const MOST = 5
