/** Folders of a config that must not lie in each other. */
import { dirname, join } from 'node:path'
import { pathBelow, realPath } from '../../disk/real-path.ts'
import { problem, type ErrorCode, type Problem } from '../../errors.ts'
import { addTo, groupBy } from '../../groups.ts'
import { pathText, type ConfigPath } from '../places/place.ts'
import type { ResolvedConfig, ResolvedLibrary } from '../resolved.ts'
import { sourceOf } from '../reading/source.ts'

/** What is asked of a config: those of one that is not sound are known as well. */
export interface Folders extends Pick<ResolvedConfig, 'file' | 'form' | 'state' | 'bios'> {
  readonly roots: Readonly<Record<string, { readonly path: string }>>
  readonly targets: Readonly<Record<string, { readonly path: string }>>
  readonly libraries: Readonly<Record<string, Pick<ResolvedLibrary, 'path' | 'mode' | 'roots'>>>
}

interface Folder {
  readonly kind: 'root' | 'firmware' | 'target' | 'library'
  readonly name: string
  readonly path: string
  /** Without symbolic links, as far as it exists. */
  readonly real: string
}

/**
 * Two roots in each other would count files twice; a target in a root would be scanned, and a root in a target is in
 * danger; two targets in each other would delete each other's files; a target's own `.curator` is not the state folder.
 * A library that moves files is the one thing that lies in a root: what it moved elsewhere would be lost to the devices.
 * Links are followed, so it has to be asked again when the disk may have changed.
 */
export function checkPaths(config: Folders): readonly Problem[] {
  const roots = Object.entries(config.roots).map(([name, { path }]) =>
    folder(name === config.bios ? 'firmware' : 'root', name, path),
  )
  const targets = Object.entries(config.targets).map(([name, { path }]) => folder('target', name, path))
  const state = realPath(config.state)
  const libraries = Object.entries(config.libraries).map(([name, { path }]) => folder('library', name, path))
  const isMover = ({ name }: Folder) => config.libraries[name]?.mode === 'move'
  return [
    ...clashes('roots-nested', roots, roots, config),
    ...clashes('target-in-root', targets, roots, config),
    ...clashes('targets-nested', targets, targets, config),
    ...targets
      .filter(({ real: path }) => join(path, '.curator') === state)
      .map((target) => holdsState(target, config)),
    ...clashes(
      'target-in-root',
      libraries.filter((library) => !isMover(library)),
      roots,
      config,
    ),
    ...clashes('targets-nested', libraries, targets, config),
    ...clashes('targets-nested', libraries, libraries, config),
    ...libraries.filter(isMover).flatMap((library) => moverFaults(library, roots, config)),
  ]
}

/** A mover's folder lies in a root that it may move; no other library moves files of its roots. */
function moverFaults(library: Folder, roots: readonly Folder[], config: Folders): Problem[] {
  const own = config.libraries[library.name]?.roots ?? []
  const other = Object.entries(config.libraries).find(
    ([name, { mode, roots: theirs }]) =>
      name < library.name && mode === 'move' && theirs.some((root) => own.includes(root)),
  )
  const isHome = roots.some((root) => own.includes(root.name) && isInside(library.real, root.real))
  return [
    ...(isHome
      ? []
      : [
          report(
            'config-invalid',
            library,
            `The ${named(library)} (${library.path}) moves files, so it must lie in a root of its own \`roots\`, or be one. Else what it moves would be lost to the devices.`,
            config,
          ),
        ]),
    ...(other
      ? [
          report(
            'config-invalid',
            library,
            `The libraries '${other[0]}' and '${library.name}' move files of one root. Only one of them can.`,
            config,
          ),
        ]
      : []),
  ]
}

function folder(kind: Folder['kind'], name: string, path: string): Folder {
  return { kind, name, path, real: realPath(path) }
}

/** Each of `some` with each of `others` that it lies in, or holds, or is. Of one list with itself, each pair once. */
function clashes(
  code: ErrorCode,
  some: readonly Folder[],
  others: readonly Folder[],
  config: Folders,
): Problem[] {
  const meeting = meetingAmong(others)
  const places = new Map(others.map((other, i) => [other, i]))
  const placeOf = (one: Folder): number => places.get(one) ?? -1
  return some.flatMap((one) =>
    meeting(one)
      .filter((other) => placeOf(other) > placeOf(one))
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map((other) => clash(code, one, other, config)),
  )
}

/** By the folders above each: to compare all pairs, a thousand targets took seconds. */
function meetingAmong(folders: readonly Folder[]): (one: Folder) => readonly Folder[] {
  const at = groupBy(folders, ({ real }) => real)
  const below = new Map<string, Folder[]>()
  for (const one of folders) for (const above of foldersAbove(one.real)) addTo(below, above, one)
  return ({ real }) => [
    ...[real, ...foldersAbove(real)].flatMap((path) => at.get(path) ?? []),
    ...(below.get(real) ?? []),
  ]
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path)
  return above === path ? [] : [above, ...foldersAbove(above)]
}

function clash(code: ErrorCode, a: Folder, b: Folder, config: Folders): Problem {
  if (a.real === b.real) {
    const message = `The ${named(a)} and the ${named(b)} are the same folder, ${a.path}.`
    const told = report(code, a, message, config)
    return code === 'roots-nested' ? { ...told, hint: 'Keep one of the two.' } : told
  }
  const [inner, outer] = isInside(a.real, b.real) ? [a, b] : [b, a]
  return report(code, inner, inside(inner, outer), config)
}

function isInside(inner: string, outer: string): boolean {
  return pathBelow(outer, inner) !== undefined
}

function inside(inner: Folder, outer: Folder): string {
  return `The ${named(inner)} (${inner.path}) lies inside the ${named(outer)} (${outer.path}).`
}

function named({ kind, name }: Folder): string {
  return kind === 'firmware' ? 'folder of firmware' : `${kind} '${name}'`
}

function holdsState(target: Folder, config: Folders): Problem {
  const message = `The ${named(target)} (${target.path}) would keep its records in ${config.state}, which is the state folder.`
  return {
    ...report('config-invalid', target, message, config),
    hint: 'Build the target into a folder of its own.',
  }
}

const PLACES: Readonly<Record<Folder['kind'], (name: string) => ConfigPath>> = {
  root: (name) => ['roots', name],
  firmware: () => ['bios'],
  target: (name) => ['targets', name],
  library: (name) => ['libraries', name],
}

function report(code: ErrorCode, { kind, name }: Folder, message: string, config: Folders): Problem {
  const path: ConfigPath = [...PLACES[kind](name), 'path']
  const at = sourceOf(config).place(path, 'value')
  return problem(code, message, { path: pathText(path), ...(at ? { at } : {}) })
}
