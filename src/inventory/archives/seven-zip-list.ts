/** Reads what 7-Zip prints: its technical listing (`l -slt`), and its lines about what is wrong. */
import { trouble, type Trouble } from '../trouble.ts'
import type { Member } from './archive.ts'
import { danglingLink } from './links.ts'

export interface SevenZipListing {
  readonly members: readonly Member[]
  /** By ordinal, the method's name, for what cannot be unpacked. */
  readonly methods: ReadonlyMap<number, string>
  /** By ordinal, why a member cannot be read out of this file alone. */
  readonly faults: ReadonlyMap<number, Trouble>
  /** One part of an archive that is split over several files. */
  readonly volume: boolean
  /** The list itself is encrypted, and the password was not the right one. */
  readonly locked: boolean
  /** 7-Zip did not come to the end of it. */
  readonly broken: boolean
  /** What it says is wrong. */
  readonly complaints: readonly string[]
}

interface ListingReader {
  line(text: string): void
  end(): SevenZipListing
}

/** Names are printed with `_` for control characters, so a line is a line. */
export function listingReader(maxMembers: number): ListingReader {
  const members: Member[] = []
  const methods = new Map<number, string>()
  const faults = new Map<number, Trouble>()
  const byPath = new Map<string, Member>()
  const complaints: string[] = []
  let properties: Map<string, string> | undefined
  let volume = false
  let locked = false
  let hasRest = false
  let ordinal = 0
  const finish = (): void => {
    const found = properties
    properties = undefined
    if (!found?.has('Path')) return
    const member = memberOf(found, ordinal)
    if (member && members.length <= maxMembers) {
      const target = LINKS.map((link) => found.get(link) ?? '').find((path) => path !== '')
      const first = target === undefined ? undefined : byPath.get(target)
      if (target !== undefined && !first) faults.set(ordinal, danglingLink(target))
      if (SPLIT.some((sign) => found.get(sign) === '+')) faults.set(ordinal, NEEDS_OTHERS)
      members.push(first ? { ...member, sameAs: first.ordinal } : member)
      methods.set(ordinal, found.get('Method') ?? '')
      // a link to a link leads to where the bytes are
      if (target === undefined || first) byPath.set(member.path, first ?? member)
    }
    ordinal++
  }
  let inMembers = false
  return {
    line(text) {
      if (/wrong password/i.test(text)) locked = true
      const complaint =
        /^(?:ERROR: |ERRORS?\s*=?\s*|Cannot open |Unexpected |Headers Error|Unavailable )(.*)/.exec(text)
      if (complaint && !inMembers) complaints.push(text)
      if (/^(?:Multivolume = \+|Volume Index = [1-9]|Volumes = (?:[2-9]|1\d))/.test(text) && !inMembers)
        volume = true
      if (/^Tail Size = [1-9]/.test(text) && !inMembers) hasRest = true
      if (text === '----------') inMembers = true
      else if (inMembers && text === '') finish()
      else if (inMembers) {
        const equals = text.indexOf(' = ')
        properties ??= new Map()
        if (equals > 0 && !properties.has(text.slice(0, equals)))
          properties.set(text.slice(0, equals), text.slice(equals + 3))
      }
    },
    end() {
      finish()
      // a damaged header may read as the end of the archive
      if (ordinal === 0 && hasRest) complaints.push('There are data after the end of archive')
      return { members, methods, faults, volume, locked, broken: false, complaints }
    },
  }
}

/** Undefined for folders and symbolic links. */
function memberOf(found: ReadonlyMap<string, string>, ordinal: number): Member | undefined {
  const attributes = found.get('Attributes') ?? ''
  const isFolder = found.get('Folder') === '+' || attributes.startsWith('D')
  const isSymbolic = / l[r-][w-]/.test(attributes) || (found.get('Symbolic Link') ?? '') !== ''
  if (isFolder || isSymbolic) return undefined
  const crc = /^[0-9A-F]{8}$/.exec(found.get('CRC') ?? '')
  const mtime = timeOf(found.get('Modified') ?? '')
  const encrypted = found.get('Encrypted') === '+'
  return {
    ordinal,
    path: found.get('Path') ?? '',
    size: numberOf(found.get('Size')),
    compressedSize: numberOf(found.get('Packed Size')) ?? 0,
    // an encrypted member may have its CRC scrambled, or left out and shown as zeros
    crc32: crc ? Number.parseInt(crc[0], 16) : undefined,
    ...(mtime !== undefined && { mtime }),
    encrypted,
    offset: 0,
    method: 0,
  }
}

/** Second names of a member before them; the other kind is what rar calls a reference to an identical file. */
const LINKS = ['Hard Link', 'Copy Link']
/** It began in the file before, or ends in the next one. */
const SPLIT = ['Split Before', 'Split After']

/** Of a member that lies in several parts of a split archive, or, where it is solid, rests on one that does. */
export const NEEDS_OTHERS = trouble('archive-unsupported', 'needs the other parts of the archive')

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** 7-Zip prints times in the zone of this machine. */
function timeOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text)?.slice(1).map(Number)
  if (!parts) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  const time = new Date(year, month - 1, day, hour, minute, second).getTime()
  return Number.isFinite(time) ? time : undefined
}

/** A line about one member: what, and of which. */
export function memberComplaint(line: string): { readonly what: string; readonly path: string } | undefined {
  const found = /^ERROR: (.+?) : (.*)$/.exec(line)
  return found ? { what: found[1] ?? '', path: found[2] ?? '' } : undefined
}

/**
 * What is wrong with a member, in our words, after its name.
 * @param isOpen the password is known to be right: then whatever does not come out is damaged
 */
export function memberTrouble(what: string, method: string, isOpen: boolean): Trouble {
  if (/wrong password/i.test(what) && !isOpen) {
    const isCertain = !MAY_BE_DAMAGED.test(what)
    return trouble(
      'archive-encrypted',
      isCertain
        ? 'is encrypted, and not with the password that opens others'
        : 'is damaged, or encrypted with another password than others',
    )
  }
  if (/unsupported/i.test(what)) {
    const name = /[a-z]/i.test(method) ? method : (UNNAMED[method] ?? `an unknown method (${method})`)
    return trouble('archive-unsupported', `is packed with ${name}, which curator cannot unpack`)
  }
  return trouble('archive-damaged', `is damaged: ${damage(what)}`)
}

/** Data came out of it, and not the right one. */
const MAY_BE_DAMAGED = /in encrypted file/i

/** Whether the password is right all the same: a zip keeps a check of it, and 7-Zip says outright that it is not. */
export function fitsZip(what: string): boolean {
  return MAY_BE_DAMAGED.test(what)
}

/** Methods of zips that 7-Zip shows as numbers (APPNOTE.TXT 4.4.5): 20 was Zstandard before it became 93. */
const UNNAMED: Readonly<Record<string, string>> = { '20': 'Zstandard under its old number, 20' }

function damage(what: string): string {
  if (/crc/i.test(what)) return 'its checksum is wrong'
  if (/end of data|unavailable/i.test(what)) return 'the archive ends before it does'
  return 'its data cannot be unpacked'
}
