/**
 * MiSTer's `.mra`: an XML file that says how an arcade core's memory is put together from the ROMs of zips. Of all it
 * says, only which zips it looks in matters here. Format: MkDocs_MiSTer `docs/developer/mra.md`.
 */
import { unescapedXml } from './xml-text.ts'

/** Folders of `games/` that `.mra` files look in: MAME's sets, and those of its fork for hacks and homebrew. */
export const SET_FOLDERS = ['mame', 'hbmame'] as const
export type SetFolder = (typeof SET_FOLDERS)[number]

/** `mame/fight` is `games/mame/fight.zip`. In the order in which they are looked in; each once. */
export function zipsOf(mra: string): readonly string[] {
  const text = mra.replace(/<!--[^]*?-->/g, '')
  const zips = [...text.matchAll(/<(?:rom|part)\b[^<>]*?\szip\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gi)]
    .flatMap(([, double = '', single = '']) => unescapedXml(double + single).split('|'))
    .flatMap((path) => {
      // a plain name is of `games/mame`, one with a slash is of `games`; others lead elsewhere on the card
      const [, folder = '/mame/', name] = /^(\/(?:hb)?mame\/)?([^/\\:*?"<>|]+)\.zip$/i.exec(path.trim()) ?? []
      return name === undefined ? [] : [`${folder.slice(1).toLowerCase()}${name}`]
    })
  return [...new Set(zips)]
}

/** Those of one folder, without it. */
export function setsIn(folder: SetFolder, zips: readonly string[]): readonly string[] {
  return zips.flatMap((zip) => (zip.startsWith(`${folder}/`) ? [zip.slice(folder.length + 1)] : []))
}
