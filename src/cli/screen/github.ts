/** Under GitHub Actions: annotations on the lines of the config, and a summary of the job. */
import { appendFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { severityOf, reason, type Problem } from '../../errors.ts'
import { isEmptyDiff } from '../../lock/diff.ts'
import { renderDiff } from '../../lock/render.ts'
import type { LockState } from '../../steps/lock-file.ts'
import type { Output } from './output.ts'
import { whereNamed } from './where-named.ts'

type Env = Readonly<Record<string, string | undefined>>

function onGitHub(env: Env): boolean {
  return env['GITHUB_ACTIONS'] === 'true'
}

/** What is added to it GitHub shows on the page of the job. Undefined or '' where there is no such page. */
function summaryFile(env: Env): string | undefined {
  return onGitHub(env) ? env['GITHUB_STEP_SUMMARY'] : undefined
}

/** `::error file=…,line=…::message` for every problem. What is about a folder or DAT that the config names stands there. */
export function annotate(problems: readonly Problem[], env: Env, out: Output, config?: ResolvedConfig): void {
  if (!onGitHub(env)) return
  for (const p of problems) {
    const severity = severityOf(p.code)
    const at = p.at ?? (config && p.path !== undefined ? whereNamed(p.path, config) : undefined)
    if (severity !== 'note') out.warn(annotation(p, at, severity, env['GITHUB_WORKSPACE']))
  }
}

function annotation(
  p: Problem,
  at: Problem['at'],
  level: 'warning' | 'error',
  workspace: string | undefined,
): string {
  const place = at && {
    // GitHub knows files by `/`, on Windows too
    file: workspace ? relative(workspace, at.file).split(sep).join('/') : at.file,
    line: String(at.line),
    col: String(at.column),
  }
  const properties = Object.entries({ ...place, title: p.code }).map(
    ([key, value]) => `${key}=${escapeProperty(value)}`,
  )
  return `::${level} ${properties.join(',')}::${escapeData(p.hint ? `${p.message} ${p.hint}` : p.message)}`
}

/** Adds what a lock changes to the page that GitHub shows for the job. */
export async function summariseLock(lock: LockState, env: Env, out: Output): Promise<void> {
  if (lock.kind === 'same' || !summaryFile(env)) return
  const diff = await lock.diff()
  if (isEmptyDiff(diff)) return
  const changes = renderDiff(diff, 'markdown', { reasons: await lock.reasons() })
  summarise(`## What this changes\n\n${changes}`, env, out)
}

/** Adds Markdown to that page. One that cannot be written fails no build. */
export function summarise(markdown: string, env: Env, out: Output): void {
  const file = summaryFile(env)
  if (!file) return
  try {
    appendFileSync(file, `${shownPart(markdown)}\n`)
  } catch (error) {
    const why = escapeData(`The summary of the job cannot be written: ${reason(error)}.`)
    out.warn(`::warning title=summary::${why}`)
  }
}

/** Of a step that has more than 1 MiB to say GitHub shows nothing. */
const MOST_BYTES = 1_000_000

function shownPart(markdown: string): string {
  const bytes = Buffer.from(markdown)
  if (bytes.length <= MOST_BYTES) return markdown
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n', MOST_BYTES)).toString()
  return `${whole}\n\nThe rest is too long for this page: the log of the step has it.`
}

// the escapes of workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
