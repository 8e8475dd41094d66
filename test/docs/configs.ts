/** Makes whole configs of the examples: many show one key, one target or one policy, as it stands in a config. */
import * as curator from '../../src/index.ts'
import * as presets from '../../presets/index.ts'
import { CONFIG } from '../../src/config/checking/shapes.ts'
import type { Example } from './pages.ts'

/** A config that declares the names the examples use, and nothing else. */
const BASE: Readonly<Record<string, string>> = {
  roots: "{ downloads: './roms' }",
  dats: "{ 'no-intro': './dats' }",
  policies: '{ best: oneGameOneRom() }',
  playlists: '{ eighties: { where: { year: { to: 1989 } } } }',
  targets: "{ base: folder({ path: './out/base', policy: 'best' }) }",
}

/** A program is shown whole, and stays as it is. Everything else is put where it belongs in a config. */
export function programOf({ text }: Example): string {
  if (/^(?:export|const) /m.test(text)) return text
  const [imports, shown] = parted(text)
  const body = configBody(shown.trimEnd())
  const known = [...imports.matchAll(/\b\w+\b/g)].map(([word]) => word)
  return [importing('curator', curator, body, known), importing('curator/presets', presets, body, known)]
    .concat(imports, 'export default defineConfig({', body, '})\n')
    .join('\n')
}

/** What an example is called as a file: as its first line says, else by its place. */
export function fileOf({ text, line }: Example): string {
  return /^\/\/ ([\w.-]+\.ts)\n/.exec(text)?.[1] ?? `line-${line}.ts`
}

function parted(text: string): [imports: string, rest: string] {
  const end = /(?:^import .*\n+)*/.exec(text)?.[0].length ?? 0
  return [text.slice(0, end), text.slice(end)]
}

function configBody(shown: string): string {
  const keys = [...shown.matchAll(/^(\w+):/gm)].map(([, key = '']) => key)
  if (keys.length === 0) return rest(['targets'], `targets: { shown: ${shown} }`)
  if (keys.every((key) => key in CONFIG.fields)) return rest(keys, shown)
  const part = /^\w+: (?:oneGameOneRom|everything|complete)\(/.test(shown) ? 'policies' : 'targets'
  return rest([part], `${part}: { ${shown} }`)
}

function rest(shown: readonly string[], text: string): string {
  const base = Object.entries(BASE).filter(([key]) => !shown.includes(key))
  return [...base.map(([key, value]) => `  ${key}: ${value},`), text].join('\n')
}

function importing(module: string, exported: object, body: string, known: readonly string[]): string {
  const called = Object.keys(exported).filter(
    (name) => (name === 'defineConfig' || new RegExp(`\\b${name}\\(`).test(body)) && !known.includes(name),
  )
  return called.length === 0 ? '' : `import { ${called.join(', ')} } from '${module}'`
}
