/** What a config may say of pictures. */
import { PICTURE_FORMATS, PICTURE_KINDS } from '../../../targets/pictures/files.ts'
import { PATH } from './basic.ts'
import type { ObjectShape, Shape } from '../shape.ts'

const IN_ORDER: Shape = { kind: 'list', of: { kind: 'name-of', of: 'pictures' }, least: 1 }

export const ART: ObjectShape = {
  kind: 'object',
  fields: {
    folders: {
      shape: { kind: 'names', of: PATH },
      about: 'Folders of pictures named like games, by a name of your choice.',
    },
    order: {
      shape: IN_ORDER,
      about:
        'Where pictures are taken from, first one first. Default: your folders, gamelist, libretro-thumbnails.',
    },
    kinds: {
      shape: {
        kind: 'object',
        fields: Object.fromEntries(PICTURE_KINDS.map((kind) => [kind, { shape: IN_ORDER }])),
      },
      about: 'The same for single kinds.',
    },
    identify: {
      shape: { kind: 'list', of: { kind: 'name-of', of: 'identifiers' } },
      about: 'Providers that may be asked which game a file is, for those that know games by other names.',
    },
  },
}

const WISH: ObjectShape = {
  kind: 'object',
  fields: {
    kinds: {
      shape: { kind: 'list', of: { kind: 'one-of', values: PICTURE_KINDS }, least: 1 },
      about: 'Default: all that the device shows.',
    },
    maxWidth: { shape: { kind: 'count', least: 1 }, about: 'Pixels. Larger pictures are made smaller.' },
    maxHeight: { shape: { kind: 'count', least: 1 }, about: 'Pixels. Larger pictures are made smaller.' },
    format: {
      shape: { kind: 'one-of', values: PICTURE_FORMATS },
      about: 'One that the device opens. Default: as it is.',
    },
  },
}

/** What a target wants of pictures. */
export const ARTWORK: Shape = {
  kind: 'either',
  what: 'true, false or an object',
  of: [{ kind: 'flag' }, WISH],
}
