/** The parts of a file's name, in roots, archives and DATs. Folders end with `/`; a dot that begins a name parts nothing. */

/** Without its folders and its extension: `nes/Game v1.2.nes` → `Game v1.2`. */
export function stemOf(path: string): string {
  const name = lastPart(path)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}

/** Lower case, without dot; '' where a name has none, or is nothing else (`.nes`). */
export function extensionOf(path: string): string {
  const name = lastPart(path)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
