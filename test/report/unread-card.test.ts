/** Cards with a file system that their device does not read. */
import { expect, it } from 'vitest'
import { everdrive } from '../../presets/index.ts'
import { unreadCard } from '../../src/report/doctor/unread-card.ts'

const cart = (model: 'fxpak-pro' | 'n8-pro') => everdrive({ path: 'out', policy: 'all', model })

it('tells of a card that the device does not read', () => {
  expect(unreadCard(cart('fxpak-pro'), 'exfat')).toEqual([
    {
      verdict: 'fault',
      subject: 'disk',
      message: 'FXPAK Pro reads cards with FAT32 only, and this one has exfat.',
      hint: 'Format a card with FAT32, and build it anew.',
    },
  ])
})

it.each([
  ['FAT32', 'fxpak-pro', 'vfat'],
  ['a folder that is copied to a card later', 'fxpak-pro', 'ext4'],
  ['a disk of which the system says nothing', 'fxpak-pro', undefined],
  ['exFAT, which others read', 'n8-pro', 'exfat'],
] as const)('says nothing of %s', (_case, model, fileSystem) => {
  expect(unreadCard(cart(model), fileSystem)).toEqual([])
})
