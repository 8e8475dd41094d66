/** `schema.json`: lets editors complete and check the JSON and YAML forms. Made from the tables the validator follows. */
import { presetShape, type OptionKinds } from '../../../presets/option-shapes.ts'
import type { Json } from '../../engine/canonical.ts'
import { mapValues } from '../map-values.ts'
import { NAME_PATTERN, wordsOf, type ObjectShape, type Shape, type Words } from './shape.ts'
import { QUERY } from './shapes/playlist.ts'
import { CONFIG, TARGET } from './shapes.ts'

type Schema = { readonly [key: string]: Json }

/**
 * JSON Schema, draft 2020-12. It cannot say which names are declared; the validator does.
 * `presets`: what the options of each preset may be.
 */
export function configSchema(words: Words, presets: Readonly<Record<string, OptionKinds>>): Schema {
  const targets: Shape = { kind: 'tagged', tag: 'preset', of: mapValues(presets, targetShape) }
  const fields = {
    ...CONFIG.fields,
    targets: { ...CONFIG.fields.targets, shape: { kind: 'names', of: targets } },
  } as const
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'curator config',
    ...schemaOf({ ...CONFIG, fields }, words),
    $defs: { [QUERY.name ?? '']: objectSchema(QUERY, words) },
  }
}

function targetShape(options: OptionKinds): ObjectShape {
  const { path, policy } = TARGET.fields
  return { kind: 'object', fields: { ...presetShape(options).fields, path, policy } }
}

function schemaOf(shape: Shape, words: Words): Schema {
  switch (shape.kind) {
    case 'text':
      return shape.mayBeEmpty ? { type: 'string' } : { type: 'string', minLength: 1 }
    case 'name-of':
      return { type: 'string', minLength: 1 }
    case 'word': {
      const known = words[shape.of]
      return known ? { enum: known } : { type: 'string' }
    }
    case 'count':
      return { type: 'integer', minimum: shape.least }
    case 'flag':
      return { type: 'boolean' }
    case 'share':
      return { type: 'number', minimum: 0, maximum: 1 }
    case 'one-of':
      return { enum: shape.values }
    case 'list':
      return {
        type: 'array',
        items: schemaOf(shape.of, words),
        ...(shape.least === undefined ? {} : { minItems: shape.least }),
      }
    case 'object':
      return shape.name === undefined ? objectSchema(shape, words) : { $ref: `#/$defs/${shape.name}` }
    case 'names':
      return {
        type: 'object',
        propertyNames: { pattern: NAME_PATTERN },
        additionalProperties: schemaOf(shape.of, words),
      }
    case 'table': {
      const keys = shape.keys && wordsOf(shape.keys, words)
      return {
        type: 'object',
        ...(keys ? { propertyNames: { enum: keys } } : {}),
        additionalProperties: schemaOf(shape.of, words),
      }
    }
    case 'either':
      return { anyOf: shape.of.map((option) => schemaOf(option, words)) }
    case 'tagged':
      return {
        anyOf: Object.entries(shape.of).map(([value, option]) => {
          const tag = { shape: { kind: 'one-of', values: [value] }, required: true } as const
          return objectSchema({ ...option, fields: { [shape.tag]: tag, ...option.fields } }, words)
        }),
      }
  }
}

function objectSchema({ fields, open }: ObjectShape, words: Words): Schema {
  const required = Object.keys(fields).filter((key) => fields[key]?.required)
  const properties = Object.entries(fields).map(([key, { shape, about }]): [string, Json] => {
    const schema = schemaOf(shape, words)
    return [key, about === undefined ? schema : { ...schema, description: about }]
  })
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...(open ? {} : { additionalProperties: false }),
  }
}
