/** Which arcade sets the launchers on a MiSTer look for: read from the `.mra` files that the user has. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { recall, remember } from '../../catalog/meta.ts'
import { digest } from '../../engine/canonical.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import { errno, failedPath, problem, reason } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import { plural } from '../../wording.ts'
import { asTarget } from '../choosing/selection.ts'
import type { World } from '../world.ts'

/** Larger files are no launchers. */
const LARGEST = 4_000_000
const DEEPEST = 8

/**
 * `target`: sets with their folders (`mame/fight`), sorted; null where no launchers choose them. Launchers that cannot be
 * read, because their card is away, are not taken for gone.
 */
export function mraRule({ config, db, force, problems }: World): Rule<readonly string[] | null> {
  return rule({
    kind: 'mra',
    version: '2',
    probe: true,
    async run(_, name) {
      const folder = asTarget(config.targets[name]).device.mra
      if (folder === undefined) return null
      const key = keyOf(name, folder)
      const [known = '', ...sets] = (recall(db, key) ?? '').split('\n')
      const stays = known === '' ? '' : ' What they said before is used.'
      const tell = (message: string, hint?: string): void => {
        const details = { path: folder, ...(hint === undefined ? {} : { hint }) }
        problems.push(problem('launchers-unreadable', message, details))
      }
      try {
        const files = launchers(folder)
        const seen = digest(files.map(({ path, size, mtime }) => `${path}\0${size}\0${mtime}\n`).join(''))
        if (known === seen) return sets
        // a mount point without its card
        if (!force && readdirSync(folder).length === 0) {
          if (known === '') tell(`${folder}: there are no .mra files, nor anything else.`, IF_EMPTY)
          else tell(`${folder}: the .mra files there are gone, and all else.${stays}`, IF_TAKEN)
          return sets
        }
        const { found, unread } = await setsOf(files)
        const [first] = unread
        if (first === undefined) {
          remember(db, key, [seen, ...found].join('\n'))
          return found
        }
        const others = unread.length === 1 ? '' : `, nor can ${plural(unread.length - 1, 'other')} be`
        tell(`${first.path} cannot be read: ${first.why}${others}.${stays}`)
        return [...new Set([...sets, ...found])].sort(byCodeUnit)
      } catch (error) {
        if (errno(error) === undefined) throw error
        const where = failedPath(error) ?? folder
        tell(`${where}: the .mra files there cannot be read: ${reason(error)}.${stays}`)
        return sets
      }
    },
  })
}

const IF_TAKEN = 'If you took them away, run `curator build --force`.'
const IF_EMPTY = 'Is a card not plugged in? If it is to be empty, run `curator build --force`.'

/** Whether nobody knows which sets a target's launchers look for: they cannot be read now, and never were. */
export function missesLaunchers({ config, db, problems }: World, name: string): boolean {
  const folder = asTarget(config.targets[name]).device.mra
  if (folder === undefined || recall(db, keyOf(name, folder)) !== undefined) return false
  return problems.some(({ code, path }) => code === 'launchers-unreadable' && path === folder)
}

function keyOf(target: string, folder: string): string {
  return `launched:${target}:${folder}`
}

interface Unread {
  readonly path: string
  readonly why: string
}

async function setsOf(
  files: readonly Launcher[],
): Promise<{ readonly found: readonly string[]; readonly unread: readonly Unread[] }> {
  const { zipsOf } = await import('../../targets/formats/mra.ts')
  const found = new Set<string>()
  const unread: Unread[] = []
  for (const { path } of files) {
    try {
      for (const zip of zipsOf(readFileSync(path, 'utf8'))) found.add(zip)
    } catch (error) {
      if (errno(error) === undefined) throw error
      unread.push({ path, why: reason(error) })
    }
  }
  return { found: [...found].sort(byCodeUnit), unread }
}

interface Launcher {
  readonly path: string
  readonly size: number
  readonly mtime: number
}

/** In order of path. */
function launchers(folder: string, depth = 0): readonly Launcher[] {
  if (depth > DEEPEST) return []
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
