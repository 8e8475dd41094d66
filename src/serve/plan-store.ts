/** The last plan, kept as folders: a plan of a hundred thousand files is looked at one folder at a time. */
import { isErrorCode, severityOf } from '../errors.ts'
import { addTo, groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import type {
  PlanAnswer,
  PlanCounts,
  PlanFileAnswer,
  PlanFolderAnswer,
  PlanTargetAnswer,
  ProblemAnswer,
  ProblemGroupAnswer,
} from './api.ts'

export interface PlanStore {
  /** Takes what `curator plan --json` printed. Throws when it is something else. */
  put(document: string): void
  forget(): void
  readonly answer: PlanAnswer
  /** Undefined when there is no such target. `folder`: '' for the top. */
  folder(target: string, folder: string): PlanFolderAnswer | undefined
}

interface Action {
  readonly op: string
  readonly path: string
  readonly bytes: number
  readonly from?: string
  readonly reason: string
}

interface Planned {
  readonly actions: readonly Action[]
  readonly kept: number
}

const SHOWN_FILES = 500
/** Of one kind. */
const SHOWN_PROBLEMS = 100
const GRAVEST_FIRST = ['error', 'warning', 'note'] as const

export function createPlanStore(): PlanStore {
  let targets: ReadonlyMap<string, Planned> | undefined
  let problems: readonly ProblemGroupAnswer[] = []
  return {
    put(document) {
      const read = JSON.parse(document) as {
        readonly targets?: Readonly<Record<string, Planned>>
        readonly problems?: readonly ProblemAnswer[]
      }
      if (!read.targets) throw new Error('The plan could not be read.')
      targets = new Map(Object.entries(read.targets))
      problems = groupsOf(read.problems ?? [])
    },
    forget() {
      targets = undefined
      problems = []
    },
    get answer() {
      return {
        targets:
          targets === undefined
            ? null
            : Array.from(targets, ([name, { actions, kept }]): PlanTargetAnswer => ({
                name,
                kept,
                ...countsOf(actions),
              })),
        problems,
      }
    },
    folder(target, folder) {
      const planned = targets?.get(target)
      return planned && folderOf(planned.actions, folder === '' ? '' : `${folder}/`)
    },
  }
}

/** A thousand of one kind must not hide the only one of another. */
function groupsOf(problems: readonly ProblemAnswer[]): readonly ProblemGroupAnswer[] {
  const groups = Array.from(
    groupBy(problems, ({ code }) => code),
    ([code, some]): ProblemGroupAnswer => ({
      severity: isErrorCode(code) ? severityOf(code) : 'error',
      code,
      problems: some
        .slice(0, SHOWN_PROBLEMS)
        .map(({ message, hint }) => ({ code, message, ...(hint === undefined ? {} : { hint }) })),
      more: Math.max(0, some.length - SHOWN_PROBLEMS),
    }),
  )
  return GRAVEST_FIRST.flatMap((grave) => groups.filter(({ severity }) => severity === grave))
}

/** `before`: what the paths in the folder begin with. */
function folderOf(actions: readonly Action[], before: string): PlanFolderAnswer {
  const folders = new Map<string, Action[]>()
  const files: PlanFileAnswer[] = []
  for (const action of actions) {
    const { path, op, bytes, from, reason } = action
    if (!path.startsWith(before)) continue
    const rest = path.slice(before.length)
    const slash = rest.indexOf('/')
    if (slash === -1) {
      files.push({ op, name: rest, bytes, ...(from === undefined ? {} : { from }), reason })
      continue
    }
    const name = rest.slice(0, slash)
    addTo(folders, name, action)
  }
  files.sort((a, b) => byCodeUnit(a.name, b.name))
  return {
    folders: Array.from(folders, ([name, some]) => ({ name, ...countsOf(some) })).sort((a, b) =>
      byCodeUnit(a.name, b.name),
    ),
    files: files.slice(0, SHOWN_FILES),
    moreFiles: Math.max(0, files.length - SHOWN_FILES),
  }
}

/** Saves that go along with their games count as moves. */
function countsOf(actions: readonly Action[]): PlanCounts {
  const counts = { put: 0, move: 0, delete: 0, sort: 0, conflict: 0, bytes: 0 }
  for (const { op, bytes } of actions) {
    if (op === 'put') {
      counts.put += 1
      counts.bytes += bytes
    } else if (op === 'delete') counts.delete += 1
    else if (op === 'sort') counts.sort += 1
    else if (op === 'conflict') counts.conflict += 1
    else counts.move += 1
  }
  return counts
}
