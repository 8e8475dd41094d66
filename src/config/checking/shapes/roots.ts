/** What a config may say of roots, and of the archives in them. */
import { PATH, GLOBS, TEXTS, PLATFORM } from './basic.ts'
import type { ObjectShape, Shape } from '../shape.ts'

export const ROOT: ObjectShape = {
  kind: 'object',
  fields: {
    path: { shape: PATH, required: true, about: 'Relative to the config file; ~/ is your home folder.' },
    ignore: { shape: GLOBS, about: 'Files and folders to skip, relative to the root.' },
    identity: {
      shape: { kind: 'one-of', values: ['full', 'size+mtime'] },
      about: 'How a file is known to be unchanged. size+mtime is for network shares and FUSE. Default: full.',
    },
    followSymlinks: {
      shape: { kind: 'flag' },
      about: 'Whether links to files and folders are followed. Default: false.',
    },
    hashing: {
      shape: { kind: 'one-of', values: ['full', 'quick'] },
      about: 'quick: know zips and 7z by what they say of themselves until they are needed. Default: full.',
    },
    auxiliary: {
      shape: { kind: 'one-of', values: ['listed', 'read'] },
      about: 'Whether saves, playlists, texts and pictures are hashed as well. Default: listed.',
    },
    platform: {
      shape: PLATFORM,
      about: 'Platform of everything in it: for files that no DAT lists by their hash.',
    },
  },
}

const SIZE: Shape = {
  kind: 'either',
  what: "a size: a number of bytes, or such as '128 MiB'",
  of: [
    { kind: 'count', least: 1 },
    { kind: 'text', what: "a size such as '128 MiB'" },
  ],
}

export const READING: ObjectShape = {
  kind: 'object',
  fields: {
    workers: {
      shape: { kind: 'count', least: 1 },
      about: 'Threads that read and hash. Default: as many as there are processors, at most 4.',
    },
    chunk: { shape: SIZE, about: 'What each of them reads at a time: 64 KiB to 256 MiB. Default: 1 MiB.' },
  },
}

export const ARCHIVES: ObjectShape = {
  kind: 'object',
  fields: {
    depth: {
      shape: { kind: 'count', least: 1 },
      about: 'How many levels of archives in archives. Default: 3.',
    },
    memory: {
      shape: SIZE,
      about: 'What is held in memory while archives are unpacked; the rest goes to files. Default: 128 MiB.',
    },
    ratio: {
      shape: { kind: 'count', least: 1 },
      about: 'An archive that unpacks to more than this many times its size is left alone. Default: 1000.',
    },
    harmless: { shape: SIZE, about: 'Unless it unpacks to no more than this. Default: 100 MiB.' },
    total: { shape: SIZE, about: 'All that one file may unpack to. Default: 1 TiB.' },
    members: {
      shape: { kind: 'count', least: 1 },
      about: 'Members that one archive may have. Default: 1000000.',
    },
    passwords: {
      shape: {
        kind: 'either',
        what: 'a list of passwords or an object with `file`',
        of: [TEXTS, { kind: 'object', fields: { file: { shape: PATH, required: true } } }],
      },
      about: 'Tried in order on archives that are encrypted.',
    },
  },
}
