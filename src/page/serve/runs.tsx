/** What runs, live, and what ran. */
import type { RunAnswer, RunDetailAnswer } from '../../serve/api.ts'
import { count, plural } from '../../wording.ts'
import { Empty } from '../parts/marks.tsx'
import { addressOf } from '../parts/route.ts'
import { TableHead } from '../parts/table-head.tsx'
import { useAnswer } from './client.ts'
import { BuildButton, Job } from './job.tsx'
import type { ViewProps } from './main.tsx'
import { Answered } from './notes.tsx'

export function Runs({ events, library }: ViewProps) {
  const reply = useAnswer('/api/runs', {}, [events.stamp])
  return (
    <>
      <div class="head">
        <h1>Runs</h1>
        <BuildButton events={events} library={library} />
      </div>
      {events.job ? <Job job={events.job} /> : null}
      <Answered reply={reply}>
        {(runs) =>
          runs.length === 0 ? (
            <Empty title="Nothing was imported or scanned yet.">The first build does both.</Empty>
          ) : (
            <RunTable runs={runs} />
          )
        }
      </Answered>
    </>
  )
}

function RunTable({ runs }: { readonly runs: readonly RunAnswer[] }) {
  return (
    <table class="plain">
      <TableHead columns={[['When'], ['What'], ['Status'], ['What came of it', 'hide-small']]} />
      <tbody>
        {runs.map((run) => (
          <tr key={run.run}>
            <th scope="row" class="nowrap">
              <When address={addressOf(['run', String(run.run)])} at={minute(run.started)} />
            </th>
            <td>
              {whatOf(run)} <span class="path quiet">{subjectOf(run)}</span>
            </td>
            <td class={run.status === 'failed' ? 'tone-bad-text' : ''}>{run.status}</td>
            <td class="quiet hide-small">{inShort(run)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Day and minute, each in one piece on a phone as well. */
function When({ address, at }: { readonly address: string; readonly at: string }) {
  const [day, time] = at.split(' ')
  return (
    <a href={address}>
      <span class="nowrap">{day}</span> <span class="nowrap">{time}</span>
    </a>
  )
}

export function Run({ id }: { readonly id: string }) {
  const reply = useAnswer('/api/run', { id })
  return (
    <>
      <p class="crumb">
        <a href={addressOf(['runs'])}>Runs</a>
      </p>
      <Answered reply={reply}>
        {(run) => (
          <>
            <h1>
              {whatOf(run)} {run.run}
            </h1>
            <dl class="facts">
              {factsOf(run).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <h2>Files with something to say</h2>
            {run.files.length === 0 ? (
              <p class="quiet">None: everything it looked at is sound and there.</p>
            ) : (
              <ul class="file-list">
                {run.files.map(({ path, status, problem }) => (
                  <li key={path}>
                    <span class="path">{path}</span> <span class="quiet">{status}</span>
                    {problem === null ? null : <span class="small tone-warn-text">{problem}</span>}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

const WHAT: Readonly<Record<string, string>> = {
  file_ingestion: 'Scan',
  verification: 'Verification',
  title_matching: 'Links by name',
  dat: 'DAT',
  metadata: 'Metadata',
  library: 'Library',
}

/** `metadata:own` is of metadata. */
function whatOf({ source }: RunAnswer): string {
  const [kind = ''] = source.split(':')
  return WHAT[kind] ?? source
}

/** Of a file its name; of a library the run: `shelf/3 undo` → `shelf, run 3 undo`. */
function subjectOf({ source, name }: RunAnswer): string {
  if (source === 'library') return name.replace('/', ', run ')
  return name.split(/[\\/]/).at(-1) ?? ''
}

function factsOf({ source, name, status, started, finished, records, summary }: RunDetailAnswer) {
  const more = typeof summary === 'string' ? [['notes', summary] as const] : Object.entries(summary ?? {})
  return [
    ['of', source === 'library' ? name.replace('/', ', run ') : name],
    ['status', status],
    ['started', local(started)],
    ['finished', finished === null ? '' : local(finished)],
    ['records', count(records)],
    ...more.map(([key, value]) => [key, typeof value === 'number' ? count(value) : String(value)] as const),
  ] as const
}

function inShort({ source, records, summary }: RunAnswer): string {
  if (typeof summary !== 'object' || summary === null)
    return plural(records, source === 'library' ? 'file' : 'record')
  const parts = ['hashed', 'checked', 'moved', 'missing', 'failed', 'matched', 'pending'].flatMap((name) => {
    const value = summary[name]
    return typeof value === 'number' && value > 0 ? [`${count(value)} ${name}`] : []
  })
  return parts.length === 0 && source.startsWith('dat') ? plural(records, 'record') : parts.join(', ')
}

function minute(iso: string): string {
  const date = new Date(iso)
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

function local(iso: string): string {
  return `${minute(iso)}:${String(new Date(iso).getSeconds()).padStart(2, '0')}`
}
