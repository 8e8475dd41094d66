/** `curator dats diff`: what a new version of a DAT says differently, and what that would change on devices. */
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { wasBuilt } from '../../../catalog/built.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { sha1Of } from '../../../dats/sources/file-hash.ts'
import { findDatFiles } from '../../../dats/importing/find.ts'
import { lastChange, PREVIOUS } from '../../../dats/sources/take-over.ts'
import { CuratorError, problem, usageError } from '../../../errors.ts'
import { findConfig } from '../../../config/reading/find.ts'
import { ownValue } from '../../../own-value.ts'
import { diffDats, isSame, readVersions, type DatDiff } from '../../../report/dats/diff.ts'
import type { DatChange, DeviceChanges } from '../../../steps/devices/would-be.ts'
import { count } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { canTellDevices, MOST_SHOWN, printDevices } from './devices.ts'
import type { Output } from '../../screen/output.ts'
import { projectOf, withSession } from '../../session.ts'

export async function diff(call: Call, words: readonly string[]): Promise<number> {
  const [first, second, ...others] = words
  if (first === undefined || others.length > 0)
    throw usageError('Name a DAT of the config that comes from a source, or two files.')
  const { before, after, change } =
    second === undefined
      ? await versionsOf((await projectOf(call)).config, first)
      : await versionsAt(call, first, second)
  const diffs = diffDats(await readVersions(before), await readVersions(after))
  // who calls other games parents and clones lists the same, and chooses among them otherwise
  const devices = change && !(await areSameFiles(before, after)) ? await onDevices(call, change) : undefined
  if (call.flags.has('json')) call.out.document({ diffs, ...(devices ? { devices } : {}) })
  else {
    print(diffs, call.out)
    if (devices) printDevices(devices, call.out)
  }
  return 0
}

async function areSameFiles(before: readonly string[], after: readonly string[]): Promise<boolean> {
  const sums = async (files: readonly string[]) =>
    (await Promise.all(files.map((file) => sha1Of(file)))).sort()
  return isDeepStrictEqual(await sums(before), await sums(after))
}

interface Versions {
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** What that is for a DAT of the config; absent for files that none of it stands for. */
  readonly change?: DatChange
}

async function onDevices(call: Call, change: DatChange): Promise<readonly DeviceChanges[] | undefined> {
  if (!canTellDevices(await projectOf(call))) return undefined
  const { deviceChanges } = await import('../../../steps/devices/would-be.ts')
  return withSession(
    call,
    async ({ db, world }) => (wasBuilt(db) ? deviceChanges(world, change) : undefined),
    { looksOnly: true },
  )
}

async function versionsAt(call: Call, first: string, second: string): Promise<Versions> {
  const before = await filesAt(call.cwd, first)
  const after = await filesAt(call.cwd, second)
  const change = (await hasConfig(call))
    ? await changeOf((await projectOf(call)).config, before, after)
    : undefined
  return { before, after, ...(change ? { change } : {}) }
}

/** Two files can be compared anywhere. */
async function hasConfig({ cwd, env, flags }: Call): Promise<boolean> {
  if (flags.text('config') !== undefined) return true
  try {
    await findConfig(cwd, { env })
    return true
  } catch {
    return false
  }
}

/** Where a DAT of the config holds the old files, or the new ones: what it would be with either. */
async function changeOf(
  { dats }: ResolvedConfig,
  before: readonly string[],
  after: readonly string[],
): Promise<DatChange | undefined> {
  for (const [dat, { files: patterns }] of Object.entries(dats)) {
    const files = (await Promise.all(patterns.map(findDatFiles))).flatMap((found) => found.files)
    const held = [before, after].find((some) => some.every((file) => files.includes(file)))
    if (!held) continue
    const others = files.filter((file) => !held.includes(file))
    return { dat, before: [...others, ...before], after: [...others, ...after] }
  }
  return undefined
}

async function filesAt(cwd: string, path: string): Promise<readonly string[]> {
  const { files, problems } = await findDatFiles({ base: cwd, glob: path })
  if (problems.length > 0) throw new CuratorError(problems)
  return files
}

/** The files that the last change replaced, and those that took their place: what did not change is in neither. */
async function versionsOf(config: ResolvedConfig, name: string): Promise<Versions> {
  const dat = ownValue(config.dats, name)
  if (!dat) throw usageError(`The config has no DAT \`${name}\`.`)
  if (!dat.source) {
    const message = `${name} comes from no source, so curator keeps no older version of it.`
    throw new CuratorError(
      problem('not-found', message, { hint: 'Name two files: `curator dats diff OLD NEW`.' }),
    )
  }
  const { folder } = dat.source
  const last = lastChange(folder)
  if (!last) {
    const message = `${name} was fetched once only: there is nothing to compare it with.`
    throw new CuratorError(problem('not-found', message))
  }
  const before: string[] = []
  const after: string[] = []
  const kept: string[] = []
  for (const { glob } of dat.files) {
    before.push(...(await findDatFiles({ base: join(folder, PREVIOUS), glob })).files)
    for (const file of (await findDatFiles({ base: folder, glob })).files)
      (last.brought.has(file) ? after : kept).push(file)
  }
  const replaced = new Set(before.map((file) => relative(join(folder, PREVIOUS), file)))
  const stayed = kept.filter((file) => !replaced.has(relative(folder, file)))
  return {
    before,
    after,
    change: { dat: name, before: [...stayed, ...before], after: [...stayed, ...after] },
  }
}

function print(diffs: readonly DatDiff[], out: Output): void {
  if (diffs.every(isSame)) out.print('They list the same games.')
  for (const item of diffs.filter((one) => !isSame(one))) {
    const { was, name, renamed, rehashed, added, withdrawn } = item
    const called = out.paint('bold', was === undefined ? name : `${was} → ${name}`)
    out.print([called, ...versionsIn(item)].join('  '))
    lines(
      'renamed',
      renamed.map(({ from: old, to: now }) => `${old} → ${now}`),
      out,
    )
    lines('other ROMs', rehashed, out)
    lines('added', added, out)
    lines('withdrawn', withdrawn, out)
  }
}

function versionsIn({ came, versions: [from, to] }: DatDiff): readonly string[] {
  const only = came === 'new' ? to : from
  if (came) return [only === undefined ? came : `${came}: ${only}`]
  return from === to ? [] : [`${from ?? 'no version'} → ${to ?? 'no version'}`]
}

function lines(title: string, items: readonly string[], out: Output): void {
  if (items.length === 0) return
  out.print(`  ${title}: ${count(items.length)}`)
  for (const item of items.slice(0, MOST_SHOWN)) out.print(`    ${item}`)
  if (items.length > MOST_SHOWN)
    out.print(`    … and ${count(items.length - MOST_SHOWN)} more (--json lists all)`)
}
