/** A small tar writer for tests. */

export interface TarEntry {
  readonly name: string
  readonly data?: string | Uint8Array
  /** Default: `0`, a file. */
  readonly type?: string
  readonly prefix?: string
  /** Default: by the data. */
  readonly size?: number
  /** The size as GNU writes it where octal digits do not reach: in binary, with the highest bit set. */
  readonly isBinary?: boolean
  /** What a link (`1` hard, `2` symbolic) leads to. */
  readonly link?: string
}

export function makeTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(encode), Buffer.alloc(1024)])
}

/** pax records before the member that they are of. */
export function pax(records: Readonly<Record<string, string>>): TarEntry {
  const data = Object.entries(records).map(([key, value]) => {
    const body = ` ${key}=${value}\n`
    let length = Buffer.byteLength(body) + 1
    while (`${length}${body}`.length < length || Buffer.byteLength(`${length}${body}`) !== length) length++
    return `${length}${body}`
  })
  return { name: 'PaxHeader', type: 'x', data: data.join('') }
}

function encode(entry: TarEntry): Buffer {
  const { name, data = '', type = '0', prefix = '', link = '' } = entry
  const bytes = Buffer.from(data)
  const { size = bytes.length } = entry
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  header.write('0000644\0', 100)
  if (entry.isBinary) header.write(`80${size.toString(16).padStart(22, '0')}`, 124, 'hex')
  else header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('14720000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write(link, 157, 100)
  header.write('ustar\x0000', 257)
  header.write(prefix, 345, 155)
  const sum = header.reduce((all, byte) => all + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
}
