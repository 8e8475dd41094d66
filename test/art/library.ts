/** A small library with pictures: ROMs, a DAT that lists them, and a `gamelist.xml` beside them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { png } from '../support/png.ts'
import { testProject, type ConfigData, type TestProject } from '../support/project.ts'

export const DATABASE = 'Nintendo - Super Nintendo Entertainment System'

/** File in the root, release, and the bytes of it. */
const GAMES = [
  { file: 'turtle.sfc', release: 'Rocket Turtle (USA)', bytes: 'turtle'.repeat(200) },
  { file: 'worm.sfc', release: 'Worm & Friends: Dig? (Europe)', bytes: 'worm'.repeat(300) },
  { file: 'kite.sfc', release: 'Kite Racer (Japan)', bytes: 'kite'.repeat(400) },
] as const

export const RED = png(4, 3, [255, 0, 0])
export const GREEN = png(6, 5, [0, 255, 0])

/** Turtle has a picture, worm a picture and a box, kite none. */
const GAMELIST = `<?xml version="1.0"?>
<gameList>
  <game><path>./turtle.sfc</path><name>Rocket Turtle</name><image>./turtle.png</image></game>
  <game><path>./worm.sfc</path><name>Worm</name><image>./images/worm-image.png</image><thumbnail>./images/worm-thumb.png</thumbnail></game>
  <game><path>./kite.sfc</path><name>Kite</name><image>./kite.png</image></game>
  <game><path>./gone.sfc</path><name>Gone</name><image>./turtle.png</image></game>
  <game><path>./turtle.sfc</path><name>Again</name><image>../../secret.png</image></game>
</gameList>
`

export type TargetData = ConfigData['targets'][string]

export function configOf(target: TargetData, art?: ConfigData['art']): ConfigData {
  return {
    roots: { roms: './roms' },
    dats: { snes: './snes.dat' },
    targets: { card: { path: './out', policy: 'everything', ...target } },
    ...(art ? { art } : {}),
  }
}

/** The project goes, and with it its cache of pictures, when the test ends. */
export function artProject(config: ConfigData): TestProject {
  const project = testProject()
  onTestFinished(() => project.close())
  cacheOf()
  project.write(
    'snes.dat',
    logiqxDat(
      DATABASE,
      GAMES.map(({ release, bytes }) => ({ name: `${release}.sfc`, bytes })),
    ),
  )
  for (const { file, bytes } of GAMES) project.write(`roms/${file}`, bytes)
  project.write('roms/gamelist.xml', GAMELIST)
  project.write('roms/turtle.png', RED)
  project.write('roms/images/worm-image.png', GREEN)
  project.write('roms/images/worm-thumb.png', RED)
  project.configure(config)
  return project
}

/** An empty cache of pictures for this test. */
export function cacheOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'curator-art-'))
  vi.stubEnv('CURATOR_CACHE', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
