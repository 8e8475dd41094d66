/** The bundled pages (`src/page/`): scripts and their look, as they lie beside the program. */
import { readFileSync } from 'node:fs'

type PageFile = 'page-site.js' | 'page-serve.js' | 'page.css'

/** Also from source, as in a test, it is the bundle's: a browser knows no TypeScript. */
export function readPageFile(name: PageFile): string {
  const bundle = import.meta.url.endsWith('.ts') ? '../../../dist' : '.'
  return readFileSync(new URL(`${bundle}/${name}`, import.meta.url), 'utf8')
}
