/** What a config may say of a policy. */
import { POLICY_CLASSES } from '../../../select/grouping/kinds.ts'
import { LINK_SOURCES } from '../../../select/grouping/link-source.ts'
import { VIDEO_STANDARDS } from '../../../select/criteria/video-standards.ts'
import type { Field, ObjectShape, Shape } from '../shape.ts'
import { GLOB, GLOBS, LANGUAGE, PLATFORM, REGION } from './basic.ts'

/** What may differ from platform to platform. */
const POLICY_RULES: ObjectShape['fields'] = {
  regions: {
    shape: {
      kind: 'list',
      of: {
        kind: 'either',
        what: 'a region or a list of equally good regions',
        of: [REGION, { kind: 'list', of: REGION, least: 1 }],
      },
    },
    about:
      "Best first; '...' stands for the rest. An inner list holds regions that are equally good. Ranking never removes a release.",
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
    about: 'When a compilation replaces its games. Default: auto.',
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

export const POLICY: ObjectShape = {
  kind: 'object',
  fields: {
    extends: {
      shape: { kind: 'name-of', of: 'policies' },
      about: 'Another policy, from which fields that are not set here are taken.',
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

/** A limit that is an empty list would leave nothing: it is always a mistake. */
function limit(of: Shape): Field {
  return { shape: { kind: 'list', of, least: 1 } }
}
