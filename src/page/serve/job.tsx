/** A plan or build that the server started: how it goes, as the terminal would show it; and what starts one. */
import { useEffect, useRef } from 'preact/hooks'
import type { JobAnswer } from '../../serve/api.ts'
import { tell } from './client.ts'
import type { ViewProps } from './main.tsx'

const NAMES: Readonly<Record<JobAnswer['kind'], string>> = { plan: 'Planning', build: 'Building' }

const ENDS: Readonly<Record<JobAnswer['state'], string>> = {
  running: '…',
  done: ': done',
  partly: ': partly done',
  stopped: ': stopped',
  failed: ': it failed',
}

export function Job({ job }: { readonly job: JobAnswer }) {
  const log = useRef<HTMLPreElement>(null)
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }, [job.lines])
  return (
    <section class="job" aria-label={NAMES[job.kind]}>
      <p class="job-state" role="status">
        <span class={`dot dot-${job.state}`} aria-hidden="true" />
        {NAMES[job.kind]}
        {ENDS[job.state]}
        {job.state === 'running' ? (
          <button type="button" class="small-button" onClick={() => void tell('/api/stop')}>
            Stop
          </button>
        ) : null}
      </p>
      {job.lines.length > 0 ? (
        <pre ref={log} tabIndex={0} aria-label="What it says">
          {job.lines.join('\n')}
        </pre>
      ) : null}
    </section>
  )
}

/** Only where the server may write. */
export function BuildButton({ events, library }: Pick<ViewProps, 'events' | 'library'>) {
  if (!library?.ok || !library.value.canWrite) return null
  const isRunning = events.job?.state === 'running'
  return (
    <button type="button" class="first" disabled={isRunning} onClick={() => void tell('/api/build')}>
      Build
    </button>
  )
}
