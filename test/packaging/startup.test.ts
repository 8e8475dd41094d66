/** What is loaded before anything is done. Every package costs milliseconds, each time curator starts. */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../scripts/bundle.mjs'

let metafile: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  metafile = await bundle({ write: false })
})

describe('loaded at start, without being asked for', () => {
  it.each(['cli', 'index', 'metadata', 'presets', 'hash-worker', 'write-worker', 'dat-worker'])(
    '%s.js loads no package',
    (entry) => {
      expect(packagesOf(loadedWith(`dist/${entry}.js`))).toEqual([])
    },
  )

  it('the command line loads neither the engine, nor a DAT reader, nor a verb', () => {
    const sources = loadedWith('dist/cli.js').flatMap((output) =>
      Object.keys(metafile.outputs[output]!.inputs),
    )
    expect(sources).toContain('src/cli/main.ts')
    expect(
      sources.filter((path) => /^src\/(engine|catalog|dats|inventory|cli\/commands)\//.test(path)),
    ).toEqual([])
  })

  it('listings begin without a word of what the verbs load', () => {
    const start = /"\.\/(early-listings-\w+\.js)"/.exec(inDist('cli.js'))?.[1] ?? ''
    const loaded = new Set([start])
    for (const file of loaded) {
      for (const [, next = ''] of inDist(file).matchAll(/(?:from|^import) ?["']\.\/([\w-]+\.js)["']/gm))
        loaded.add(next)
    }
    expect(inDist(start)).toContain('beginListings')
    expect([...loaded].filter((file) => file.startsWith('everyday-'))).toEqual([])
  })
})

/** A file of the bundle as it is loaded. */
function inDist(file: string): string {
  return readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8')
}

/** An output and all that it imports at its top, directly or not. */
function loadedWith(output: string): string[] {
  const found = new Set([output])
  for (const path of found) {
    for (const imported of metafile.outputs[path]!.imports) {
      if (!imported.external && imported.kind !== 'dynamic-import') found.add(imported.path)
    }
  }
  return [...found]
}

/** The packages in these outputs: bundled into them, or imported by them. */
function packagesOf(outputs: readonly string[]): string[] {
  const found = outputs.flatMap((path) => {
    const { inputs, imports } = metafile.outputs[path]!
    const bundled = Object.keys(inputs).flatMap((input) => /^node_modules\/(.+?)\//.exec(input)?.[1] ?? [])
    const imported = imports.flatMap((one) => (one.external && one.kind !== 'dynamic-import' ? one.path : []))
    return [...bundled, ...imported.filter((name) => !isBuiltin(name))]
  })
  return [...new Set(found)].sort()
}
