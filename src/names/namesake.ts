/** The release that a file is named after: its name without extension and ` (Track n)`. Folders stay. */
export function namesakeOf(file: string): string {
  const dot = file.lastIndexOf('.')
  return (dot > 0 ? file.slice(0, dot) : file).replace(/ \(Track \d+\)$/i, '')
}
