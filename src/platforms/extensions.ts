/**
 * What file name extensions mean, where that does not depend on a platform. Lower case, without dot. Facts of the
 * formats; what games of a platform are called stands in the platform table, and comes after this one.
 */
import { PLATFORMS } from './table.ts'

/** What a file is, for people who keep files. */
export type FileCategory =
  | 'rom'
  | 'disc'
  | 'archive'
  | 'patch'
  | 'playlist'
  | 'save'
  | 'artwork'
  | 'document'
  | 'auxiliary'

/** What a content is to a game. */
export type ContentRole = 'rom' | 'disc' | 'archive' | 'patch' | 'playlist' | 'save' | 'auxiliary'

interface CategoryInfo {
  readonly role: ContentRole
  /** Whether its files are read and hashed, unless a root says otherwise. No DAT describes the others. */
  readonly isRead: boolean
}

/** In the order of importance: a content that lies there under several names has the role of the first. */
export const CATEGORIES: Readonly<Record<FileCategory, CategoryInfo>> = {
  rom: { role: 'rom', isRead: true },
  disc: { role: 'disc', isRead: true },
  archive: { role: 'archive', isRead: true },
  patch: { role: 'patch', isRead: true },
  playlist: { role: 'playlist', isRead: false },
  save: { role: 'save', isRead: false },
  artwork: { role: 'auxiliary', isRead: false },
  document: { role: 'auxiliary', isRead: false },
  auxiliary: { role: 'auxiliary', isRead: false },
}

/**
 * What is not read holds only extensions that are no game's: `.md` is a Mega Drive ROM unless it is called `README`, `.bin`,
 * `.dat` and `.wav` may be listed in a DAT.
 */
const BY_CATEGORY: Readonly<Record<Exclude<FileCategory, 'rom'>, string>> = {
  disc: `cue gdi iso chd cso ciso zso dax jso rvz wia wbfs gcm gcz ccd img sub mds mdf cdi nrg raw toc pbp ecm isz daa`,
  archive: `zip 7z rar tar gz tgz bz2 tbz tbz2 xz txz zst tzst lzma lz lzh arj cab lz4 lzo`,
  patch: `ips ips32 bps ups ppf xdelta xdelta3 vcdiff aps rup ebp dldi`,
  playlist: `m3u m3u8 lpl mgl pls`,
  save: `srm sav auto rtc eep fla sra mpk mcr dsv state`,
  artwork: `png jpg jpeg gif webp bmp svg ico tif tiff psd mp4 m4v mkv avi mov webm mpg mpeg`,
  document: `txt nfo diz pdf htm html rtf doc docx odt epub csv xls xlsx url`,
  auxiliary: `xml json jsonc yaml yml toml ini cfg log md5 sha1 sfv mp3 m4a aac opus`,
}

/** No game is called so, though its extension is one of games': what collections say of themselves. */
export const PAPER = /(?:^|\/)(?:readme|licen[cs]e|copying|changelog|contributing|authors|credits)\.md$/i

/** Extension → category, platforms' own extensions included. */
export const FILE_EXTENSIONS: ReadonlyMap<string, FileCategory> = extensions()

function extensions(): ReadonlyMap<string, FileCategory> {
  const map = new Map<string, FileCategory>()
  for (const category of Object.keys(BY_CATEGORY) as (keyof typeof BY_CATEGORY)[])
    for (const extension of BY_CATEGORY[category].split(' ')) map.set(extension, category)
  for (const platform of PLATFORMS)
    for (const extension of platform.extensions) if (!map.has(extension)) map.set(extension, 'rom')
  return map
}
