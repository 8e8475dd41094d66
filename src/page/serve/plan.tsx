/** What a build would do to each target, as a tree of folders. */
import { useEffect, useState } from 'preact/hooks'
import type { PlanCounts } from '../../serve/api.ts'
import { amount, count, plural } from '../../wording.ts'
import { Empty } from '../parts/marks.tsx'
import { tell, useAnswer } from './client.ts'
import { BuildButton, Job } from './job.tsx'
import type { ViewProps } from './main.tsx'
import { Answered } from './notes.tsx'
import { PlanProblems } from './plan-problems.tsx'

export function Plan({ route, events, library }: ViewProps) {
  const { job } = events
  const isRunning = job?.state === 'running'
  const reply = useAnswer('/api/plan', {}, [job?.id, job?.state])
  const wanted = route.path[1]
  return (
    <>
      <div class="head">
        <h1>Plan</h1>
        <span>
          <button type="button" disabled={isRunning} onClick={() => void tell('/api/plan')}>
            Plan anew
          </button>{' '}
          <BuildButton events={events} library={library} />
        </span>
      </div>
      {job && (isRunning || job.state === 'failed' || job.kind === 'build') ? <Job job={job} /> : null}
      <Answered reply={reply}>
        {({ targets, problems }) => (
          <>
            <PlanProblems groups={problems} />
            {targets === null ? (
              isRunning ? null : (
                <FirstPlan />
              )
            ) : (
              targets.map((target) => (
                <section key={target.name} class="target">
                  <h2>{target.name}</h2>
                  <p class="quiet">
                    {total(target) === 0 ? 'Nothing to do.' : <Counts counts={target} />}{' '}
                    {target.kept === 0 ? '' : `${plural(target.kept, 'file is', 'files are')} right already.`}
                  </p>
                  {total(target) === 0 ? null : (
                    <Folder
                      target={target.name}
                      path=""
                      version={job?.id ?? 0}
                      isOpen={targets.length === 1 || wanted === target.name}
                      name="All changes"
                    />
                  )}
                </section>
              ))
            )}
          </>
        )}
      </Answered>
    </>
  )
}

/** Planning changes nothing, so whoever looks gets one. */
function FirstPlan() {
  useEffect(() => void tell('/api/plan'), [])
  return <Empty title="Planning…">Roots and devices are compared; nothing is written.</Empty>
}

interface FolderProps {
  readonly target: string
  readonly path: string
  readonly name: string
  readonly counts?: PlanCounts
  /** Another one for another plan. */
  readonly version: number
  readonly isOpen: boolean
}

/** Its content is asked for when it is opened. */
function Folder({ target, path, name, counts, version, isOpen }: FolderProps) {
  const [isShown, setShown] = useState(isOpen)
  return (
    <details class="folder" open={isShown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span class="path">{name}</span> {counts === undefined ? null : <Counts counts={counts} />}
      </summary>
      {isShown ? <Content target={target} path={path} version={version} /> : null}
    </details>
  )
}

const SIGNS: Readonly<Record<string, readonly [sign: string, words: string]>> = {
  put: ['+', 'to write'],
  move: ['→', 'to rename'],
  save: ['→', 'save to rename'],
  delete: ['−', 'to delete'],
  sort: ['~', 'to sort'],
  conflict: ['!', 'in conflict'],
}

function Content({ target, path, version }: { target: string; path: string; version: number }) {
  const reply = useAnswer('/api/plan/folder', { target, folder: path }, [version])
  return (
    <Answered reply={reply}>
      {({ folders, files, moreFiles }) => (
        <ul class="tree">
          {folders.map((folder) => (
            <li key={`folder ${folder.name}`}>
              <Folder
                target={target}
                path={path === '' ? folder.name : `${path}/${folder.name}`}
                name={`${folder.name}/`}
                counts={folder}
                version={version}
                isOpen={false}
              />
            </li>
          ))}
          {files.map(({ op, name, bytes, from, reason }) => (
            <li key={`${op} ${name}`} class={`op op-${op}`}>
              <span class="sign" aria-hidden="true">
                {SIGNS[op]?.[0]}
              </span>
              <span class="hidden">{SIGNS[op]?.[1]}: </span>
              <span class="path">{name === '' ? 'the top folder' : name}</span>
              <span class="quiet small">
                {op === 'sort' ? '' : `${amount(bytes)}, `}
                {from === undefined ? reason : `from ${from}`}
              </span>
            </li>
          ))}
          {moreFiles > 0 ? <li class="quiet">and {plural(moreFiles, 'file')} more</li> : null}
        </ul>
      )}
    </Answered>
  )
}

function Counts({ counts }: { readonly counts: PlanCounts }) {
  const parts = [
    ['put', counts.put],
    ['move', counts.move],
    ['delete', counts.delete],
    ['sort', counts.sort],
    ['conflict', counts.conflict],
  ] as const
  return (
    <span class="counts">
      {parts.map(([op, n]) =>
        n === 0 ? null : (
          <span key={op} class={`op-${op}`}>
            <span class="sign" aria-hidden="true">
              {SIGNS[op]?.[0]}
            </span>
            {count(n)}
            <span class="hidden"> {SIGNS[op]?.[1]} </span>
          </span>
        ),
      )}
      {counts.bytes > 0 ? <span class="quiet">{amount(counts.bytes)}</span> : null}
    </span>
  )
}

function total({ put, move, delete: deleted, sort, conflict }: PlanCounts): number {
  return put + move + deleted + sort + conflict
}
