/** A scan that reads files again for a wish that is new, and is cut off: what was not read stays to be read. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
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
