/** Where in a library the verified files of its roots belong. */
import type { Db } from '../catalog/sqlite.ts'
import { factsByName } from '../dats/releases/naming.ts'
import { extensionOf } from '../file-name.ts'
import { remembering } from '../remembering.ts'
import { splitName } from '../targets/names/names.ts'
import { claimedFiles, type Claim, type Claimed } from './claims.ts'
import { packUp } from './packs.ts'
import type { LibraryFile, Pack, Stay } from './plan.ts'
import { compileTemplate } from './template.ts'

interface Shelving {
  /** Names of the roots whose files are taken. */
  readonly roots: readonly string[]
  readonly template: string
  readonly names: 'fat' | 'posix'
  readonly archives: 'keep' | 'zip'
  /** Path of the library's folder on its disk. */
  readonly library: string
  /** The absolute path of a file. */
  where(path: string): string
}

export interface Verified {
  readonly files: readonly LibraryFile[]
  /** What is not put in order, and why. */
  readonly stays: readonly Stay[]
}

/** Reads the catalog, and of archives that may have to be packed anew their last bytes. */
export function verifiedFiles(db: Db, shelving: Shelving): Verified {
  const { claimed, stays } = claimedFiles(db, shelving.roots)
  const shelve = shelver(db, shelving)
  const { packs, others } =
    shelving.archives === 'zip' ? packUp(db, claimed, shelving.where) : { packs: [], others: claimed }
  return {
    files: [...others.map((file) => shelve(file)), ...packs.map(({ file, pack }) => shelve(file, pack))],
    stays,
  }
}

/** Says where in the library a file belongs, or what is packed of it. */
function shelver(
  db: Db,
  { template, names, library }: Shelving,
): (file: Claimed, pack?: Pack) => LibraryFile {
  const layout = compileTemplate(template, names)
  const titles = titleReader(db)
  return ({ claim, path, size, mtime, sha1, holds, role }, pack) => {
    const { title, region } = titles(claim)
    const isWhole = pack !== undefined || role === 'archive'
    const place = layout.path({
      folder: claim.platform,
      platform: claim.platform,
      title,
      release: claim.release,
      name: isWhole ? claim.release : splitName(claim.name.replaceAll('\\', '/')).stem,
      extension: pack ? '.zip' : ownExtension(path, claim.name),
      region,
    })
    const to = `${library}/${place.path}`
    const release = claim.release
    if (!pack) return { path, size, mtime, sha1: sha1.toString('hex'), holds, to, release }
    return { path, size: pack.size, mtime: pack.mtime, sha1: pack.sha1, holds: pack.holds, to, release, pack }
  }
}

/** A file keeps its extension, which has a say in how it is read; the DAT has one in how that is spelled. */
function ownExtension(path: string, name: string): string {
  const own = extensionOf(path)
  if (own === '') return ''
  const { extension } = splitName(name)
  return extension.slice(1).toLowerCase() === own ? extension : path.slice(path.length - own.length - 1)
}

interface Called {
  readonly title: string
  readonly region: string
}

function titleReader(db: Db): (claim: Claim) => Called {
  const factsOn = remembering(Infinity, (platform) => factsByName(db, { platform }))
  return ({ platform, release }) => {
    const { title, regions } = factsOn(platform)(release)
    return { title, region: regions[0] ?? '' }
  }
}
