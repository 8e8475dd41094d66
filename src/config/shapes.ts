/** What a config may hold: the table behind validation and `schema.json`. The types in `define.ts` say the same. */
import { LINK_SOURCES } from '../select/link-source.ts'
import { POLICY_CLASSES } from '../select/kinds.ts'
import { VIDEO_STANDARDS } from '../select/video-standards.ts'
import { DAT_SOURCE, LIST_SOURCE } from './dat-source-shape.ts'
import { CATEGORIES } from '../platforms/extensions.ts'
import { GLOB, GLOBS, LANGUAGE, PATH, PLATFORM, REGION, TEXT } from './basic-shapes.ts'
import { CLONE_LISTS, DAT } from './dat-shapes.ts'
import { DEVICE } from './device-shape.ts'
import { ART, ARTWORK } from './art-shape.ts'
import { METADATA } from './metadata-shape.ts'
import { PLAYLIST } from './playlist-shape.ts'
import { LIBRARY } from './library-shape.ts'
import { ARCHIVES, READING, ROOT } from './root-shapes.ts'
import type { Field, ObjectShape, Shape } from './shape.ts'

/** A limit that is an empty list would leave nothing: it is always a mistake. */
function limit(of: Shape): Field {
  return { shape: { kind: 'list', of, least: 1 } }
}

/** What may differ from platform to platform. */
const POLICY_RULES: ObjectShape['fields'] = {
  regions: {
    shape: {
      kind: 'list',
      of: {
        kind: 'either',
        what: 'a region or a list of regions that are as good',
        of: [REGION, { kind: 'list', of: REGION, least: 1 }],
      },
    },
    about:
      "Best first; '...' stands for the rest. Those of a list in it are as good as each other. Ranking never removes a release.",
  },
  languages: {
    shape: { kind: 'list', of: LANGUAGE },
    about: 'Best first. Default: those the regions imply.',
  },
  precedence: {
    shape: { kind: 'one-of', values: ['language', 'region'] },
    about: 'What counts first. Default: language.',
  },
  exclude: {
    shape: { kind: 'list', of: { kind: 'one-of', values: POLICY_CLASSES } },
    about: 'Kinds of release to leave out.',
  },
  only: {
    shape: {
      kind: 'object',
      fields: {
        regions: limit(REGION),
        languages: limit(LANGUAGE),
        names: limit(GLOB),
        platforms: limit(PLATFORM),
      },
    },
    about: 'Hard limits: a release outside them is left out.',
  },
  drop: { shape: GLOBS, about: 'Globs over release names to leave out.' },
  pin: {
    shape: GLOBS,
    about: 'Releases, or globs over their names, that win their game and are never left out.',
  },
  prefer: { shape: GLOBS, about: 'Globs over release names that come first in their region, best first.' },
  avoid: { shape: GLOBS, about: 'Globs over release names that come last in their region.' },
  revision: { shape: { kind: 'one-of', values: ['newest', 'oldest'] }, about: 'Default: newest.' },
  modern: {
    shape: { kind: 'one-of', values: ['avoid', 'prefer', 'ignore'] },
    about: 'Later re-releases, such as Virtual Console. Default: avoid.',
  },
  licensedFirst: { shape: { kind: 'flag' }, about: 'Licensed before better regions. Default: false.' },
  videoStandards: {
    shape: { kind: 'list', of: { kind: 'one-of', values: VIDEO_STANDARDS } },
    about: 'Best first.',
  },
  keep: {
    shape: {
      kind: 'either',
      what: "a number from 1 up, 'newest+oldest' or 'all'",
      of: [
        { kind: 'count', least: 1 },
        { kind: 'one-of', values: ['newest+oldest', 'all'] },
      ],
    },
    about: 'Releases of each game to keep. Default: 1.',
  },
  discs: {
    shape: { kind: 'one-of', values: ['consistent', 'independent'] },
    about: 'Whether all discs come from one edition. Default: consistent.',
  },
  compilations: {
    shape: { kind: 'one-of', values: ['auto', 'individual', 'keep-all', 'fewest-files'] },
    about: 'When a compilation stands for its games. Default: auto.',
  },
  groupBy: {
    shape: { kind: 'list', of: { kind: 'one-of', values: LINK_SOURCES }, least: 1 },
    about: 'What may say that two releases are one game. Default: all of them.',
  },
  availability: {
    shape: { kind: 'one-of', values: ['catalog', 'owned', 'owned-else-wanted'] },
    about: 'Default: owned-else-wanted.',
  },
  order: {
    shape: {
      kind: 'list',
      of: { kind: 'word', of: 'criteria', what: 'a criterion that curator knows' },
      least: 1,
    },
    about: 'Criteria, most important first.',
  },
}

const POLICY: ObjectShape = {
  kind: 'object',
  fields: {
    extends: {
      shape: { kind: 'name-of', of: 'policies' },
      about: 'Another policy: what this one does not say is as it says.',
    },
    dats: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'dats' }, least: 1 },
      about: 'Default: all DATs.',
    },
    roots: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'roots' }, least: 1 },
      about: 'Default: all roots.',
    },
    ...POLICY_RULES,
    platforms: {
      shape: {
        kind: 'table',
        of: { kind: 'object', fields: POLICY_RULES },
        keys: { of: 'platforms', what: 'a platform that curator knows' },
      },
      about: 'What is different on some platforms.',
    },
  },
}

/** Open: in the data forms a target holds the options of its preset. */
export const TARGET = {
  kind: 'object',
  what: 'a call of a preset, or an object with `preset`',
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
    saves: {
      shape: { kind: 'one-of', values: ['keep-name', 'rename', 'warn'] },
      about: 'What becomes of saves when a game gets another name. Default: keep-name.',
    },
    bios: { shape: { kind: 'flag' }, about: 'Whether it gets firmware. Default: true.' },
    volume: {
      shape: {
        kind: 'object',
        fields: { label: { shape: TEXT }, uuid: { shape: TEXT }, id: { shape: TEXT } },
      },
      about: 'The card or disk it must lie on. While that is not there, the target is passed over.',
    },
    games: {
      shape: {
        kind: 'table',
        of: {
          kind: 'object',
          fields: {
            exclude: { shape: { kind: 'flag' } },
            rename: { shape: TEXT },
            core: { shape: TEXT },
          },
        },
      },
      about: 'What is different for some games, by title or by the name of a release.',
    },
    artwork: { shape: ARTWORK, about: 'Pictures of its games. Default: none.' },
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
      about: 'Folders with the files you own. No build changes anything in them.',
    },
    dats: {
      shape: {
        kind: 'names',
        of: {
          kind: 'either',
          what: 'a path, an object with `path`, or a source',
          of: [PATH, DAT_SOURCE, DAT],
        },
      },
      required: true,
      about: 'DAT files.',
    },
    cloneLists: {
      shape: {
        kind: 'either',
        what: 'a path, a list of paths or an object of them',
        of: [
          PATH,
          { kind: 'list', of: PATH },
          {
            kind: 'names',
            of: {
              kind: 'either',
              what: 'a path, an object with `path`, or a source',
              of: [PATH, LIST_SOURCE, CLONE_LISTS],
            },
          },
        ],
      },
      about: 'Clone lists in the form of Retool: files and folders.',
    },
    policies: { shape: { kind: 'names', of: POLICY }, about: 'Which releases are wanted.' },
    playlists: { shape: { kind: 'names', of: PLAYLIST }, about: 'Lists of games that devices show.' },
    targets: { shape: { kind: 'names', of: TARGET }, required: true, about: 'The devices to build.' },
    libraries: {
      shape: { kind: 'names', of: LIBRARY },
      about: 'Folders of verified files that `curator library` tidies.',
    },
    bios: {
      shape: {
        kind: 'either',
        what: 'a path or an object with `path`',
        of: [PATH, { kind: 'object', fields: { path: { shape: PATH, required: true } } }],
      },
      about: 'Folder with the firmware (BIOS) files you own. It is only ever read.',
    },
    guards: {
      shape: {
        kind: 'object',
        fields: {
          removals: {
            shape: { kind: 'share' },
            about: "The share of a target's files that an update of DATs may drop. Default: 0.2.",
          },
        },
      },
      about: 'What a build stops at, unless it is forced.',
    },
    extensions: {
      shape: { kind: 'names', of: { kind: 'one-of', values: Object.keys(CATEGORIES) } },
      about: 'What file name extensions mean, where curator does not know it or is wrong.',
    },
    archives: {
      shape: ARCHIVES,
      about: 'How far archives are followed, and what opens those that are encrypted.',
    },
    reading: { shape: READING, about: 'How files are read.' },
    matching: {
      shape: {
        kind: 'object',
        fields: {
          autoLink: {
            shape: { kind: 'flag' },
            about: "Whether a file's name may say which release it is. Default: true.",
          },
          owned: {
            shape: { kind: 'one-of', values: ['never', 'packed', 'always'] },
            about: 'Which releases count as owned by a name. Default: packed (CHD, CSO, RVZ and the like).',
          },
        },
      },
      about: 'How files are identified that no DAT lists by their hash.',
    },
    platformLinks: {
      shape: {
        kind: 'table',
        of: { kind: 'list', of: PLATFORM },
        keys: { of: 'platforms', what: 'a platform that curator knows' },
      },
      about: 'Platforms whose DATs may list the games of another as well.',
    },
    companies: {
      shape: { kind: 'table', of: { kind: 'list', of: { kind: 'text', what: 'a name of the company' } } },
      about: 'Companies, and other names that sources write for them.',
    },
    art: { shape: ART, about: 'Where pictures are, and which are taken first.' },
    metadata: { shape: METADATA, about: 'Which files say something of games, and who is believed.' },
    state: { shape: PATH, about: 'Folder for what curator remembers. Default: .curator.' },
  },
} as const satisfies ObjectShape
