/** What a config may hold: the table behind validation and `schema.json`. The types in `define.ts` say the same. */
import type { ReleaseClass } from '../names/facts.ts'
import { DEVICE } from './device-shape.ts'
import type { Field, ObjectShape, Shape } from './shape.ts'

const PATH: Shape = { kind: 'text', what: 'a path' }
const GLOBS: Shape = { kind: 'list', of: { kind: 'text', what: 'a glob' } }
const TEXTS: Shape = { kind: 'list', of: { kind: 'text', what: 'a text' } }
const PLATFORM: Shape = { kind: 'word', of: 'platforms', what: 'a platform' }
const REGION: Shape = { kind: 'word', of: 'regions', what: 'a region' }
const LANGUAGE: Shape = { kind: 'word', of: 'languages', what: 'a language' }

/** An object instead of a list, so that the compiler says when a class is missing here. */
const RELEASE_CLASSES: Readonly<Record<ReleaseClass, true>> = {
  alpha: true,
  beta: true,
  proto: true,
  debug: true,
  demo: true,
  sample: true,
  bios: true,
  unlicensed: true,
  aftermarket: true,
  homebrew: true,
  pirate: true,
  hack: true,
  translation: true,
  bad: true,
  program: true,
  addon: true,
  promo: true,
  manual: true,
  video: true,
  audio: true,
  device: true,
}

const ROOT: ObjectShape = {
  kind: 'object',
  fields: {
    path: { shape: PATH, required: true, about: 'Relative to the config file; ~/ is your home folder.' },
    ignore: { shape: GLOBS, about: 'Files and folders to pass over, relative to the root.' },
    identity: {
      shape: { kind: 'one-of', values: ['full', 'size+mtime'] },
      about: 'How a file is known to be unchanged. size+mtime is for network shares and FUSE. Default: full.',
    },
    followSymlinks: { shape: { kind: 'flag' }, about: 'Default: false.' },
  },
}

const DAT: ObjectShape = {
  kind: 'object',
  fields: {
    path: {
      shape: {
        kind: 'either',
        what: 'a path or a list of paths',
        of: [PATH, { kind: 'list', of: PATH, least: 1 }],
      },
      required: true,
      about: 'A DAT file, a folder of DAT files, or a glob; or several of these.',
    },
    platform: {
      shape: PLATFORM,
      about: 'Platform of these DATs, where the name in their header is not known.',
    },
  },
}

/** A limit that is an empty list would leave nothing: it is always a mistake. */
function limit(of: Shape): Field {
  return { shape: { kind: 'list', of, least: 1 } }
}

const POLICY: ObjectShape = {
  kind: 'object',
  fields: {
    dats: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'dats' }, least: 1 },
      about: 'Default: all DATs.',
    },
    roots: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'roots' }, least: 1 },
      about: 'Default: all roots.',
    },
    regions: { shape: { kind: 'list', of: REGION }, about: 'Best first. Ranking never removes a release.' },
    languages: {
      shape: { kind: 'list', of: LANGUAGE },
      about: 'Best first. Default: those the regions imply.',
    },
    exclude: {
      shape: { kind: 'list', of: { kind: 'one-of', values: Object.keys(RELEASE_CLASSES) } },
      about: 'Kinds of release to leave out.',
    },
    only: {
      shape: {
        kind: 'object',
        fields: {
          regions: limit(REGION),
          languages: limit(LANGUAGE),
          names: limit({ kind: 'text', what: 'a glob' }),
          platforms: limit(PLATFORM),
        },
      },
      about: 'Hard limits: a release outside them is left out.',
    },
    drop: { shape: GLOBS, about: 'Globs over release names to leave out.' },
    revision: { shape: { kind: 'one-of', values: ['newest', 'oldest'] }, about: 'Default: newest.' },
    keep: {
      shape: { kind: 'one-of', values: [1, 'all'] },
      about: 'Releases of each game to keep. Default: 1.',
    },
    availability: {
      shape: { kind: 'one-of', values: ['catalog', 'owned', 'owned-else-wanted'] },
      about: 'Default: owned-else-wanted.',
    },
    order: {
      shape: { kind: 'list', of: { kind: 'word', of: 'criteria', what: 'a criterion' }, least: 1 },
      about: 'Criteria, most important first.',
    },
  },
}

const PLAYLIST: ObjectShape = {
  kind: 'object',
  fields: {
    policy: {
      shape: { kind: 'name-of', of: 'policies' },
      about: 'Default: the policy of the target that shows it.',
    },
    title: {
      shape: { kind: 'text', what: 'a text' },
      about: 'Shown on the device. Default: the name of the playlist.',
    },
    titles: { shape: TEXTS, about: 'Game titles or release names, in this order.' },
    where: {
      shape: {
        kind: 'object',
        fields: {
          platform: { shape: { kind: 'list', of: PLATFORM } },
          region: { shape: { kind: 'list', of: REGION } },
          language: { shape: { kind: 'list', of: LANGUAGE } },
          title: { shape: GLOBS, about: 'Globs over game titles.' },
          year: {
            shape: {
              kind: 'object',
              fields: {
                from: { shape: { kind: 'count', least: 0 } },
                to: { shape: { kind: 'count', least: 0 } },
              },
            },
          },
        },
      },
      about: 'All given conditions must hold; inside one list, any.',
    },
    order: { shape: { kind: 'one-of', values: ['title', 'year', 'release', 'platform', 'list'] } },
    limit: { shape: { kind: 'count', least: 1 } },
  },
}

/** Open: in the data forms a target holds the options of its preset. */
export const TARGET = {
  kind: 'object',
  open: true,
  fields: {
    preset: {
      shape: { kind: 'text', what: 'the name of a preset' },
      required: true,
      about: 'Such as mister or folder.',
    },
    path: { shape: PATH, required: true, about: 'Folder to build.' },
    policy: { shape: { kind: 'name-of', of: 'policies' }, required: true, about: 'Which releases it gets.' },
    playlists: { shape: { kind: 'list', of: { kind: 'name-of', of: 'playlists' } } },
    device: { shape: DEVICE, about: 'Made by the preset.' },
  },
} as const satisfies ObjectShape

export const CONFIG = {
  kind: 'object',
  fields: {
    $schema: { shape: { kind: 'text', what: 'an address' } },
    roots: {
      shape: {
        kind: 'names',
        of: { kind: 'either', what: 'a path or an object with `path`', of: [PATH, ROOT] },
      },
      required: true,
      about: 'Folders with the files you own. They are only ever read.',
    },
    dats: {
      shape: {
        kind: 'names',
        of: { kind: 'either', what: 'a path or an object with `path`', of: [PATH, DAT] },
      },
      required: true,
      about: 'DAT files.',
    },
    policies: { shape: { kind: 'names', of: POLICY }, about: 'Which releases are wanted.' },
    playlists: { shape: { kind: 'names', of: PLAYLIST }, about: 'Lists of games that devices show.' },
    targets: { shape: { kind: 'names', of: TARGET }, required: true, about: 'The devices to build.' },
    state: { shape: PATH, about: 'Folder for what curator remembers. Default: .curator.' },
  },
} as const satisfies ObjectShape
