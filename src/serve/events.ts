/** What the page is told without asking: how a job goes on, and that the catalog was written or is in use. */
import { statSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { isAlive } from '../alive.ts'
import { holderOf } from '../catalog/catalog.ts'
import { CURATION_FILE } from '../decisions/decisions.ts'
import { openProject, type ProjectOptions } from '../steps/project.ts'
import type { StateEvent } from './api.ts'
import type { Jobs } from './jobs.ts'
import { HEADERS } from './reply.ts'

export interface Events {
  /** Answers with a stream that goes on until the page closes it. */
  follow(response: ServerResponse): void
  changed(): void
  close(): void
}

/** How often the state folder is looked at, while somebody looks at the page. */
const LOOK_MS = 1000
/** Several changes in so short a time are told as one. */
const GATHER_MS = 100

export function createEvents(cwd: string, project: ProjectOptions, jobs: Jobs): Events {
  const followers = new Set<ServerResponse>()
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let told = ''
  const look = async (): Promise<void> => {
    const text = JSON.stringify(await stateOf(cwd, project, jobs))
    if (text === told) return
    told = text
    for (const follower of followers) follower.write(`data: ${text}\n\n`)
  }
  return {
    follow(response) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' })
      response.write(`: curator\n\n`)
      if (told !== '') response.write(`data: ${told}\n\n`)
      followers.add(response)
      timer ??= setInterval(() => void look(), LOOK_MS)
      void look()
      response.on('close', () => {
        followers.delete(response)
        if (followers.size > 0) return
        clearInterval(timer)
        timer = undefined
      })
    },
    changed() {
      soon ??= setTimeout(() => {
        soon = undefined
        void look()
      }, GATHER_MS)
    },
    close() {
      clearInterval(timer)
      clearTimeout(soon)
      for (const follower of followers) follower.end()
    },
  }
}

async function stateOf(cwd: string, project: ProjectOptions, { current }: Jobs): Promise<StateEvent> {
  try {
    const { stateDir, dir } = await openProject(cwd, project)
    return {
      job: current,
      busy: otherHolder(stateDir, current?.state === 'running'),
      stamp: [join(stateDir, 'catalog.db'), join(dir, CURATION_FILE)].map(stampOf).join(' '),
    }
  } catch {
    return { job: current, busy: null, stamp: '' } // a config that is being edited; whoever asks is told
  }
}

/** Who has the catalog open; nobody, when that is this process or what it started. */
function otherHolder(stateDir: string, isOurs: boolean): number | null {
  const pid = holderOf(stateDir)?.pid
  return pid === undefined || isOurs || pid === process.pid || !isAlive(pid) ? null : pid
}

/** Searching may write its index, and then it is another one as well: that costs the page one more question. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.mtimeMs}`
}
