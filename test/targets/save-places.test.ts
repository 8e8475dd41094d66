/** Where saves are: found without spelling the places out, and spelled out to say them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as presets from '../../presets/index.ts'
import type { Device } from '../../src/targets/preset.ts'
import { savePlaces } from '../../src/targets/saves/saves.ts'

const out = { path: 'out', policy: 'all' }
const DEVICES: Readonly<Record<string, Device>> = {
  batocera: presets.batocera(out).device,
  everdrive: presets.everdrive({ ...out, model: 'mega-pro' }).device,
  minui: presets.minui(out).device,
  mister: presets.mister(out).device,
  'mister, games in other folders': presets.mister({ ...out, folders: { gb: 'Pocket', gba: 'Pocket' } })
    .device,
  'one save a folder': { ...presets.mister(out).device, saves: ['saves/{folder}/game.sav'] },
  muos: presets.muos(out).device,
  onion: presets.onion(out).device,
  pocket: presets.pocket(out).device,
  recalbox: presets.recalbox(out).device,
  retroarch: presets.retroarch(out).device,
}

describe.each(Object.entries(DEVICES))('%s', (_name, device) => {
  const platforms = Object.entries(device.platforms)
  const folders = [...new Set(platforms.flatMap(([, { folder }]) => [folder, `${folder}/A`, `x/${folder}`]))]
  const files = ['A.gb', 'A.gbc', 'a.gb', 'A', 'A (1).gb', 'B.zip', 'A.gb.zip', '.gb', 'A.x', '*.gb']
  const paths = fc
    .tuple(fc.constantFrom(...folders), fc.constantFrom(...files))
    .map((parts) => parts.join('/'))

  it('two games have the same places exactly when these are made of the same', () => {
    const same = (texts: readonly string[]): string => texts.join('\n').toLowerCase()
    fc.assert(
      fc.property(fc.constantFrom(...platforms), paths, paths, ([platform], one, other) => {
        const places = savePlaces(device, platform)
        expect(same(places.madeOf(one)) === same(places.madeOf(other))).toBe(
          same(places.of(one)) === same(places.of(other)),
        )
      }),
      { numRuns: 400 },
    )
  })
})
