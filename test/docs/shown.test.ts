/** What README.md and the first steps show is what happens: their commands, run one after the other, print just that. */
import { readdirSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { DEMO } from '../../fixtures/generate/index.mjs'
import { settledProject, type Project } from '../cli/support.ts'
import { logiqxDat } from '../support/dat.ts'
import { makeLibrary } from '../support/library.ts'
import { page, wordsOf, type Page } from './pages.ts'

it('README.md, with its config and the library of the demo', async () => {
  const project = settledProject('readme')
  makeLibrary({ ...DEMO, dir: project.dir })
  project.write('curator.config.ts', page('README.md').examples[0]?.text ?? '')
  expect(await printed(page('README.md'), project)).toEqual(shown(page('README.md')))
})

it('getting-started.md, with what the demo has for the NES', async () => {
  const project = settledProject('first')
  makeLibrary({ ...DEMO, dir: project.dir })
  for (const folder of ['roms', 'dats'])
    for (const name of readdirSync(project.at(folder)))
      if (!['NES', 'Nintendo - Nintendo Entertainment System.dat'].includes(name))
        rmSync(project.at(folder, name), { recursive: true })
  const start = page('docs/getting-started.md')
  expect(await printed(start, project)).toEqual(shown(start))
})

it('engine.md, for one of each and a MiSTer', async () => {
  const project = settledProject('figure')
  const game = { name: 'Alpha (USA).nes', bytes: 'alpha' }
  project.write('roms/a.nes', game.bytes)
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', [game]))
  project.configure({
    roots: { downloads: './roms' },
    dats: { 'no-intro': './dats' },
    policies: { best: { regions: ['USA'] } },
    playlists: { eighties: { where: { year: { to: 1989 } } } },
    targets: { card: { preset: 'mister', path: './out', policy: 'best', playlists: ['eighties'] } },
  })
  await project.run(['build'])
  const figure = page('docs/engine.md').examples.find(({ language }) => language === 'mermaid')
  const { stdout } = await project.run(['graph', '--format', 'mermaid'])
  expect(figure?.text.trimEnd()).toBe(stdout.trimEnd())
})

/** Each command of a page with the lines below it. */
function shown({ examples }: Page): (readonly [command: string, output: string])[] {
  const blocks = examples.filter(({ language }) => language === 'console').map(({ text }) => text)
  return blocks.flatMap((text) =>
    text
      .split(/^\$ (?:npx )?/m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.split('\n')
        return [command, plain(lines.join('\n'))] as const
      }),
  )
}

async function printed(start: Page, project: Project): Promise<(readonly [string, string])[]> {
  const all: (readonly [string, string])[] = []
  for (const [command] of shown(start)) {
    const [, ...words] = wordsOf(command)
    const { stdout } = await project.run(words)
    all.push([command, plain(stdout.replaceAll(project.dir, '~/games'))])
  }
  return all
}

/** Without what differs from machine to machine. Lists on a RetroArch are as long as the paths in them. */
function plain(text: string): string {
  return text
    .trimEnd()
    .replace(/\d+\.\d s\b/g, '0.0 s')
    .replace(/\d+ steps/g, '0 steps')
    .replace(/node: [\d.]+/, 'node: 0')
    .replace(/[\d.,]+ .B free/, '0 GB free')
    .replace(/^.*(?:retroarch|\.lpl).*$/gm, (line) => line.replace(/[\d.]+ KB/g, '0 KB'))
}
