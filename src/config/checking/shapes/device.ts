/**
 * What a preset must have put into `device`. A preset may come from anyone's package, so its result is checked like the
 * rest of the config; all objects are open, because the contract will grow.
 */
import { PICTURE_FORMATS, PICTURE_KINDS } from '../../../targets/pictures/files.ts'
import type { PlatformLayout } from '../../../targets/preset.ts'
import { TEXT } from './basic.ts'
import type { Field, ObjectShape, Shape } from '../shape.ts'

/** Empty for the top of the target. */
const FOLDER: Shape = { kind: 'text', what: 'a folder', mayBeEmpty: true }
const COUNT: Shape = { kind: 'count', least: 1 }

function open(fields: Readonly<Record<string, Field>>): ObjectShape {
  return { kind: 'object', open: true, fields }
}

function playlistFiles(fields: Readonly<Record<string, Field>>): ObjectShape {
  return open({ folder: { shape: FOLDER, required: true }, ...fields })
}

const WISHES: Readonly<Record<NonNullable<PlatformLayout['shape']>, true>> = {
  keep: true,
  'require-header': true,
  'no-ines': true,
  'no-fds': true,
  'no-smc': true,
  'no-a78': true,
  'no-lnx': true,
  'no-pce': true,
  'no-copier': true,
  z64: true,
  linear: true,
}

const PLATFORM_LAYOUT = open({
  folder: { shape: FOLDER, required: true },
  extensions: { shape: { kind: 'list', of: TEXT }, required: true },
  renamed: { shape: { kind: 'list', of: TEXT } },
  shape: { shape: { kind: 'one-of', values: Object.keys(WISHES) } },
  zips: { shape: { kind: 'flag' } },
  ownFolder: { shape: { kind: 'flag' } },
  saveFolder: { shape: TEXT },
})

const LAUNCH = open({
  rbf: { shape: TEXT, required: true },
  type: { shape: { kind: 'one-of', values: ['f', 's'] }, required: true },
  index: { shape: { kind: 'count', least: 0 }, required: true },
  delay: { shape: { kind: 'count', least: 0 }, required: true },
})

export const DEVICE = open({
  platforms: { shape: { kind: 'table', of: PLATFORM_LAYOUT }, required: true },
  layout: { shape: TEXT, required: true },
  multiFileLayout: { shape: TEXT, required: true },
  discs: { shape: open({ files: { shape: TEXT, required: true }, list: { shape: TEXT } }) },
  listing: { shape: { kind: 'one-of', values: ['as-written'] } },
  archives: { shape: { kind: 'one-of', values: ['zip'] } },
  arcade: { shape: { kind: 'one-of', values: ['split', 'merged', 'non-merged', 'full-non-merged'] } },
  names: {
    shape: open({
      alphabet: { shape: { kind: 'one-of', values: ['fat', 'posix'] }, required: true },
      charset: { shape: { kind: 'one-of', values: ['ascii', 'cp437', 'cp1252'] } },
      maxName: { shape: COUNT, required: true },
      maxPath: { shape: COUNT, required: true },
    }),
    required: true,
  },
  limits: {
    shape: open({
      entriesPerFolder: { shape: COUNT },
      fatSlotsPerFolder: { shape: COUNT },
      fileBytes: { shape: COUNT },
      onlyFat32: { shape: { kind: 'flag' } },
    }),
    required: true,
  },
  pictures: {
    shape: open({
      formats: {
        shape: { kind: 'list', of: { kind: 'one-of', values: PICTURE_FORMATS }, least: 1 },
        required: true,
      },
      home: { shape: FOLDER },
      scrubbed: { shape: TEXT },
      places: {
        shape: {
          kind: 'list',
          of: open({
            kinds: {
              shape: { kind: 'list', of: { kind: 'one-of', values: PICTURE_KINDS }, least: 1 },
              required: true,
            },
            path: { shape: TEXT, required: true },
          }),
        },
        required: true,
      },
    }),
  },
  settings: {
    shape: open({
      form: { shape: { kind: 'one-of', values: ['retroarch-options'] }, required: true },
      path: { shape: TEXT, required: true },
      emulators: { shape: { kind: 'table', of: TEXT }, required: true },
      device: { shape: TEXT },
    }),
  },
  site: { shape: open({ title: { shape: TEXT, required: true } }) },
  playlistFiles: {
    shape: {
      kind: 'tagged',
      tag: 'kind',
      of: {
        lpl: playlistFiles({
          perPlatform: { shape: { kind: 'flag' }, required: true },
          serials: { shape: { kind: 'list', of: TEXT } },
        }),
        m3u: playlistFiles({}),
        paths: playlistFiles({
          extension: { shape: TEXT, required: true },
          root: { shape: TEXT, required: true },
          below: { shape: FOLDER, required: true },
          before: { shape: TEXT },
          foldersAsFiles: { shape: { kind: 'flag' } },
        }),
        pegasus: playlistFiles({ launch: { shape: { kind: 'table', of: TEXT } } }),
        launchbox: playlistFiles({}),
        mgl: playlistFiles({ launch: { shape: { kind: 'table', of: LAUNCH }, required: true } }),
        sync: playlistFiles({ systems: { shape: { kind: 'table', of: TEXT }, required: true } }),
      },
    },
  },
  reserved: { shape: { kind: 'list', of: TEXT }, required: true },
  hiddenFromTop: { shape: TEXT },
  saves: { shape: { kind: 'list', of: TEXT } },
  besideGames: { shape: { kind: 'list', of: TEXT } },
  setTitles: { shape: TEXT },
  gameLists: {
    shape: open({
      path: { shape: TEXT, required: true },
      below: { shape: TEXT, required: true },
      ifThere: { shape: { kind: 'flag' } },
    }),
  },
  mra: { shape: TEXT },
  firmware: {
    shape: open({
      table: { shape: { kind: 'one-of', values: ['mister', 'pocket', 'everdrive', 'minui', 'retroarch'] } },
      rows: { shape: { kind: 'list', of: { kind: 'list', of: TEXT, least: 3 } } },
      folder: { shape: FOLDER },
    }),
  },
})
