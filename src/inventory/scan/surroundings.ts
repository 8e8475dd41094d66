/** What kind of disk a root lies on: for `curator doctor`, which tells people what to expect of it. */
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs'

interface Surroundings {
  /** As the system names it: `ext4`, `nfs4`, `fuse.sshfs`; undefined where it does not say. */
  readonly fileSystem?: string
  /** Inodes and ctimes are not dependable there: `identity: 'size+mtime'` is for it. */
  readonly isNetwork: boolean
  /** Nothing can be written there by us: which is all that a root needs. */
  readonly isReadOnly: boolean
  /** Other machines will read other names there than those that were written. */
  readonly misspells?: boolean
}

/** By the names that Linux has for them. `fuse.` stands before those that are programs. */
const NETWORK = new Set(
  `nfs nfs4 cifs smb2 smb3 smbfs ncpfs 9p afs ceph glusterfs lustre virtiofs vboxsf prl_fs vmhgfs fuse.sshfs fuse.rclone
   fuse.davfs davfs fuse.s3fs fuse.glusterfs fuse.cifs fuse.smbnetfs fuse.gvfsd-fuse fuse.vmhgfs-fuse drvfs`.split(
    /\s+/,
  ),
)

interface Mount {
  readonly at: string
  readonly type: string
  /** What is mounted there: `/dev/sdb1` for a card. */
  readonly source: string
  readonly isReadOnly: boolean
  /** FAT mounted with a character set that takes UTF-8 for something else: `é` is written as `Ã©`. */
  readonly misspells: boolean
}

/** Of a folder that exists; throws the system's error when it does not. */
export function surroundingsOf(folder: string, mountInfo = readMountInfo()): Surroundings {
  const path = realpathSync(folder)
  const mount = mountOf(path, mountInfo)
  const isReadOnly = mount?.isReadOnly === true || !isWritable(path)
  if (!mount) return { isNetwork: path.startsWith('\\\\'), isReadOnly }
  const { type, misspells } = mount
  return { fileSystem: type, isNetwork: NETWORK.has(type), isReadOnly, ...(misspells && { misspells }) }
}

export function readMountInfo(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    return ''
  }
}

/** The innermost mount, and of those at one place the last: it lies above the others. */
export function mountOf(path: string, mountInfo: string): Mount | undefined {
  let found: Mount | undefined
  for (const mount of mountsIn(mountInfo)) {
    if (!isBelow(path, mount.at)) continue
    if (!found || mount.at.length >= found.at.length) found = mount
  }
  return found
}

/** Every place where something is mounted. */
export function mountPoints(mountInfo: string): ReadonlySet<string> {
  return new Set(mountsIn(mountInfo).map(({ at }) => at))
}

/** Without those where a disk is only mounted when somebody looks: autofs is there whether the disk is or not. */
export function diskPoints(mountInfo: string): ReadonlySet<string> {
  return new Set(mountsIn(mountInfo).flatMap(({ at, type }) => (type === 'autofs' ? [] : at)))
}

function mountsIn(mountInfo: string): readonly Mount[] {
  return mountInfo.split('\n').flatMap((line) => parseMount(line) ?? [])
}

/** A line of `/proc/self/mountinfo`: proc(5) tells its fields. */
function parseMount(line: string): Mount | undefined {
  const [mine = '', rest = ''] = line.split(' - ')
  const [, , , , at, options] = mine.split(' ')
  const [type, source, superOptions] = rest.split(' ')
  if (at === undefined || type === undefined || source === undefined || options === undefined)
    return undefined
  const all = `${options},${superOptions ?? ''}`.split(',')
  return {
    at: unescaped(at),
    type,
    source: unescaped(source),
    isReadOnly: all.includes('ro'),
    misspells: type === 'vfat' && !all.includes('utf8') && all.some((option) => OTHER_CHARSET.test(option)),
  }
}

/** mount(8): of the options of vfat, `utf8` beats this one. */
const OTHER_CHARSET = /^iocharset=(?!utf8$)/

/** Spaces and the like are octal there: `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
}

function isBelow(path: string, at: string): boolean {
  return at === '/' || path === at || path.startsWith(`${at}/`)
}

export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
