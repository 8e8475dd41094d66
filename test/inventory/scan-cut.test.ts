/** A scan that reads files again for a wish that is new, and is cut off: what was not read stays to be read. */
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { library } from './support.ts'

const FILES = 300

it('goes on where it was cut off, though no file changed since', async () => {
  const lib = library()
  const scratch = mkdtempSync(join(tmpdir(), 'curator-scratch-'))
  try {
    for (let n = 0; n < FILES; n++) lib.write(`${n % 7}/${n}.bin`, `${n}`)
    await lib.scan({ scratch })
    expect(await lib.scan({ scratch })).toMatchObject({ hashed: 0 })
    const stop = new AbortController()
    let read = 0
    const cut = lib.scan({
      scratch,
      md5: true,
      signal: stop.signal,
      onProgress({ toHash, hashed }) {
        read = hashed
        if (toHash > 0) stop.abort()
      },
    })
    await expect(cut).rejects.toThrow('interrupted')
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(FILES)
    expect(await lib.scan({ scratch, md5: true })).toMatchObject({ hashed: FILES - read })
    expect(await lib.scan({ scratch, md5: true })).toMatchObject({ hashed: 0, files: FILES })
  } finally {
    lib.close()
    rmSync(scratch, { recursive: true, force: true })
  }
})

it('leaves what changed a moment ago to the next scan, when it is told to, and says so', async () => {
  const lib = library()
  try {
    lib.write('old.bin', 'old')
    lib.write('dir/a.bin', 'a')
    lib.write('dir/b.bin', 'b')
    lib.write('note.txt', 'listed only')
    await lib.scan()
    const soon = (seconds: number) => new Date(Date.now() + seconds * 1000)
    for (const path of ['dir/a.bin', 'dir/c.bin', 'note.txt']) {
      lib.write(path, 'more')
      utimesSync(join(lib.dir, path), soon(0), soon(0))
    }
    // a clock that is far ahead never rests
    lib.write('ahead.bin', 'ahead')
    utimesSync(join(lib.dir, 'ahead.bin'), soon(500), soon(500))
    const rules = { identity: 'size+mtime' } as const
    expect(await lib.scan({ settleMs: 60_000 }, rules)).toMatchObject({
      hashed: 1,
      problems: [
        {
          code: 'file-changing',
          message: `${join(lib.dir, 'dir/a.bin')}: it changed a moment ago, and is left to the next build (and 1 more).`,
        },
      ],
    })
    expect(
      lib.db.prepare('select path, promotion_state from file_discovery order by path').raw().all(),
    ).toEqual([
      ['ahead.bin', 'hashed'],
      ['dir/a.bin', 'pending'],
      ['dir/c.bin', 'pending'],
    ])
    expect(await lib.scan({ settleMs: 60_000, now: () => Date.now() + 100_000 }, rules)).toMatchObject({
      hashed: 3,
      problems: [],
    })
  } finally {
    lib.close()
  }
})

it('remembers that it was killed until a scan ends in order, by itself or by an abort', async () => {
  const lib = library()
  const kill = () =>
    lib.scan({
      onProgress({ hashed }) {
        if (hashed > 0) throw new Error('killed')
      },
    })
  const killed = () =>
    lib.db.prepare("select value ->> 'killed' from meta where key like 'scanned:%'").pluck().get()
  const kept = () => lib.db.prepare('select count(*) from file_instance').pluck().get()
  try {
    for (let n = 0; n < 200; n++) lib.write(`${n}.bin`, Buffer.alloc(10_000, `${n} `))
    for (let n = 1; n <= 5; n++) {
      await expect(kill()).rejects.toThrow('killed')
      expect(killed()).toBe(n)
    }
    const before = Number(kept())
    // by now each file is kept as it is read
    await expect(kill()).rejects.toThrow('killed')
    expect(kept()).toBe(before + 1)
    const stop = new AbortController()
    const cut = lib.scan({ signal: stop.signal, onProgress: ({ hashed }) => hashed > 0 && stop.abort() })
    await expect(cut).rejects.toThrow('interrupted')
    expect(killed()).toBeNull()
    await expect(kill()).rejects.toThrow('killed')
    expect(killed()).toBe(1)
    expect(await lib.scan()).toMatchObject({ files: 200 })
    expect(killed()).toBeNull()
  } finally {
    lib.close()
  }
})

it('a kill costs what was read in a fifth of a second, however few files that are', async () => {
  const lib = library()
  let time = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 100))
  try {
    for (let n = 0; n < 64 * 5; n++) lib.write(`${n}.bin`, `${n}`)
    const killed = lib.scan({
      onProgress({ hashed }) {
        if (hashed === 64 * 4) throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    expect(lib.db.prepare('select count(*) from file_instance').pluck().get()).toBe(64 * 4)
    expect(await lib.scan()).toMatchObject({ hashed: 64 })
  } finally {
    clock.mockRestore()
    lib.close()
  }
})
