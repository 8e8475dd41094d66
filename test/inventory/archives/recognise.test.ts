/** What the one nameless file in a packed file is called, and which extensions promise an archive. */
import { expect, it } from 'vitest'
import { notWhatItSays, singleMemberName } from '../../../src/inventory/archives/recognise.ts'

it.each([
  ['Game.nes.gz', 'Game.nes'],
  ['folder/Game.nes.bz2', 'Game.nes'],
  ['set.tgz', 'set.tar'],
  ['set.tbz', 'set.tar'],
  ['set.TBZ2', 'set.tar'],
  ['set.txz', 'set.tar'],
  ['set.tzst', 'set.tar'],
  ['set.tar.zst', 'set.tar'],
  ['game.bin', 'game.bin'],
  ['.gz', '.gz'],
])('%s holds %s', (name, member) => {
  expect(singleMemberName(name)).toBe(member)
})

it.each(['7z', 'rar', 'tar', 'gz', 'tgz', 'bz2', 'tbz', 'tbz2', 'xz', 'zst'])(
  'a file that is only called .%s is none',
  (extension) => {
    expect(notWhatItSays(extension)).toEqual({
      code: 'archive-damaged',
      what: `it is called .${extension}, and does not begin like one`,
    })
  },
)

it.each(['zip', 'nes', '', 'constructor'])(
  '.%s promises nothing that its first bytes have to show',
  (extension) => {
    expect(notWhatItSays(extension)).toBeUndefined()
  },
)
