/**
 * Folders that could not be read when the rules of a root became others: what is known of them, and of all below them,
 * was found under the rules before. So they are looked at as if they were new when they can be read again, and nothing
 * else has to be until then.
 */

export function isIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`))
}

/**
 * Those of a root after a scan.
 * @param before of the scan before; undefined: there was none, so nothing is known of any folder
 * @param unreadable as the walk found them
 */
export function unreadFolders(
  before: { readonly unread?: readonly string[] } | undefined,
  sameRules: boolean,
  unreadable: readonly string[],
): readonly string[] {
  if (!before) return []
  if (!sameRules) return unreadable
  return (before.unread ?? []).filter((path) => isIn(path, unreadable))
}
