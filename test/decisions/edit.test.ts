/** Writing decisions: what the user wrote stays as it is. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type * as Fs from 'node:fs'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  curationHash,
  openCuration,
  readDecisions,
  saveDecisions,
} from '../../src/decisions/curation-file.ts'
import { NO_DECISIONS } from '../../src/decisions/decisions.ts'
import { editDecisions, type DecisionEdit } from '../../src/decisions/edit.ts'
import { parseDecisions } from '../../src/decisions/parse.ts'
import { tempDir } from '../support/cli.ts'

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>()
  return { ...fs, fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync) }
})

const SHA1 = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const TEXT = `// mine
{
  "platform": { "bin": "genesis" }, // always
  "match": {
    // the cart in the attic
    "${SHA1}": { "release": "Chrono Trigger (USA)", "platform": "snes" }
  }
}
`

describe('one edit', () => {
  it('of a match keeps comments and the order of keys', () => {
    const edited = editDecisions(TEXT, [{ kind: 'match', sha1: OTHER, to: null }])
    expect(edited).toBe(`// mine
{
  "platform": { "bin": "genesis" }, // always
  "match": {
    // the cart in the attic
    "${SHA1}": { "release": "Chrono Trigger (USA)", "platform": "snes" },
    "${OTHER}": null
  }
}
`)
  })

  it('of a file as Notepad writes it keeps its mark and its line ends', () => {
    const text = '\ufeff{\r\n  "match": {}, // none yet\r\n}\r\n'
    expect(parseDecisions(text, 'curation.jsonc')).toEqual(NO_DECISIONS)
    const edited = editDecisions(text, [{ kind: 'match', sha1: SHA1, to: null }])
    expect(edited).toBe(`\ufeff{\r\n  "match": {\r\n    "${SHA1}": null\r\n  }, // none yet\r\n}\r\n`)
    expect(parseDecisions(edited, 'curation.jsonc').match).toEqual({ [SHA1]: null })
  })

  it('of a file with tabs is moved in by tabs', () => {
    const text = '{\n\t"dat": {},\n}\n'
    const edited = editDecisions(text, [{ kind: 'match', sha1: SHA1, to: null }])
    expect(edited).toBe(`{\n\t"dat": {},\n\t"match": {\n\t\t"${SHA1}": null\n\t},\n}\n`)
  })

  it('undone gives the text back', () => {
    const there = editDecisions(TEXT, [{ kind: 'match', sha1: OTHER, to: null }])
    expect(editDecisions(there, [{ kind: 'match', sha1: OTHER, to: undefined }])).toBe(TEXT)
  })

  it.each([
    ['a', '     "b": "nes", // two on a line\n    "c": "gb"\n'],
    ['b', '    "a": "psx",  // two on a line\n    "c": "gb"\n'],
    ['c', '    "a": "psx", "b": "nes" // two on a line\n'],
  ])('undone leaves what stands on the same line: %s', (of, left) => {
    const table = (lines: string) => `{\n  "platform": {\n${lines}  }\n}\n`
    const text = table('    "a": "psx", "b": "nes", // two on a line\n    "c": "gb"\n')
    expect(editDecisions(text, [{ kind: 'platform', of, to: undefined }])).toBe(table(left))
  })

  it('undone leaves an empty table that has a comment, within or beside it', () => {
    const text = `{\n  "match": {}, // none yet\n  "platform": {} /* none */,\n  "dat": {\n    // none\n  }\n}\n`
    const edits = (to: 'psx' | undefined): DecisionEdit[] => [
      { kind: 'match', sha1: OTHER, to: to && null },
      { kind: 'platform', of: 'bin', to },
      { kind: 'dat', name: 'Acme', to },
    ]
    const undone = editDecisions(editDecisions(text, edits('psx')), edits(undefined))
    expect(undone.replaceAll(/\{\s+\}/g, '{}')).toBe(text)
  })

  it('in a file that is not there yet makes one', () => {
    expect(editDecisions('', [{ kind: 'platform', of: 'bin', to: 'psx' }])).toBe(
      `// What you decided, for curator. Edit it as you like: docs/review.md tells what may stand here.
{
  "platform": {
    "bin": "psx"
  }
}
`,
    )
  })

  it('stands behind comments where there is nothing else', () => {
    expect(editDecisions('// mine\n', [{ kind: 'platform', of: 'bin', to: 'psx' }])).toBe(
      '// mine\n{\n  "platform": {\n    "bin": "psx"\n  }\n}\n',
    )
  })

  it('of a grouping is made once, in whatever order its releases are named', () => {
    const same = (...releases: string[]): DecisionEdit => ({ kind: 'same', platform: 'nes', releases })
    const once = editDecisions('', [same('A', 'B')])
    expect(editDecisions(once, [same('B', 'A')])).toBe(once)
    expect(parseDecisions(once, 'x').grouping['nes']).toHaveLength(1)
    const none = editDecisions(once, [{ ...same('B', 'A'), remove: true } as DecisionEdit])
    expect(parseDecisions(none, 'x').grouping).toEqual({})
  })
})

/** The same decision, laid out as people and tools do. */
const MATCH = `"${SHA1}": { "release": "Chrono Trigger (USA)", "platform": "snes" }`
const LAYOUTS = [
  TEXT,
  TEXT.replaceAll('\n', '\r\n'),
  `{"match":{${MATCH}}} // the cart in the attic`,
  `{ "match": { ${MATCH}, }, } // the cart in the attic`,
  `{ "match": { ${MATCH} /* } the cart, */ } } // the cart in the attic`,
  `{\n\t"match": {\n\t\t${MATCH}, // the cart in the attic }, ]\n\t},\n}\n`,
  `{\n  "match": {\n    ${MATCH}\n    // the cart in the attic\n    , \n  }\n}`,
  `{\n  "match": { ${MATCH} }\n  // the cart in the attic\n}`,
]

it('what was decided last is what is read', () => {
  const edit = fc.record({
    kind: fc.constant('match' as const),
    sha1: fc.constantFrom(SHA1, OTHER, 'c'.repeat(40)),
    to: fc.constantFrom(null, undefined, { platform: 'snes', release: 'A "quoted" \\ name' }),
  })
  fc.assert(
    fc.property(fc.constantFrom(...LAYOUTS), fc.array(edit, { maxLength: 12 }), (before, edits) => {
      const text = editDecisions(before, edits)
      const expected = new Map<string, unknown>([
        [SHA1, { platform: 'snes', release: 'Chrono Trigger (USA)' }],
      ])
      for (const { sha1, to } of edits)
        if (to === undefined) expected.delete(sha1)
        else expected.set(sha1, to)
      expect(parseDecisions(text, 'x').match).toEqual(Object.fromEntries(expected))
      // a comment on a decision may go with it
      if (edits.every(({ to }) => to !== undefined)) expect(text).toContain('// the cart in the attic')
    }),
  )
})

describe('the file', () => {
  it('is read, written as a whole, and known by its bytes', async () => {
    const dir = tempDir('curation')
    expect(curationHash(dir)).toBe('')
    expect(await readDecisions(dir)).toEqual(NO_DECISIONS)
    expect(await saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])).toBe(true)
    expect(await saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])).toBe(false)
    expect((await readDecisions(dir)).match).toEqual({ [SHA1]: null })
    expect(curationHash(dir)).toMatch(/^[0-9a-f]{40}$/)
    expect(readdirSync(dir)).toEqual(['curation.jsonc'])
  })

  it.skipIf(process.platform === 'win32')('is changed where a link leads, and the link stays', async () => {
    const dir = tempDir('curation')
    mkdirSync(join(dir, 'dotfiles'))
    const [link, real] = [join(dir, 'curation.jsonc'), join(dir, 'dotfiles', 'mine.jsonc')]
    writeFileSync(real, '{}\n')
    symlinkSync(join('dotfiles', 'mine.jsonc'), link)
    await saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(real, 'utf8')).toContain(SHA1)
    expect(readdirSync(join(dir, 'dotfiles'))).toEqual(['mine.jsonc'])
  })

  it.skipIf(process.platform === 'win32')('keeps who may read it', async () => {
    const dir = tempDir('curation')
    const path = join(dir, 'curation.jsonc')
    writeFileSync(path, '{}\n')
    chmodSync(path, 0o600)
    await saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it.skipIf(process.platform === 'win32')('stays whole where there is room for part of it', async () => {
    const dir = tempDir('curation')
    const path = join(dir, 'curation.jsonc')
    const before = `{}\n// ${'x'.repeat(5000)}\n`
    writeFileSync(path, before)
    const program = join(tempDir('program'), 'save.mjs')
    await esbuild({
      stdin: {
        contents: `import { saveDecisions } from './curation-file.ts'
          const edits = [{ kind: 'match', sha1: '${SHA1}', to: null }]
          saveDecisions(${JSON.stringify(dir)}, edits).catch((error) => console.log(error.message))`,
        resolveDir: join(import.meta.dirname, '../../src/decisions'),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      outfile: program,
    })
    // no file may be larger than 4 KiB
    const limited = ['-c', 'ulimit -f 8; exec "$@"', '-', process.execPath, program]
    const said = execFileSync('sh', limited, { encoding: 'utf8' })
    expect(readFileSync(path, 'utf8')).toBe(before)
    expect(said).toContain(`Cannot write ${path}: `)
    expect(readdirSync(dir)).toEqual(['curation.jsonc'])
  })

  it('keeps what somebody wrote there while it was made ready', async () => {
    const dir = tempDir('curation')
    const path = join(dir, 'curation.jsonc')
    const sync = vi.mocked(fsyncSync)
    const curation = await openCuration(dir)
    sync.mockImplementationOnce(() => writeFileSync(path, '// by hand\n{ "platform": { "bin": "nes" } }\n'))
    await curation.save([{ kind: 'match', sha1: SHA1, to: null }])
    expect(readFileSync(path, 'utf8')).toContain('// by hand')
    expect(await readDecisions(dir)).toEqual({
      ...NO_DECISIONS,
      platform: { bin: 'nes' },
      match: { [SHA1]: null },
    })
    expect(curation.decisions).toEqual(await readDecisions(dir))
    expect(readdirSync(dir)).toEqual(['curation.jsonc'])
  })

  it('is not read where it is in another encoding, which writing it would break', async () => {
    const dir = tempDir('curation')
    const path = join(dir, 'curation.jsonc')
    const latin = Buffer.from('{ "dat": { "Pok\u00e9mon": "gb" } }', 'latin1')
    writeFileSync(path, latin)
    const wrong = `${path} is not in UTF-8. Save it in that encoding.`
    await expect(readDecisions(dir)).rejects.toThrow(wrong)
    await expect(saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])).rejects.toThrow(wrong)
    expect(readFileSync(path)).toEqual(latin)
  })

  it.skipIf(process.platform === 'win32')('is not begun anew where a link leads nowhere', async () => {
    const dir = tempDir('curation')
    const link = join(dir, 'curation.jsonc')
    symlinkSync(join('away', 'mine.jsonc'), link)
    const wrong = `${link} is a link to a file that is not there.`
    await expect(readDecisions(dir)).rejects.toThrow(wrong)
    await expect(saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])).rejects.toThrow(wrong)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readdirSync(dir)).toEqual(['curation.jsonc'])
  })

  it('is left alone when it is not right, or would not be', async () => {
    const dir = tempDir('curation')
    const path = join(dir, 'curation.jsonc')
    await expect(saveDecisions(dir, [{ kind: 'platform', of: '.BIN', to: 'nes' }])).rejects.toThrow(
      'no extension',
    )
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, '{ "match": ')
    await expect(saveDecisions(dir, [{ kind: 'match', sha1: SHA1, to: null }])).rejects.toThrow('no JSON')
    expect(readFileSync(path, 'utf8')).toBe('{ "match": ')
  })
})
