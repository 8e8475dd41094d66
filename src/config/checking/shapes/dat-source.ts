/** What a source of DATs may say in a config, one shape a source; as `presets/dats.ts` makes them. */
import { SOURCES, type SourceName } from '../../../dats/sources/table.ts'
import { GLOB, PATH, PLATFORM } from './basic.ts'
import type { Field, ObjectShape, Shape } from '../shape.ts'

const ADDRESS: Shape = { kind: 'text', what: 'an address' }

const ONLY: Field = {
  shape: {
    kind: 'either',
    what: 'a glob or a list of globs',
    of: [GLOB, { kind: 'list', of: GLOB, least: 1 }],
  },
  about: "Which of its files to use, below the source's folder. Default: all that list ROMs.",
}
const OF_PLATFORM: Field = {
  shape: PLATFORM,
  about: 'Platform of these DATs, where the name in their header is not known.',
}
const URL_FIELD: Field = { shape: ADDRESS, about: "A mirror, in place of the source's own address." }
const COMMON = { only: ONLY, platform: OF_PLATFORM, url: URL_FIELD }

/** What each source has beside that. */
const OWN: Partial<Readonly<Record<SourceName, Readonly<Record<string, Field>>>>> = {
  'no-intro': {
    only: ONLY,
    platform: OF_PLATFORM,
    folder: { shape: PATH, about: 'The folder you download packs to.' },
    mirror: { shape: ADDRESS, about: 'The address of a zip with its DATs, or of a DAT.' },
  },
  redump: {
    ...COMMON,
    systems: {
      shape: { kind: 'list', of: { kind: 'text', what: 'the code of a system' }, least: 1 },
      about: 'Codes of systems, such as PSX. Default: all.',
    },
    serials: { shape: { kind: 'flag' }, about: 'With serials and versions of the discs.' },
  },
  'retool-clone-lists': {
    lists: {
      shape: {
        kind: 'list',
        of: { kind: 'one-of', values: ['clonelists', 'metadata', 'mias', 'retroachievements'] },
        least: 1,
      },
      about: 'Default: the clone lists, and metadata, the languages of releases.',
    },
    url: URL_FIELD,
  },
}

function shapeOf(name: string): ObjectShape {
  return { kind: 'object', fields: OWN[name as SourceName] ?? COMMON }
}

/** A source whose files are DATs. */
export const DAT_SOURCE: Shape = sourceShape((form) => form === 'dat')

/** A source whose files are lists for `cloneLists`. */
export const LIST_SOURCE: Shape = sourceShape((form) => form === 'json')

function sourceShape(wanted: (form: string) => boolean): Shape {
  const names = Object.entries(SOURCES).flatMap(([name, { form }]) => (wanted(form) ? [name] : []))
  return {
    kind: 'tagged',
    tag: 'source',
    closed: true,
    of: Object.fromEntries(names.map((name) => [name, shapeOf(name)])),
  }
}
