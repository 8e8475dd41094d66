/** What curator's own modules export: for a name in a config that means nothing. */
import { pathToFileURL } from 'node:url'
import { OWN_MODULES } from '../own.ts'
import { didYouMean } from '../checking/suggest.ts'

/** Where it is to be imported from, or which one is near. */
export async function nameHint(word: string): Promise<string | undefined> {
  const modules = await Promise.all(
    Object.entries(OWN_MODULES).map(async ([from, own]) => {
      const exports = (await import(pathToFileURL(own).href)) as object
      return { from, names: Object.keys(exports) }
    }),
  )
  const home = modules.find(({ names }) => names.includes(word))
  if (home) return `Import it: import { ${word} } from '${home.from}'`
  return didYouMean(
    word,
    modules.flatMap(({ names }) => names),
  )
}
