/** The SHA-1 of a file, read in pieces. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { checkRegular } from '../../regular-file.ts'

/** `before`: text that is hashed first, as git does with `blob <size>\0`. */
export async function sha1Of(file: string, before = ''): Promise<string> {
  checkRegular(file)
  const hash = createHash('sha1').update(before)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}
