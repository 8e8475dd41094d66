/** The files of a static site, as texts: see `site-data.ts` for what the scripts hold. */
import type { Pick } from '../../select/pick.ts'
import type { Cluster, Reason } from '../../select/selection.ts'
import { hexCrc } from '../../wording.ts'
import { textFile, type TreeFile } from '../tree.ts'
import {
  BETTER_WANTED,
  MISSING,
  OWNED,
  type SiteDetail,
  type SiteLibrary,
  type SiteReceiver,
  type SiteRelease,
  type SiteRow,
  type SiteVerdict,
} from './site-data.ts'

/** Where the scripts are, below the site. Slugs and names of shelves are plain: they need no escaping. */
function rowsPath(platform: string, shelf: string): string {
  return `data/${platform}-${shelf}.js`
}

function detailsPath(platform: string, shelf: string): string {
  return `data/${platform}-${shelf}-more.js`
}

/** The two scripts of a shelf; none when no game stands on it. `coverOf`: path of a picture below the site, or ''. */
export function shelfFiles(
  platform: string,
  shelf: string,
  picks: readonly Pick[],
  clusters: readonly Cluster[],
  coverOf: (pick: Pick) => string = () => '',
): readonly TreeFile[] {
  if (picks.length === 0) return []
  const clusterOf = new Map(clusters.flatMap((one) => one.ranked.map(({ name }) => [name, one] as const)))
  const kept = new Set(picks.flatMap(({ release, files }) => (files.length > 0 ? [release] : [])))
  const rows = picks.map((pick) => rowOf(pick, coverOf(pick)))
  const details = picks.map((pick) => detailOf(pick, clusterOf.get(pick.release), kept))
  const label = `Games of ${platform}, shelf ${shelf}`
  return [
    textFile(rowsPath(platform, shelf), call('rows', platform, shelf, rows), label),
    textFile(detailsPath(platform, shelf), call('details', platform, shelf, details), label),
  ]
}

export function libraryFile(library: SiteLibrary): TreeFile {
  return textFile('data/library.js', call('library', library), library.title)
}

/** The page itself. `script` and `style` are the bundled ones. */
export function pageFiles(title: string, script: string, style: string): readonly TreeFile[] {
  return [
    textFile('index.html', indexHtml(title), title),
    textFile('page.css', style, title),
    textFile('page.js', script, title),
  ]
}

function rowOf({ game, release, files, wanted, regions, year }: Pick, cover: string): SiteRow {
  const status = files.length === 0 ? MISSING : wanted === undefined ? OWNED : BETTER_WANTED
  const bytes = files.reduce((sum, { content }) => sum + content.size, 0)
  return [game, release, status, regions.join(', '), year ?? 0, bytes, cover]
}

function detailOf(pick: Pick, cluster: Cluster | undefined, kept: ReadonlySet<string>): SiteDetail {
  const { wanted, languages, files } = pick
  return {
    ...(wanted === undefined ? {} : { wanted }),
    languages,
    files: files.map(({ name, content }) => [name, content.size, hexCrc(content.crc32)]),
    releases: cluster === undefined ? [] : releasesOf(pick, cluster, kept),
  }
}

function releasesOf(pick: Pick, { ranked, excluded }: Cluster, kept: ReadonlySet<string>): SiteRelease[] {
  const verdictOf = (name: string): SiteVerdict => {
    if (kept.has(name)) return 'kept'
    if (name === pick.wanted) return 'wanted'
    return name === pick.release ? 'missing' : 'lost'
  }
  return [
    ...ranked.map(({ name, lostTo }): SiteRelease => [name, verdictOf(name), inWords(lostTo)]),
    ...excluded.map(({ name, rule }): SiteRelease => [name, 'left out', rule]),
  ]
}

function inWords(reason: Reason | undefined): string {
  return reason === undefined ? '' : `${reason.criterion}: ${reason.winner} before ${reason.loser}`
}

/** A script of one call. JSON is JavaScript, and `<` is written so that no script of a page ends early. */
function call(name: keyof SiteReceiver, ...values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value).replaceAll('<', '\\u003c'))
  return `curator.${name}(${texts.join(',')})\n`
}

/** 'self' is the site's own folder; from a disk, the disk. */
const POLICY =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"

function indexHtml(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="curator">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<script defer src="page.js"></script>
<script defer src="data/library.js"></script>
</head>
<body>
<div id="page"><noscript><p class="notice">This catalogue needs JavaScript. It loads nothing from the network.</p></noscript></div>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
