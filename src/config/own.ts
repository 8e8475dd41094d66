/** Where curator's own modules are, so that a config can import them wherever it lies and whatever is installed there. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = fileURLToPath(import.meta.url)
/** In dist/ this file is part of a chunk beside index.js; otherwise it is src/config/own.ts. */
const BUNDLED = !HERE.endsWith('.ts')
const PACKAGE = BUNDLED ? dirname(dirname(HERE)) : dirname(dirname(dirname(HERE)))

/** What `import 'curator'` and `import 'curator/presets'` mean in a config. */
export const OWN_MODULES: Readonly<Record<string, string>> = BUNDLED
  ? { curator: join(PACKAGE, 'dist/index.js'), 'curator/presets': join(PACKAGE, 'dist/presets.js') }
  : { curator: join(PACKAGE, 'src/index.ts'), 'curator/presets': join(PACKAGE, 'presets/index.ts') }

/** What `import 'curator/metadata'` means in a provider. */
export const METADATA_MODULE = join(PACKAGE, BUNDLED ? 'dist/metadata.js' : 'src/metadata/index.ts')

/** What `curator init` copies. */
export const TEMPLATES = join(PACKAGE, 'templates')

const OWN_FOLDERS = ['dist', 'src', 'presets'].map((name) => join(PACKAGE, name))

/** Whether a file is curator's code rather than the user's. */
export function isOwn(file: string): boolean {
  return OWN_FOLDERS.some((folder) => file.startsWith(folder + '/') || file.startsWith(folder + '\\'))
}
