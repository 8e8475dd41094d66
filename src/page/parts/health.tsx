/** How sound the files are, in figures. */
import type { SiteHealth } from '../../targets/site/site-data.ts'
import { Figure } from './marks.tsx'

interface Props extends SiteHealth {
  /** A page that is handed on tells of none. */
  readonly missing?: number
}

export function Health({ verified, probable, unmatched, damaged, locked, unopened, missing = 0 }: Props) {
  return (
    <dl class="figures">
      <Figure value={verified} name="files verified" tone="good" />
      <Figure value={probable} name="probably right" />
      <Figure value={unmatched} name="in no DAT" tone="warn" />
      <Figure value={damaged} name="damaged" tone="bad" />
      {locked > 0 ? <Figure value={locked} name="want a password" tone="warn" /> : null}
      {unopened > 0 ? <Figure value={unopened} name="not opened" tone="warn" /> : null}
      {missing > 0 ? <Figure value={missing} name="gone since" tone="warn" /> : null}
    </dl>
  )
}
