/**
 * Discs in forms whose hash no DAT can state, because it depends on the tool that packed them. For these a name is not
 * second best: it is all there is. A CHD that a DAT lists by the hash in its header is matched before names are asked.
 */
const PACKED = new Set(['chd', 'cso', 'ciso', 'zso', 'dax', 'jso', 'rvz', 'wia', 'wbfs', 'gcz', 'pbp'])

/** @param extension lower case, without dot */
export function isPackedDisc(extension: string): boolean {
  return PACKED.has(extension)
}
