/**
 * LaunchBox's data files: the games of a platform, and playlists of them. There is no vendor's description; the
 * elements are those that LaunchBox itself writes for a game that was only just imported. It writes them as well: how
 * its own survives is in `launchbox-merge.ts`.
 */
import { createHash } from 'node:crypto'
import { nameOf } from '../../disk/path.ts'
import { xmlText } from './xml-text.ts'

export interface LaunchBoxGame {
  /** As LaunchBox calls it. */
  readonly platform: string
  readonly title: string
  /** Below LaunchBox's own folder, `/` between parts. */
  readonly path: string
}

export function writeLaunchBoxPlatform(games: readonly LaunchBoxGame[]): string {
  const entries = games.map((game) =>
    element('Game', [
      ['ApplicationPath', windowsPath(game.path)],
      ['ID', idOf(game)],
      ['Platform', game.platform],
      ['Title', game.title],
    ]),
  )
  return document(entries)
}

/** In the given order. */
export function writeLaunchBoxPlaylist(name: string, games: readonly LaunchBoxGame[]): string {
  const playlist = element('Playlist', [
    ['PlaylistId', guid(`playlist\0${name}`)],
    ['Name', name],
    ['NestedName', name],
    ['AutoPopulate', 'false'],
  ])
  const entries = games.map((game, index) =>
    element('PlaylistGame', [
      ['GameId', idOf(game)],
      ['GameTitle', game.title],
      ['GamePlatform', game.platform],
      ['GameFileName', nameOf(game.path)],
      ['ManualOrder', String(index)],
    ]),
  )
  return document([playlist, ...entries])
}

function document(entries: readonly string[]): string {
  return `<?xml version="1.0" standalone="yes"?>\n<LaunchBox>\n${entries.join('')}</LaunchBox>\n`
}

function element(name: string, fields: readonly (readonly [name: string, value: string])[]): string {
  const lines = fields.map(([field, value]) => `    <${field}>${xmlText(value)}</${field}>\n`)
  return `  <${name}>\n${lines.join('')}  </${name}>\n`
}

/** The same in every build, so that playlists find their games. */
export function idOf({ platform, path }: Pick<LaunchBoxGame, 'platform' | 'path'>): string {
  return guid(`${platform}\0${path}`)
}

/** The same of games whose path was that of others: those keep the ids that they had. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  return taken.has(id) ? freeId(guid(`again\0${id}`), taken) : id
}

/** One that curator gave, and not LaunchBox, which gives random ones. */
export function isOwnId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)
}

/** A name-based UUID (RFC 9562, version 8: made by a scheme of our own). */
function guid(text: string): string {
  const bytes = createHash('sha1').update(`curator\0${text}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export function windowsPath(path: string): string {
  return path.replaceAll('/', '\\')
}
