/** What is loaded before anything is done. Every package costs milliseconds, each time curator starts. */
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
})

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
