/** What scans and libraries wrote down line by line, for people: the JSONL files of one channel, read back. */
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Db } from '../catalog/sqlite.ts'
import { logsFolder } from '../inventory/scan/journal.ts'
import { isObject } from '../metadata/json.ts'
import { byCodeUnit } from '../order.ts'

/** As it was written: `at` (ISO 8601, UTC), `event`, the `run` it belongs to, and what the event is about. */
export type ChannelLine = Readonly<Record<string, unknown>>

export interface ChannelLog {
  readonly channel: string
  /** Row of `import_log`; null: whatever run wrote them, if any did. */
  readonly run: number | null
  /** The newest ones, oldest first. */
  readonly lines: readonly ChannelLine[]
  /** Lines of that run that come before these; null where nobody counted, because no run was asked for. */
  readonly earlier: number | null
}

/**
 * The newest lines of a channel, or of what one run wrote there. Holds no more than `most` lines. What was pruned, or
 * was cut off while it was written, is not among them.
 *
 * @param channel one of `Channel`
 * @param run a row of `import_log`
 */
export async function channelLog(
  db: Db,
  channel: string,
  most: number,
  run?: { readonly run: number; readonly started: string },
): Promise<ChannelLog> {
  const lines: ChannelLine[] = []
  let earlier = 0
  // newest first: without a run, what is enough is mostly in the last file
  for (const path of filesOf(db, channel, run?.started.slice(0, 'yyyy-mm-dd'.length)).reverse()) {
    const room = most - lines.length
    if (room === 0 && !run) break
    const { newest, others } = await lastLines(path, room, run?.run)
    lines.unshift(...newest)
    earlier += others
  }
  return { channel, run: run?.run ?? null, lines, earlier: run ? earlier : null }
}

/** In order of their days. @param since a day: what was written before is not asked for */
function filesOf(db: Db, channel: string, since = ''): string[] {
  const folder = logsFolder(db)
  if (folder === undefined) return []
  const days = namesIn(folder).flatMap((name) => {
    const day = name.slice(channel.length + 1, -'.jsonl'.length)
    return name === `${channel}.${day}.jsonl` && DAY.test(day) && day >= since ? [day] : []
  })
  return days.sort(byCodeUnit).map((day) => join(folder, `${channel}.${day}.jsonl`))
}

const DAY = /^\d{4}-\d\d-\d\d$/

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    // nothing was written yet
    return []
  }
}

async function lastLines(
  path: string,
  most: number,
  run: number | undefined,
): Promise<{ readonly newest: readonly ChannelLine[]; readonly others: number }> {
  let newest: ChannelLine[] = []
  let others = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    if (run !== undefined && !text.includes(`"run":${run}`)) continue
    const line = parsed(text)
    if (!line || (run !== undefined && line['run'] !== run)) continue
    newest.push(line)
    // twice as many are held, so that they are moved seldom
    if (newest.length <= 2 * most) continue
    others += newest.length - most
    newest = most === 0 ? [] : newest.slice(-most)
  }
  const more = Math.max(0, newest.length - most)
  return { newest: newest.slice(more), others: others + more }
}

/** Undefined for a line that was cut off. */
function parsed(text: string): ChannelLine | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
