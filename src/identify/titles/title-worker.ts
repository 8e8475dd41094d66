/** The code of a thread that judges contents by their names: see `linkAside`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { TitleQuestion, TitleVerdicts } from './spelling/aside.ts'
import { judgeOf } from './judging.ts'

const { rules, contents, slugs, releases, serials } = workerData as TitleQuestion

const judge = judgeOf(rules, slugs, {
  releases: (platform) => releases[platform] ?? [],
  serials: (platform) => serials[platform] ?? [],
  chds: () => new Set(), // asked only of contents that may count as owned, and those are not judged here
})
parentPort?.postMessage(contents.map(([id, content]) => [id, judge(content)]) satisfies TitleVerdicts)
