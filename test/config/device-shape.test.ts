/** What a preset from anybody's package gives is checked before a device is planned by it. */
import { expect, it } from 'vitest'
import { checkTarget } from '../../src/targets/check-target.ts'
import type { Device, PlatformLayout, Target } from '../../src/targets/preset.ts'
import { messagesOf, VOCABULARY } from './support.ts'

const GB: PlatformLayout = { folder: 'GB', extensions: ['gb'] }

function target(platforms: Readonly<Record<string, unknown>>, device: Partial<Device> = {}): Target {
  return {
    preset: 'theirs',
    path: 'out',
    policy: 'everything',
    playlists: [],
    device: {
      name: 'Their Stick',
      platforms: platforms as Device['platforms'],
      layout: '{folder}/{file}',
      multiFileLayout: '{folder}/{release}/{file}',
      names: { alphabet: 'fat', maxName: 255, maxPath: 255 },
      limits: {},
      reserved: [],
      ...device,
    },
  }
}

function said(given: Target): readonly string[] {
  const vocabulary = { ...VOCABULARY, presets: { theirs: () => given }, checkTarget }
  const { preset, path, policy } = given
  return messagesOf({ roots: {}, dats: {}, targets: { a: { preset, path, policy } } }, vocabulary)
}

it.each([
  [target({ gb: GB }), []],
  [target({ ngb: GB }), ['"ngb" is no platform that curator knows. Did you mean `gb`?']],
  [target({ dreamland: GB }), ['"dreamland" is no platform that curator knows.']],
  [
    target({ gb: { ...GB, shape: 'no-smd' } }),
    [
      "`targets.a.device.platforms.gb.shape` must be one of the known words; it is 'no-smd'. Did you mean `no-smc`?",
    ],
  ],
  [
    target({ gb: { ...GB, extensions: ['.gb'] } }),
    ['The extension ".gb" must be in small letters, without a dot.'],
  ],
  [
    target({ gb: { ...GB, renamed: ['DMG'] } }),
    ['The extension "DMG" must be in small letters, without a dot.'],
  ],
  [
    target({ gb: GB }, { saves: ['SAVES/{stem}.*', '../{stem}.srm'] }),
    ['The folder "../{stem}.srm" must not leave the target: no "..".'],
  ],
])('%#', (given, expected) => {
  expect(said(given)).toEqual(expected)
})
