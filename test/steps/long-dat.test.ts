/** A DAT that takes seconds to read, beside the roots. */
import { truncateSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LONG_TEXT } from '../../src/dats/importing/long-import.ts'
import { build } from '../../src/steps/build.ts'
import { createSteps } from '../../src/steps/steps.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject } from '../support/project.ts'

const FILES = 64

it('is read while roots are, and what is found in them meanwhile stays though it turns out damaged', async () => {
  await withProject(async (project) => {
    project.configure({
      roots: { roms: './roms' },
      dats: { d: './dats' },
      targets: { card: { preset: 'folder', policy: 'everything', path: './out' } },
    })
    const dat = logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }])
    const [header = '', game = ''] = dat.replace('</datafile>', '').split(/(?=<game)/)
    const games = Array.from({ length: LONG_TEXT / game.length }, (_, i) =>
      game.replaceAll('Alpha', `Alpha ${i}`),
    )
    project.write('dats/long.dat', [header, ...games].join(''))
    for (let i = 0; i < FILES; i++) {
      project.write(`roms/${i}.gb`, `${i}`)
      truncateSync(project.at(`roms/${i}.gb`), 16 * 2 ** 20) // holes on the disk, but work for the hashing
    }
    await import('../../src/dats/importing/update.ts') // not while files are read
    await project.session(async ({ project: opened, world }) => {
      let isBeside = false
      const isTold = world.db.prepare('select 1 from dat_file where problem like \'["dat-damaged"%\'').pluck()
      const listener = {
        ...world.listener,
        tick({ files, total = 0 }: { readonly files: number; readonly total?: number }) {
          isBeside ||= files < total && isTold.get() === 1
        },
      }
      const told = { ...world, listener }
      await build(opened, told, createSteps(told), { targets: [], dryRun: false, frozen: false })
      expect(isBeside).toBe(true)
      const known = world.db.prepare(
        'select count(distinct r.sha1) from file_instance f join rom_file r on r.id = f.rom_file_id',
      )
      expect(known.pluck().get()).toBe(FILES)
    })
  })
})
