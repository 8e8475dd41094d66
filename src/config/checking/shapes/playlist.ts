/** What a config may say of a playlist. */
import { COMPAT_STATUSES, RUN_TIERS } from '../../../metadata/facts.ts'
import { ART_KINDS } from '../../../metadata/game.ts'
import { GLOBS, LANGUAGE, PATH, PLATFORM, REGION, TEXT, TEXTS } from './basic.ts'
import type { ObjectShape } from '../shape.ts'

const RANGE: ObjectShape = {
  kind: 'object',
  fields: { from: { shape: { kind: 'count', least: 0 } }, to: { shape: { kind: 'count', least: 0 } } },
}

const CONDITIONS: ObjectShape['fields'] = {
  platform: { shape: { kind: 'list', of: PLATFORM } },
  region: { shape: { kind: 'list', of: REGION } },
  language: { shape: { kind: 'list', of: LANGUAGE } },
  title: { shape: GLOBS, about: 'Globs over game titles.' },
  year: { shape: RANGE, about: 'When it came out.' },
  genre: { shape: TEXTS, about: 'As sources write them, or words of it.' },
  developer: { shape: TEXTS, about: 'Companies by any of their names.' },
  publisher: { shape: TEXTS, about: 'Companies by any of their names.' },
  franchise: { shape: TEXTS },
  players: { shape: RANGE, about: 'How many can play.' },
  rating: { shape: RANGE, about: 'From 0 to 100.' },
  hasArtwork: {
    shape: {
      kind: 'either',
      what: 'true, false or a list of kinds of pictures',
      of: [{ kind: 'flag' }, { kind: 'list', of: { kind: 'one-of', values: ART_KINDS }, least: 1 }],
    },
    about: 'Whether some source has pictures of it.',
  },
  achievements: {
    shape: {
      kind: 'either',
      what: 'true, false or an object with `from` and `to`',
      of: [{ kind: 'flag' }, RANGE],
    },
    about: 'Whether it has achievements, or how many.',
  },
  runsOn: {
    shape: {
      kind: 'object',
      fields: {
        device: { shape: { kind: 'text', what: 'the name of a device' }, required: true },
        atLeast: { shape: { kind: 'one-of', values: RUN_TIERS }, about: 'Default: fair.' },
      },
    },
    about: 'How well it runs on a device, as definition packs say.',
  },
  compatible: {
    shape: {
      kind: 'object',
      fields: {
        emulator: { shape: { kind: 'text', what: 'the name of an emulator or core' }, required: true },
        version: { shape: { kind: 'text', what: 'a version' }, about: 'Default: the one that does best.' },
        atLeast: { shape: { kind: 'one-of', values: COMPAT_STATUSES }, about: 'Default: playable.' },
      },
    },
    about: 'How far it gets in an emulator, as definition packs say.',
  },
}

/** It holds itself: what does is asked for when it is needed, and stands in the JSON schema once, by its name. */
export const QUERY: ObjectShape = {
  kind: 'object',
  name: 'query',
  fields: {
    ...CONDITIONS,
    all: { shape: { kind: 'list', of: inner(), least: 1 }, about: 'All of these hold.' },
    any: { shape: { kind: 'list', of: inner(), least: 1 }, about: 'Any of these holds.' },
    not: { shape: inner(), about: 'This does not hold.' },
  },
}

function inner(): ObjectShape {
  return {
    kind: 'object',
    name: 'query',
    get fields() {
      return QUERY.fields
    },
  }
}

export const PLAYLIST: ObjectShape = {
  kind: 'object',
  fields: {
    policy: {
      shape: { kind: 'name-of', of: 'policies' },
      about: 'Default: the policy of the target that shows it.',
    },
    title: {
      shape: TEXT,
      about: 'Shown on the device. Default: the name of the playlist.',
    },
    titles: {
      shape: {
        kind: 'list',
        of: {
          kind: 'either',
          what: 'a title or an object with `title`',
          of: [
            { kind: 'text', what: 'a title' },
            {
              kind: 'object',
              fields: {
                title: { shape: { kind: 'text', what: 'a title' }, required: true },
                platform: { shape: PLATFORM },
              },
            },
          ],
        },
      },
      about: 'Game titles or release names, in this order.',
    },
    file: { shape: PATH, about: 'A list of games in a file: text, CSV, m3u or SMDB.' },
    where: { shape: QUERY, about: 'All given conditions must hold; inside one list, any.' },
    order: {
      shape: {
        kind: 'one-of',
        values: ['title', 'year', 'release', 'platform', 'list', 'rating', 'players'],
      },
    },
    limit: { shape: { kind: 'count', least: 1 } },
    perPlatform: { shape: { kind: 'count', least: 1 }, about: 'At most so many of each platform.' },
    perGame: {
      shape: { kind: 'count', least: 1 },
      about: 'At most so many of each game, on whatever platforms.',
    },
  },
}
