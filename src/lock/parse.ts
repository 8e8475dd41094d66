/** Reads `curator.lock`. */
import { CuratorError, problem } from '../errors.ts'
import { JsonFault, parseJson, type JsonNode } from './json.ts'
import { LOCK_VERSION, type LockData, type LockedDat, type LockedGames } from './data.ts'

/** Throws `lock-unreadable`, naming the line. `path` is only for the message. */
export function parseLock(text: string, path = 'curator.lock'): LockData {
  try {
    return read(parseJson(withoutConflict(text)))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    const message = `${path} cannot be read: line ${error.line}: ${error.message}.`
    throw new CuratorError(problem('lock-unreadable', message, { path }), { cause: error })
  }
}

/** Git leaves these lines in a file that two branches changed. */
function withoutConflict(text: string): string {
  const conflict = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/m.exec(text)
  if (!conflict) return text
  throw new JsonFault(
    text.slice(0, conflict.index).split('\n').length,
    'it holds a merge conflict that was not resolved',
  )
}

function read(root: JsonNode): LockData {
  const fields = asMap(root, 'the file')
  const version = fields.get('version')
  if (!version) throw new JsonFault(root.line, '`version` is missing')
  if (version.value !== LOCK_VERSION) {
    throw new JsonFault(
      version.line,
      `\`version\` is not ${LOCK_VERSION}, the only format this curator reads`,
    )
  }
  return {
    dats: mapValues(fields.get('dats'), '`dats`', readDats),
    policies: mapValues(fields.get('policies'), '`policies`', (policy, name) =>
      mapValues(policy, `policy \`${name}\``, readGames),
    ),
  }
}

function readDats(node: JsonNode, name: string): readonly LockedDat[] {
  return asList(node, `\`dats.${name}\``).map((item) => {
    const fields = asMap(item, 'a DAT')
    const version = fields.get('version')
    return {
      path: textField(fields, 'path', item.line),
      name: textField(fields, 'name', item.line),
      ...(version ? { version: asText(version) } : {}),
      sha1: textField(fields, 'sha1', item.line),
    }
  })
}

function readGames(node: JsonNode, platform: string): LockedGames {
  return mapValues(node, `platform \`${platform}\``, (game) =>
    typeof game.value === 'string' ? [game.value] : asList(game, 'a game').map(asText),
  )
}

function mapValues<V>(
  node: JsonNode | undefined,
  what: string,
  readValue: (node: JsonNode, key: string) => V,
): Map<string, V> {
  const map = new Map<string, V>()
  if (node) for (const [key, value] of asMap(node, what)) map.set(key, readValue(value, key))
  return map
}

function asMap({ line, value }: JsonNode, what: string): ReadonlyMap<string, JsonNode> {
  if (value instanceof Map) return value
  throw new JsonFault(line, `${what} must be an object`)
}

function asList({ line, value }: JsonNode, what: string): readonly JsonNode[] {
  if (isList(value)) return value
  throw new JsonFault(line, `${what} must be a text or a list of texts`)
}

/** `Array.isArray` alone would narrow to `any[]`. */
function isList(value: JsonNode['value']): value is readonly JsonNode[] {
  return Array.isArray(value)
}

function asText({ line, value }: JsonNode): string {
  if (typeof value === 'string') return value
  throw new JsonFault(line, 'a text is expected')
}

function textField(fields: ReadonlyMap<string, JsonNode>, key: string, line: number): string {
  const node = fields.get(key)
  if (!node) throw new JsonFault(line, `\`${key}\` is missing`)
  return asText(node)
}
