/** The first row of a table. */
import type { ComponentChildren } from 'preact'

/** What a column holds, and its classes: `number`, `hide-small`. */
type Column = readonly [title: ComponentChildren, look?: string]

export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map(([title, look], i) => (
          <th key={i} scope="col" class={look}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}
