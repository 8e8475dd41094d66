/** What a config may say of a library. The types in `library/options.ts` say the same. */
import { PATH } from './basic.ts'
import type { ObjectShape } from '../shape.ts'

export const LIBRARY: ObjectShape = {
  kind: 'object',
  fields: {
    path: {
      shape: PATH,
      required: true,
      about: 'Its folder. With the mode `move` it lies in one of its roots.',
    },
    roots: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'roots' }, least: 1 },
      about: 'Whose files it takes. The mode `move` needs it said, and moves no others. Default: all roots.',
    },
    mode: {
      shape: { kind: 'one-of', values: ['copy', 'link', 'reflink', 'move'] },
      about: 'How files get there. Default: copy.',
    },
    template: {
      shape: { kind: 'text', what: 'a template' },
      about: 'Folder of each file, or its whole path with {file} in it. Default: {platform}/{title}.',
    },
    duplicates: {
      shape: { kind: 'one-of', values: ['quarantine', 'keep'] },
      about: 'What becomes of a file that another holds as well. Only for `move`. Default: quarantine.',
    },
    archives: {
      shape: { kind: 'one-of', values: ['keep', 'zip'] },
      about: 'zip: each release in a TorrentZip of its own. Default: keep files as they are.',
    },
    names: {
      shape: { kind: 'one-of', values: ['fat', 'posix'] },
      about: 'fat: names that every file system holds. Default: fat.',
    },
  },
}
