/** How much of each platform is here: a row each, with ways to what is owned and to what is missing. */
import { count } from '../../wording.ts'
import { Bar, percentOf, type Share } from './marks.tsx'
import { TableHead } from './table-head.tsx'

interface Platform extends Share {
  readonly slug: string
  readonly name: string
}

interface Props {
  readonly platforms: readonly Platform[]
  /** Addresses, by the platform's slug. */
  readonly owned: (slug: string) => string
  readonly missing: (slug: string) => string
}

export function PlatformTable({ platforms, owned, missing }: Props) {
  return (
    <table class="plain">
      <TableHead
        columns={[
          ['Platform'],
          [<span class="hidden">How much is here</span>, 'hide-small'],
          ['Owned', 'number'],
          ['Missing', 'number'],
          ['Share', 'number hide-small'],
        ]}
      />
      <tbody>
        {platforms.map((platform) => (
          <tr key={platform.slug}>
            <th scope="row">
              <a href={owned(platform.slug)}>{platform.name}</a>
            </th>
            <td class="bar-cell hide-small">
              <Bar {...platform} />
            </td>
            <td class="number">{count(platform.owned)}</td>
            <td class="number">
              {platform.missing === 0 ? (
                <span class="quiet">none</span>
              ) : (
                <a href={missing(platform.slug)}>
                  {count(platform.missing)}
                  <span class="hidden"> missing of {platform.name}</span>
                </a>
              )}
            </td>
            <td class="number hide-small">{percentOf(platform)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
