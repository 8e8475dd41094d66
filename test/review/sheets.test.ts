/** Sheets of discs: their tracks are what a DAT may list, and what is asked for. */
import { expect, it } from 'vitest'
import { LEAST, settledProject } from '../cli/support.ts'
import { logiqxDat } from '../support/dat.ts'
import { makeZip } from '../support/archives/zip.ts'

interface Queue {
  readonly items: readonly { readonly kind: string; readonly subject: string }[]
}

const cue = (track: string): string =>
  `FILE "${track}" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n`

it('of a disc, the track that no DAT lists is asked for, and never the sheet', async () => {
  const project = settledProject('sheets')
  project.configure(LEAST)
  project.write(
    'dats/psx.dat',
    logiqxDat('Sony - PlayStation', [{ name: 'Known (USA).bin', bytes: 'known' }]),
  )
  project.write('roms/known.cue', cue('known.bin'))
  project.write('roms/known.bin', 'known')
  project.write('roms/stray.cue', cue('stray.bin'))
  project.write('roms/stray.bin', 'stray')
  project.write('roms/gd/disc.gdi', '1\n1 0 4 2352 track01.bin 0\n')
  project.write('roms/gd/track01.bin', 'known')
  const packed = [
    { name: 'p.cue', data: cue('p.bin') },
    { name: 'p.bin', data: 'packed' },
  ]
  project.write('roms/p.zip', makeZip(packed))
  await project.build()
  const { items } = JSON.parse((await project.run(['review', '--json'])).stdout) as Queue
  expect(items.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['unmatched', 'roms/p.zip#p.bin'],
    ['unmatched', 'roms/stray.bin'],
  ])
})
