/** What a config may say of metadata. */
import { LOCAL_KINDS } from '../../../metadata/local/entry.ts'
import { METADATA_FIELDS } from '../../../metadata/options.ts'
import { PATH, PLATFORM } from './basic.ts'
import type { ObjectShape, Shape } from '../shape.ts'

const BELIEVED: Shape = { kind: 'list', of: { kind: 'name-of', of: 'sources' }, least: 1 }

const SOURCE: ObjectShape = {
  kind: 'object',
  fields: {
    path: { shape: PATH, required: true, about: 'A file, a folder, or a glob.' },
    kind: {
      shape: { kind: 'one-of', values: LOCAL_KINDS },
      about: 'Default: what the file names show.',
    },
    platform: { shape: PLATFORM, about: 'Platform of everything in it, if it does not say so itself.' },
  },
}

export const METADATA: ObjectShape = {
  kind: 'object',
  fields: {
    sources: {
      shape: {
        kind: 'names',
        of: { kind: 'either', what: 'a path or an object with `path`', of: [PATH, SOURCE] },
      },
      about: 'Files with metadata, by a name of your choice.',
    },
    providers: {
      shape: { kind: 'names', of: { kind: 'text', what: 'the name of a package or the path of a module' } },
      about: 'Providers that do not come with curator, by the name that each gives itself.',
    },
    priority: { shape: BELIEVED, about: 'Names of sources and providers, the most believed first.' },
    fields: {
      shape: {
        kind: 'object',
        fields: Object.fromEntries(METADATA_FIELDS.map((field) => [field, { shape: BELIEVED }])),
      },
      about: 'The same for single fields.',
    },
  },
}
