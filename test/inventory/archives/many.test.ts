/** However many archives 7-Zip opened before, sound ones are sound, and of damaged ones all is had that can be. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inspector } from '../../../src/inventory/hashing/inspect.ts'
import { pack } from '../../support/archives/seven-zip.ts'
import { tempDir } from '../../support/cli.ts'

const dir = tempDir('many', afterAll)

it.each(['whole', 'damaged'])('one instance opens 400 %s archives, each as the first', async (kind) => {
  const file = join(dir, `${kind}.7z`)
  const bytes = await pack(['-ms=off', '-m0=Copy'], { 'a.gb': 'a'.repeat(500), 'b.gb': 'b'.repeat(500) })
  if (kind === 'damaged') bytes[bytes.indexOf('bbbb')] = 0
  writeFileSync(file, bytes)
  const inspect = inspector({ md5: false })
  const first = await inspect(file)
  const known = first.members?.map(({ path, content, trouble }) => [path, content?.size, trouble?.what])
  const wrong =
    kind === 'whole'
      ? ['b.gb', 500, undefined]
      : ['b.gb', undefined, 'member "b.gb" is damaged: its checksum is wrong']
  expect(known).toEqual([['a.gb', 500, undefined], wrong])
  for (let n = 1; n < 400; n++) expect(await inspect(file)).toEqual(first)
})
