/** ES-DE on any system: the folder that has its `ROMs` and its `ES-DE` folder in it. */
import type { TargetInPlace } from '../src/targets/preset.ts'
import { ES_DE_PLATFORMS, type EsDePlatform } from './data/es-de.ts'
import { FRONTEND_RESERVED } from './data/frontend.ts'
import { ES_DE_PICTURES } from './data/pictures.ts'
import { COMMON_NAMES, frontendOptions, frontendTarget, type FrontendOptions } from './frontends.ts'
import type { OptionKinds } from './option-shapes.ts'

export type { EsDePlatform }

export type EsDeOptions<P extends string = string, L extends string = string> = FrontendOptions<
  P,
  L,
  EsDePlatform
>

export const ES_DE_OPTIONS: OptionKinds = frontendOptions(Object.keys(ES_DE_PLATFORMS))

/**
 * Games in `ROMs/`, a folder a system. The discs of a game lie in a folder that is called like the list in it, which
 * ES-DE shows as one game. A playlist is a custom collection, which is turned on in its menu.
 */
export function esDe<P extends string = string, L extends string = never>(
  options: EsDeOptions<P, L>,
): TargetInPlace<P, L> {
  return frontendTarget<P, L>('esDe', ES_DE_OPTIONS, options, {
    name: 'ES-DE',
    table: ES_DE_PLATFORMS,
    layout: 'ROMs/{folder}/{file}',
    discs: 'as-file',
    playlistFiles: {
      kind: 'paths',
      folder: 'ES-DE/collections',
      before: 'custom-',
      extension: 'cfg',
      root: '%ROMPATH%/',
      below: 'ROMs',
      foldersAsFiles: true,
    },
    gameLists: {
      path: 'ES-DE/gamelists/{folder}/gamelist.xml',
      below: 'ROMs/{folder}',
      foldersAsFiles: true,
    },
    names: COMMON_NAMES,
    pictures: ES_DE_PICTURES,
    reserved: FRONTEND_RESERVED['es-de'],
  })
}
