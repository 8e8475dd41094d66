/** Where a config names a folder or a DAT. */
import { resolve } from 'node:path'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { sourceOf } from '../../config/reading/source.ts'
import { wildPart } from '../../dats/importing/find.ts'
import type { Problem } from '../../errors.ts'

/** `path`: of a root, a target or a DAT, or the folder in which DATs are looked for. */
export function whereNamed(path: string, config: ResolvedConfig): Problem['at'] {
  const { roots, targets, dats } = config
  const nameIn = (part: Readonly<Record<string, { readonly path: string }>>) =>
    Object.keys(part).find((name) => part[name]?.path === path)
  const dat = Object.keys(dats).find((name) =>
    dats[name]?.files.some(
      ({ base, glob }) => resolve(base, glob) === path || wildPart(base, glob)?.folder === path,
    ),
  )
  const places = { roots: nameIn(roots), targets: nameIn(targets), dats: dat }
  const [part, name] = Object.entries(places).find((place) => place[1] !== undefined) ?? []
  if (part === undefined || name === undefined) return undefined
  const isFirmware = part === 'roots' && name === config.bios
  return sourceOf(config).place(isFirmware ? ['bios', 'path'] : [part, name, 'path'], 'value')
}
