/** Tables and lists that people keep, as text: in UTF-8, in UTF-16 as spreadsheets save "Unicode text", or in Windows-1252. */
import { decodeText } from '../../dats/formats/fields.ts'
import { utf16Of } from '../../dats/utf16.ts'
import { readRegular } from '../../regular-file.ts'

/** Throws where the file cannot be read. */
export function textOfFile(path: string): string {
  const bytes = readRegular(path)
  const order = utf16Of(bytes)
  return order ? new TextDecoder(order).decode(bytes) : decodeText(bytes, 0, bytes.length)
}
