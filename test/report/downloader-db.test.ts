import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { downloaderDb, downloaderZip, hashesOf } from '../../src/report/downloader/db.ts'
import { tempDir } from '../support/cli.ts'
import { membersOf } from '../support/archives/zip-members.ts'

const FILES = { '_Best/01 A.mgl': 'launcher', 'games/NES/A #1 (USA).nes': 'game' }

function card(): string {
  const dir = tempDir('downloader')
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

it.each([
  ['on the card', false, {}],
  // version 1 of the format knows no `|` before a path: that was version 0
  ['on a USB drive', true, { path: 'pext' }],
])('tells Downloader of every file, with games %s', async (_case, external, placed) => {
  const dir = card()
  const files = Object.entries(FILES).map(([path, text]) => ({ path, size: text.length }))
  const wish = { id: 'mine', base: 'http://nas:8080/card', external, timestamp: 1_700_000_000 }
  const md5s = new Map<string, string>()
  const { signal } = new AbortController()
  for (const { path } of files) md5s.set(path, (await hashesOf(join(dir, path), { signal })).md5)
  const text = downloaderDb(files, (path) => md5s.get(path) ?? '', wish)
  const zip = await membersOf(await downloaderZip(text))
  expect(Object.keys(zip)).toEqual(['db.json'])
  const db = JSON.parse(zip['db.json'] ?? '') as { files: object; folders: object }
  expect(db).toEqual({
    v: 1,
    db_id: 'mine',
    timestamp: 1_700_000_000,
    files: {
      '_Best/01 A.mgl': {
        hash: 'f3e08b5119358a8f58f17a678759f60c',
        size: 8,
        url: 'http://nas:8080/card/_Best/01%20A.mgl',
      },
      'games/NES/A #1 (USA).nes': {
        hash: 'c8d46d341bea4fd5bff866a65ff8aea9',
        size: 4,
        url: 'http://nas:8080/card/games/NES/A%20%231%20(USA).nes',
        ...placed,
      },
    },
    folders: { _Best: {}, games: placed, 'games/NES': placed },
  })
})

it('lets Downloader overwrite games and launchers, but no firmware', () => {
  const files = [
    { path: 'games/PSX/A (USA).chd', size: 1 },
    { path: 'games/PSX/boot.rom', size: 1, yields: true },
  ]
  const text = downloaderDb(files, () => '', {
    id: 'mine',
    base: 'http://nas',
    external: false,
    timestamp: 0,
  })
  const { files: told } = JSON.parse(text) as { files: Readonly<Record<string, object>> }
  expect(told['games/PSX/boot.rom']).toHaveProperty('overwrite', false)
  expect(told['games/PSX/A (USA).chd']).not.toHaveProperty('overwrite')
})

it('is the same text whatever order its files come in, with folders in theirs', () => {
  const files = ['a/x', 'a-b/x'].map((path) => ({ path, size: 1 }))
  const wish = { id: 'mine', base: 'http://nas', external: false, timestamp: 0 }
  const text = downloaderDb(files, () => '', wish)
  expect(downloaderDb(files.toReversed(), () => '', wish)).toBe(text)
  const { folders } = JSON.parse(text) as { folders: object }
  expect(Object.keys(folders)).toEqual(['a', 'a-b'])
})
