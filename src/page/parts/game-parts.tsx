/** What the page of a game is made of: its releases in order, its files. */
import { amount } from '../../wording.ts'
import { TableHead } from './table-head.tsx'

interface ShownRelease {
  readonly name: string
  readonly verdict: string
  readonly because: string
}

/** Best first. */
export function Releases({ releases }: { readonly releases: readonly ShownRelease[] }) {
  return (
    <ol class="releases">
      {releases.map(({ name, verdict, because }) => (
        <li key={name} class={`verdict-${verdict.replaceAll(' ', '-')}`}>
          <span class="verdict">{verdict}</span>
          <span class="release-name">{name}</span>
          {because === '' ? null : <span class="because">{because}</span>}
        </li>
      ))}
    </ol>
  )
}

interface ShownFile {
  readonly name: string
  readonly bytes: number
  readonly note: string
}

interface FilesProps {
  readonly files: readonly ShownFile[]
  /** What the notes are. */
  readonly noteName: string
  readonly empty: string
}

export function Files({ files, noteName, empty }: FilesProps) {
  if (files.length === 0) return <p class="quiet">{empty}</p>
  return (
    <table class="plain">
      <TableHead columns={[['Name'], ['Size', 'number'], [noteName, 'hide-small']]} />
      <tbody>
        {files.map(({ name, bytes, note }) => (
          <tr key={name}>
            <th scope="row" class="path">
              {name}
            </th>
            <td class="number">{amount(bytes)}</td>
            <td class="path quiet hide-small">{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
