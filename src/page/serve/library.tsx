/** How much of everything there is, how sound it is, and where it goes. */
import type { LibraryAnswer, PlatformAnswer } from '../../serve/api.ts'
import { amount, count, plural } from '../../wording.ts'
import { Health } from '../parts/health.tsx'
import { Empty } from '../parts/marks.tsx'
import { PlatformTable } from '../parts/platform-table.tsx'
import { addressOf } from '../parts/route.ts'
import { TableHead } from '../parts/table-head.tsx'
import type { ViewProps } from './main.tsx'
import { Answered } from './notes.tsx'
import type { Reply } from './client.ts'

export function Library({ library }: ViewProps) {
  return (
    <>
      <h1>Library</h1>
      <Answered reply={library}>{(value) => <Known library={value} />}</Answered>
    </>
  )
}

/** Before the first build. */
export function NothingYet({ isPage = false }: { readonly isPage?: boolean }) {
  return (
    <Empty isPage={isPage} title="Nothing is known yet.">
      Run <code>curator build</code> once: then the games, the files and what is missing are here.
    </Empty>
  )
}

export function isUnread(library: Reply<LibraryAnswer> | undefined): boolean {
  return library?.ok === true && library.value.roots.length === 0 && library.value.platforms.length === 0
}

function Known({ library }: { readonly library: LibraryAnswer }) {
  const { roots, platforms, targets, health } = library
  const policies = [...new Set(platforms.map(({ policy }) => policy))]
  if (platforms.length === 0)
    return roots.length === 0 ? (
      <NothingYet />
    ) : (
      <Empty title="There are no games yet.">
        {plural(
          roots.reduce((sum, { files }) => sum + files, 0),
          'file',
        )}{' '}
        in the roots, but no target with games that a DAT lists. Add DATs and a target to the config, and run{' '}
        <code>curator build</code>.
      </Empty>
    )
  return (
    <>
      <Health {...health} />
      {policies.map((policy) => (
        <Platforms
          key={policy}
          policy={policy}
          platforms={platforms.filter((platform) => platform.policy === policy)}
        />
      ))}
      <h2>Roots</h2>
      <RootTable roots={roots} />
      <h2>Targets</h2>
      <TargetTable targets={targets} />
    </>
  )
}

function RootTable({ roots }: Pick<LibraryAnswer, 'roots'>) {
  return (
    <table class="plain">
      <TableHead columns={[['Name'], ['Folder', 'hide-small'], ['Files', 'number'], ['Size', 'number']]} />
      <tbody>
        {roots.map(({ name, path, files, bytes }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="path quiet hide-small">{path}</td>
            <td class="number">{count(files)}</td>
            <td class="number">{amount(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function TargetTable({ targets }: Pick<LibraryAnswer, 'targets'>) {
  return (
    <table class="plain">
      <TableHead columns={[['Name'], ['Preset'], ['Policy'], ['Folder', 'hide-small']]} />
      <tbody>
        {targets.map(({ name, preset, path, policy }) => (
          <tr key={name}>
            <th scope="row">
              <a href={addressOf(['plan', name])}>{name}</a>
            </th>
            <td>{preset}</td>
            <td>{policy}</td>
            <td class="path quiet hide-small">{path}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface PlatformsProps {
  readonly policy: string
  readonly platforms: readonly PlatformAnswer[]
}

function Platforms({ policy, platforms }: PlatformsProps) {
  const sum = { owned: 0, missing: 0, better: 0 }
  for (const { owned, missing, better } of platforms) {
    sum.owned += owned
    sum.missing += missing
    sum.better += better
  }
  return (
    <section>
      <h2>Games of the policy {policy}</h2>
      <p class="lead">
        <strong>{count(sum.owned)}</strong> of {plural(sum.owned + sum.missing, 'game')}
        {sum.better > 0 ? `, and of ${count(sum.better)} a better release is wanted` : ''}.
      </p>
      <PlatformTable
        platforms={platforms}
        owned={(slug) => addressOf(['search'], { q: `platform:${slug} have:yes` })}
        missing={(slug) => addressOf(['search'], { q: `platform:${slug} have:no` })}
      />
    </section>
  )
}
