/** What a config may say of DATs and clone lists that lie in folders. */
import { PATHS, PLATFORM } from './basic.ts'
import type { ObjectShape } from '../shape.ts'

export const DAT: ObjectShape = {
  kind: 'object',
  fields: {
    path: {
      shape: PATHS,
      required: true,
      about: 'A DAT file, a folder of DAT files, or a glob; or several of these.',
    },
    platform: {
      shape: PLATFORM,
      about: 'Platform of these DATs, where the name in their header is not known.',
    },
  },
}

export const CLONE_LISTS: ObjectShape = {
  kind: 'object',
  fields: {
    path: {
      shape: PATHS,
      required: true,
      about: 'A clone list, or a folder of clone lists; or several of these.',
    },
  },
}
