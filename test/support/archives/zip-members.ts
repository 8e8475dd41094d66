/** The members of a zip, by a reader that is not ours. */
import { fromBuffer, type Entry } from 'yauzl'

/** Name → text (latin1). */
export function membersOf(zip: Buffer): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error)
      file.on('error', reject)
      file.on('end', () => resolve(found))
      file.on('entry', (entry: Entry) => {
        file.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            found[entry.fileName] = Buffer.concat(chunks).toString('latin1')
            file.readEntry()
          })
        })
      })
      file.readEntry()
    })
  })
}
