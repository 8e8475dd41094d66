/** Configs that cannot be used: nothing is built, and the message names the line. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/errors.ts'
import { emptyProject, LEAST, type ConfigData } from '../support.ts'

/** Root may read anything, but not as nobody's root. */
const REFUSED = process.getuid?.() === 0 ? ['unshare', '--user'] : []
const CAN_BE_REFUSED = process.platform === 'linux' && spawnSync('env', [...REFUSED, 'true']).status === 0

interface Failure {
  readonly outcome: string
  readonly problems: readonly Problem[]
}

async function refused(
  name: string,
  text: string,
  args: readonly string[] = ['build'],
  options: { readonly input?: string } = {},
) {
  const project = emptyProject('config')
  project.write('roms/a.gb', 'a')
  project.write(name, text)
  const result = await project.run(args, options)
  expect(existsSync(project.at('out'))).toBe(false)
  return { ...result, dir: project.dir }
}

describe('a config that cannot be used stops the build with exit code 2', () => {
  it('throws: with its own message and its line', async () => {
    const { code, stdout, stderr, dir } = await refused(
      'curator.config.ts',
      "const roots = {}\nthrow new Error('no card in the reader')\nexport default { roots }\n",
    )
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('no card in the reader')
    expect(stderr).toContain('[config-threw]')
    expect(stderr).toContain(`${dir}/curator.config.ts:2:`)
  })

  it('awaits what never comes', async () => {
    const text = 'await new Promise(() => {})\nexport default {}\n'
    const { code, stderr } = await refused('curator.config.ts', text, ['build'], { input: '' })
    expect(stderr).toBe(
      'error curator.config.ts never ends: it awaits something that does not come. [config-threw]\n',
    )
    expect(code).toBe(2)
  })

  it.each([
    ['process.exit(0)', 2, 9],
    ["import { exit } from 'node:process'; exit()", 2, 38],
    ['try { process.exit(1) } catch {}', 2, 15],
    ['setTimeout(() => process.exit(0)); await new Promise((r) => setTimeout(r, 500))', 2, 26],
  ])('would end curator as if all were done: %s', async (statement, line, column) => {
    const given = /exit\((\d?)\)/.exec(statement)?.[1] ?? ''
    const text = `// a comment\n${statement}\nexport default ${JSON.stringify(LEAST)}\n`
    const { code, stdout, stderr, dir } = await refused('curator.config.ts', text, ['build', '--json'])
    const message = `curator.config.ts would end curator: it calls process.exit(${given}).`
    const { outcome, problems } = JSON.parse(stdout) as Failure
    expect(problems).toMatchObject([{ code: 'config-threw', message, at: { line, column } }])
    expect(outcome).toBe('failed')
    expect(stderr).toContain(
      `error ${message} [config-threw]\n  ${dir}/curator.config.ts:${line}:${column}\n`,
    )
    expect(code).toBe(2)
  })

  it('would end curator while it is read, or by a file that it imports', async () => {
    const getter = 'export default { get roots() { return process.exit(0) } }\n'
    const read = await refused('curator.config.ts', getter)
    const exits = 'curator.config.ts would end curator: it calls process.exit(0).'
    expect(read.stderr).toBe(
      `error curator.config.ts threw while it was read: ${exits.replace(/\.$/, '')}. [config-threw]\n`,
    )
    expect(read.code).toBe(2)

    const project = emptyProject('config')
    project.write('parts/quits.ts', 'process.exit(0)\nexport {}\n')
    project.write('node_modules/quits/index.js', 'process.exit(0)\n')
    project.write('node_modules/quits/package.json', '{ "name": "quits", "version": "1.0.0" }')
    for (const imported of ['./parts/quits.ts', 'quits']) {
      project.write('curator.config.ts', `import '${imported}'\nexport default {}\n`)
      const { code, stderr } = await project.run(['build'])
      expect(stderr).toContain(`error ${exits} [config-threw]\n`)
      expect(code).toBe(2)
    }
  })

  it('imports a package that throws', async () => {
    const project = emptyProject('config')
    project.write('node_modules/picky/index.js', "throw new Error('not on this machine')\n")
    project.write('node_modules/picky/package.json', '{ "name": "picky", "version": "1.0.0" }')
    project.write('curator.config.ts', "import 'picky'\nexport default {}\n")
    const { code, stderr } = await project.run(['build'])
    expect(stderr).toBe('error curator.config.ts threw: not on this machine [config-threw]\n')
    expect(code).toBe(2)
  })

  it.each([
    ['process.exit(0)', ''],
    ["throw new Error('too late')", 'Error: too late'],
  ])('ends curator later on, when it works: %s', async (statement, says) => {
    const project = emptyProject('config')
    project.write('roms/a.gb', 'a')
    const late = `setTimeout(() => { ${statement} })\n`
    project.write('curator.config.ts', `${late}export default ${JSON.stringify(LEAST)}\n`)
    const { code, stdout, stderr } = await project.run(['build'], { input: '' })
    expect(stdout).toBe('')
    expect(stderr).toContain(
      'error Something ended curator before it was done. Does the config, or a package that it imports, ' +
        'call process.exit, or throw, in a timer? [config-threw]\n',
    )
    expect(stderr).toContain(says)
    expect(code).toBe(2)
  })

  it('throws when nobody waits for it: as if it had thrown at once', async () => {
    const waits = 'await new Promise((resolve) => setTimeout(resolve, 500))\nexport default {}\n'
    for (const late of [
      "setTimeout(() => { throw new Error('late') })",
      "Promise.reject(new Error('late'))",
    ]) {
      const { code, stderr, dir } = await refused('curator.config.ts', `\n${late}\n${waits}`)
      expect(stderr).toContain('error curator.config.ts threw: late [config-threw]\n')
      expect(stderr).toContain(`${dir}/curator.config.ts:2:`)
      expect(code).toBe(2)
    }
  })

  it.skipIf(!CAN_BE_REFUSED)(
    'may not be read, or imports what may not (skipped where none is refused)',
    async () => {
      const project = emptyProject('config')
      project.write('curator.config.ts', "import { dats } from './dats.ts'\nexport default { dats }\n")
      project.write('dats.ts', 'export const dats = {}\n')
      for (const [name, says] of [
        ['dats.ts', 'error curator.config.ts: Cannot read '],
        ['curator.config.ts', 'error Cannot read '],
      ] as const) {
        chmodSync(project.at(name), 0)
        const { code, stderr } = await project.run(['build'], { within: REFUSED })
        expect(stderr.split('\n')[0]).toBe(
          `${says}${project.at(name)}: permission denied. [config-unreadable]`,
        )
        expect(code).toBe(2)
        chmodSync(project.at(name), 0o644)
      }
    },
  )

  it.skipIf(!CAN_BE_REFUSED)(
    'is in a folder that may not be entered: no config above it is taken for it (skipped where none is refused)',
    async () => {
      const project = emptyProject('config')
      project.configure(LEAST)
      project.write('closed/curator.config.json', '{}')
      chmodSync(project.at('closed'), 0)
      const { code, stderr } = await project.run(['build', '-C', 'closed'], { within: REFUSED })
      chmodSync(project.at('closed'), 0o755)
      expect([code, stderr]).toEqual([
        2,
        `error The folder ${project.at('closed')} cannot be entered: permission denied. [config-unreadable]\n`,
      ])
    },
  )

  it('imports what Node does not load, and the other road does not either: why Node does not', async () => {
    const project = emptyProject('config')
    project.write('node_modules/old/index.js', "module.exports = { ['path']: './old' }\n")
    project.write(
      'curator.config.ts',
      "import { path } from 'old'\nawait Promise.resolve()\nexport default { roots: { path } }\n",
    )
    const { code, stderr } = await project.run(['build'])
    expect(stderr).toMatch(
      /^error curator\.config\.ts cannot be loaded: Named export 'path' not found\. .*\[config-unreadable\]\n$/,
    )
    expect(code).toBe(2)
  })

  it('exports a function', async () => {
    const { code, stderr } = await refused(
      'curator.config.ts',
      'export default () => ({ roots: {}, dats: {}, targets: {} })\n',
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error The config is a function, not plain data\. \[config-not-data\]\n/)
  })

  it('names a DAT that is not declared: with the name that was meant', async () => {
    const config: ConfigData = { ...LEAST, policies: { usa: { dats: ['alll'] } } }
    const { code, stderr, dir } = await refused('curator.config.json', JSON.stringify(config, undefined, 2))
    expect(code).toBe(2)
    expect(stderr).toContain('alll')
    expect(stderr).toContain('[config-unknown-name]')
    expect(stderr).toMatch(/Did you mean [`']all[`']\?/)
    expect(stderr).toContain(`${dir}/curator.config.json:`)
  })

  it('has three mistakes: all are told at once', async () => {
    const config = {
      ...LEAST,
      root: {},
      targets: { plain: { preset: 'foldr', path: './out', policy: 'usa' } },
    }
    const { code, stdout } = await refused('curator.config.json', JSON.stringify(config), ['build', '--json'])
    expect(code).toBe(2)
    const { outcome, problems } = JSON.parse(stdout) as Failure
    expect(outcome).toBe('failed')
    expect(problems.length).toBeGreaterThanOrEqual(2)
    for (const problem of problems) expect(problem.at?.file).toMatch(/curator\.config\.json$/)
  })

  it('calls presets that throw, and has other mistakes: all are told at once', async () => {
    const { code, stdout } = await refused(
      'curator.config.ts',
      `import { defineConfig } from 'curator'
import { mister } from 'curator/presets'
const own = () => { throw new Error('own() wants a path') }
export default defineConfig({
  roots: { a: './roms' },
  dats: { d: './dats' },
  targets: {
    one: own({ policy: 'everything' }),
    two: mistr({ path: './two', policy: 'everything' }),
    three: mister({ path: './three', policy: 'everythin' }),
  },
})
`,
      ['build', '--json'],
    )
    expect(code).toBe(2)
    const { problems } = JSON.parse(stdout) as Failure
    expect(problems.map(({ path, at, message }) => [path, at?.line, message])).toEqual([
      ['targets.one', 3, '`targets.one` cannot be made: own() wants a path.'],
      ['targets.two', 9, '`targets.two` cannot be made: mistr is not defined.'],
      [
        'targets.three.policy',
        10,
        "`targets.three.policy` names the policy 'everythin', which is not declared.",
      ],
    ])
  })

  it('is none: how to make one', async () => {
    const project = emptyProject('none')
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(2)
    expect(stderr).toBe(
      'error No curator.config.ts here or above. [config-not-found]\n  Run `curator init` to make one.\n',
    )
  })

  it('prints: that goes to stderr, for a document may stand on stdout', async () => {
    const project = emptyProject('prints')
    project.write('curator.config.ts', `console.log('a word')\nexport default ${JSON.stringify(LEAST)}\n`)
    const { code, stdout, stderr } = await project.run(['config', '--json'])
    expect(stderr).toBe('a word\n')
    expect(JSON.parse(stdout)).toMatchObject({ targets: { plain: { policy: 'everything' } } })
    expect(code).toBe(0)
  })

  it('works again as soon as it is put right', async () => {
    const project = emptyProject('again')
    project.configure({ ...LEAST, targets: { plain: { ...LEAST.targets['plain'], policy: 'usa' } } })
    expect((await project.run(['build'])).code).toBe(2)
    project.configure(LEAST)
    project.write('roms/a.gb', 'a')
    project.write('dats/empty.dat', 'clrmamepro (\n  name "Nintendo - Game Boy"\n)\n')
    expect((await project.run(['build'])).code).toBe(0)
  })
})
