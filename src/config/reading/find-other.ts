/** The less common homes of a config, found by cosmiconfig: `package.json#curator` and the `.curatorrc` files. */
import { cosmiconfig, type Loader } from 'cosmiconfig'
import { PLACES, SCRIPTS } from './file-names.ts'

/** The config file of one folder, or nothing. All places are searched, the everyday ones first. */
export async function findOther(folder: string): Promise<string | undefined> {
  const found = await cosmiconfig('curator', {
    searchPlaces: [...PLACES],
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: false,
    cache: false,
    loaders: LOADERS,
  }).search(folder)
  return found?.filepath
}

/**
 * It is only asked which file it is: reading a config is the business of `load.ts`. (Its own loader for TypeScript
 * needs a compiler the user may not have, and leaves a file beside the config.)
 */
const notRead: Loader = () => ({})

/** A package.json that is no JSON is not ours to complain about. */
const packageJson: Loader = (file, content) => {
  if (!/(?:^|[\\/])package\.json$/.test(file)) return {}
  try {
    const parsed: unknown = JSON.parse(content)
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

const NOT_READ = [...SCRIPTS, '.yaml', '.yml', 'noExt']
const LOADERS = {
  ...Object.fromEntries(NOT_READ.map((extension) => [extension, notRead])),
  '.json': packageJson,
}
