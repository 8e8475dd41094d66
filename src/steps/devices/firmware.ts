/** The rule of firmware: what of the user's own goes where each device looks for it. */
import { digest } from '../../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { byCodeUnit } from '../../order.ts'
import type { Target } from '../../targets/preset.ts'
import type { TreeFile } from '../../targets/tree.ts'
import type { InputRules } from '../inputs.ts'
import { factsOf, type Made, type SectionRule } from './sections.ts'
import { readTarget } from '../choosing/selection.ts'
import type { World } from '../world.ts'

interface FirmwareRules {
  readonly firmware: SectionRule
  /** None unless the config has a folder of firmware, and the device is known to look for any. */
  sectionsOf(need: Reader['need'], name: string, target: Target): Promise<readonly Made[]>
  readonly all: readonly Rule[]
}

export function firmwareRules({ config, db }: World, inputs: InputRules): FirmwareRules {
  const { bios } = config

  /** A fingerprint of what is in the folder. */
  const held = rule<string>({
    kind: 'bios',
    version: '1',
    probe: true,
    async run({ need }) {
      await need(inputs.identified, '')
      if (bios === undefined) return ''
      const { heldFirmware } = await import('../../bios/holdings.ts')
      return digest(
        heldFirmware(db, bios)
          .map(({ md5, path }) => `${md5} ${path}\n`)
          .join(''),
      )
    },
  })

  /** `target`: the files of firmware on it. */
  const firmware: SectionRule = rule({
    kind: 'firmware',
    version: '2',
    async run({ need, keep }, name) {
      const target = await readTarget(need, inputs, name)
      await need(held, '')
      await need(inputs.datsOf, 'system') // what a list of system files among the DATs knows
      const [{ firmwareWishes }, { heldFirmware }, { listedFirmware }, { verdictsOn }] = await Promise.all([
        import('../../bios/firmware.ts'),
        import('../../bios/holdings.ts'),
        import('../../bios/listed.ts'),
        import('../../bios/verdicts.ts'),
      ])
      const found = bios === undefined ? [] : heldFirmware(db, bios)
      const wishes = await firmwareWishes(target.device, listedFirmware(db))
      const files = verdictsOn(wishes, found)
        .flatMap(({ path, state, found: file }): TreeFile[] => {
          if (state !== 'present' || !file) return []
          const { size, sha1 } = file
          return [{ path, size, sha1, origin: { content: sha1 }, label: file.name, yields: true }]
        })
        .sort((a, b) => byCodeUnit(a.path, b.path))
      keep('files', files)
      return factsOf(target, files, [])
    },
  })

  return {
    firmware,
    async sectionsOf(need, name, target) {
      if (bios === undefined || target.device.firmware === undefined || target.bios === false) return []
      return [{ kind: 'firmware', arg: name, facts: await need(firmware, name) }]
    },
    all: [held, firmware],
  }
}
