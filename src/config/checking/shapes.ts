/** What a config may hold: the table behind validation and `schema.json`. The types in `define.ts` say the same. */
import { DAT_SOURCE, LIST_SOURCE } from './shapes/dat-source.ts'
import { CATEGORIES } from '../../platforms/extensions.ts'
import { PATH, PLATFORM, TEXT } from './shapes/basic.ts'
import { CLONE_LISTS, DAT } from './shapes/dats.ts'
import { DEVICE } from './shapes/device.ts'
import { ART, ARTWORK } from './shapes/art.ts'
import { METADATA } from './shapes/metadata.ts'
import { PLAYLIST } from './shapes/playlist.ts'
import { POLICY } from './shapes/policy.ts'
import { LIBRARY } from './shapes/library.ts'
import { ARCHIVES, READING, ROOT } from './shapes/roots.ts'
import type { ObjectShape } from './shape.ts'

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
      about: 'What happens to saves when a game gets another name. Default: keep-name.',
    },
    bios: { shape: { kind: 'flag' }, about: 'Whether it gets firmware. Default: true.' },
    volume: {
      shape: {
        kind: 'object',
        fields: { label: { shape: TEXT }, uuid: { shape: TEXT }, id: { shape: TEXT } },
      },
      about: 'The card or disk it must be on. While that is not there, the target is skipped.',
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
      about: 'What file name extensions mean, if curator does not know them or gets them wrong.',
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
      about: 'How files are identified whose hash no DAT lists.',
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
      about: 'Companies, and other names that sources use for them.',
    },
    art: { shape: ART, about: 'Where pictures are, and which are preferred.' },
    metadata: {
      shape: METADATA,
      about: 'Which files and providers describe games, and which are trusted most.',
    },
    state: { shape: PATH, about: 'Folder for what curator remembers. Default: .curator.' },
  },
} as const satisfies ObjectShape
