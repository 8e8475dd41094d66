/**
 * Lists that only curator writes: they are made anew, but for games that stay on a device while nobody can read what they
 * came from.
 */

/** `ours`, and behind it entries that are there and stay. `between`: what parts two entries. */
export function mergeEntries(
  there: string,
  ours: string,
  stays: (entry: string) => boolean,
  between: string,
): string {
  // what one is called stands on its first line, and no two may be called alike
  const called = new Set(entriesOf(ours, between).map(firstLine))
  const left = entriesOf(there, between).filter((entry) => !called.has(firstLine(entry)) && stays(entry))
  if (left.length === 0) return ours
  const start = ours === '' || ours.endsWith(between) ? ours : ours + between.slice(1)
  return `${start}${left.join(between)}\n`
}

/** Of a list that begins with what it is: that, and the entries that stay. Undefined when none does. */
export function stayingEntries(
  there: string,
  stays: (entry: string) => boolean,
  between: string,
): string | undefined {
  const [head = '', ...entries] = entriesOf(there, between)
  const left = entries.filter(stays)
  return left.length === 0 ? undefined : `${[head, ...left].join(between)}\n`
}

/** Whether an entry says one of these on a line of its own: alone, behind a key, or before a tab. */
export function namesOneOf(files: ReadonlySet<string>): (entry: string) => boolean {
  return (entry) =>
    entry.split('\n').some((line) => {
      const file = line.replace(/^(?:file: |match = ~| +)?(?:\.\/)?/, '').replace(/\t.*$/, '')
      return files.has(file)
    })
}

function firstLine(entry: string): string {
  return entry.split('\n', 1).join('')
}

function entriesOf(text: string, between: string): readonly string[] {
  return text
    .replace(/\n$/, '')
    .split(between)
    .filter((entry) => entry !== '')
}
