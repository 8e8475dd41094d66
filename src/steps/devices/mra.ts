/** Which arcade sets the launchers on a MiSTer look for: read from the `.mra` files that the user has. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { recall, remember } from '../../catalog/meta.ts'
import { digest } from '../../engine/canonical.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import { byCodeUnit } from '../../order.ts'
import { asTarget } from '../choosing/selection.ts'
import type { World } from '../world.ts'

/** Larger files are no launchers. */
const LARGEST = 4_000_000
const DEEPEST = 8

/** `target`: sets with their folders (`mame/fight`), sorted; null where no launchers choose them. */
export function mraRule({ config, db }: World): Rule<readonly string[] | null> {
  return rule({
    kind: 'mra',
    version: '2',
    probe: true,
    async run(_, name) {
      const folder = asTarget(config.targets[name]).device.mra
      if (folder === undefined) return null
      const files = launchers(folder)
      const seen = digest(files.map(({ path, size, mtime }) => `${path}\0${size}\0${mtime}\n`).join(''))
      const key = `launched:${name}:${folder}`
      const [known, ...sets] = (recall(db, key) ?? '').split('\n')
      if (known === seen) return sets
      const { zipsOf } = await import('../../targets/formats/mra.ts')
      const found = new Set<string>()
      for (const { path } of files) for (const zip of zipsOf(readFileSync(path, 'utf8'))) found.add(zip)
      const sorted = [...found].sort(byCodeUnit)
      remember(db, key, [seen, ...sorted].join('\n'))
      return sorted
    },
  })
}

interface Launcher {
  readonly path: string
  readonly size: number
  readonly mtime: number
}

/** In order of path. A folder that is not there holds none. */
function launchers(folder: string, depth = 0): readonly Launcher[] {
  if (depth > DEEPEST || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => byCodeUnit(a.name, b.name))
    .flatMap((entry): readonly Launcher[] => {
      const path = join(folder, entry.name)
      // the cores themselves, and links that a script on the device makes to what is here already
      if (entry.isDirectory()) return isPassedOver(entry.name) ? [] : launchers(path, depth + 1)
      if (!entry.isFile() || !/\.mra$/i.test(entry.name)) return []
      const { size, mtimeMs } = statSync(path)
      return size > LARGEST ? [] : [{ path, size, mtime: mtimeMs }]
    })
}

function isPassedOver(folder: string): boolean {
  return folder === 'cores' || folder === '_Organized'
}
