/** Looks at one target's card: what disk it is, whose, what on it is curator's, and what is not. */
import { existsSync } from 'node:fs'
import type { DeviceProfile, FoundCard } from '../../catalog/device-profiles.ts'
import type { ResolvedTarget } from '../../config/resolved.ts'
import { openDisks } from '../../disk/open-disks.ts'
import type { Disk } from '../../disk/disk.ts'
import { isFailure, type Problem } from '../../errors.ts'
import { folderOf } from '../../disk/path.ts'
import { surroundingsOf } from '../../inventory/scan/surroundings.ts'
import { readDrift, type Drift } from '../../targets/device/look/drift.ts'
import { crowdedFolders } from '../../targets/device/look/crowded-folders.ts'
import { hiddenGames } from '../../targets/device/look/hidden-games.ts'
import { observe, type Observation } from '../../targets/device/look/observe.ts'
import { profileOf } from '../../targets/device/look/profile.ts'
import { readDevice, type ReadingOptions } from '../../targets/device/look/reading.ts'
import { unfoundSets } from '../../targets/device/look/unfound-sets.ts'
import { strangers, type Stranger } from '../../targets/device/look/strangers.ts'
import { listAt } from '../../targets/lists/known.ts'
import { absence } from '../../targets/device/look/volume.ts'
import { amount, count, minute, plural } from '../../wording.ts'
import { diskInWords, isSameDisk } from '../cards.ts'
import { fault, faultOf, fine, note, type Finding } from './finding.ts'
import { unreadCard } from './unread-card.ts'

interface TargetDiagnosis {
  readonly findings: readonly Finding[]
  /** Of a card that is there: the target that it was built as, if any. */
  readonly card?: { readonly builtAs: string | undefined }
}

/** `known`: what is remembered of it, from before. Throws `interrupted`. */
export async function diagnoseTarget(
  name: string,
  target: ResolvedTarget,
  known: DeviceProfile | undefined,
  reading: ReadingOptions = {},
): Promise<TargetDiagnosis> {
  const away = await awayFrom(name, target)
  if (away) return { findings: [awayFinding('card', away), ...lastSeen(known)] }
  const disks = openDisks()
  try {
    const disk = disks.open(target.path)
    if (existsSync(target.path)) return await examine(name, target, { disk, known, reading })
    const [never] = observe(disk).problems
    return {
      findings: [
        never
          ? fault('card', never.message)
          : note('card', `${target.path} is not there: the first build makes it.`),
      ],
    }
  } finally {
    await disks.close()
  }
}

/** Why a target's card is not there, if it is not, or cannot be looked at. */
export async function awayFrom(name: string, { path, volume }: ResolvedTarget): Promise<Problem | undefined> {
  if (volume === undefined) return undefined
  const disks = openDisks()
  try {
    return absence(name, path, volume, disks.open(path))
  } finally {
    await disks.close()
  }
}

/** That it is not there is no fault, but that it cannot be looked at. */
export function awayFinding(subject: string, away: Problem): Finding {
  return isFailure(away.code) ? faultOf(subject, away) : note(subject, away.message, away.hint)
}

interface Looking {
  readonly disk: Disk
  readonly known: DeviceProfile | undefined
  readonly reading: ReadingOptions
}

async function examine(
  name: string,
  target: ResolvedTarget,
  { disk, known, reading }: Looking,
): Promise<TargetDiagnosis> {
  const { path, preset, device } = target
  const seen = observe(disk)
  const { files: others, unread } = strangers(disk, device.reserved)
  const foreignFolders = others.filter(({ isReserved }) => !isReserved).map((other) => folderOf(other.path))
  const drift = await readDrift(readDevice(disk, reading), name, seen)
  const profile = profileOf(path)
  const layout = profile?.os === undefined ? undefined : { device: profile.os, preset: profile.layout }
  const findings = [
    ...(profile ? [...diskFindings(profile, known), ...unreadCard(target, profile.fileSystem)] : []),
    seen.owner === undefined
      ? note('card', `${path} was never built by curator.`)
      : seen.owner === name
        ? fine('card', `${path} was built as "${name}".`)
        : fault('card', `${path} was built as "${seen.owner}".`),
    ...(layout === undefined
      ? []
      : layout.preset === preset
        ? [fine('layout', `It is set up for ${layout.device}.`)]
        : [
            note(
              'layout',
              `It looks like a card for ${layout.device}, and the target's preset is ${preset}.`,
            ),
          ]),
    ...(seen.interrupted
      ? [note('ours', 'A build did not end. The next one reads again what it was about to change.')]
      : []),
    ours(name, { seen, drift }, others),
    ...[
      ...hiddenGames(disk, target),
      ...unfoundSets(disk, target),
      ...crowdedFolders(disk, target, [], foreignFolders),
    ].map(({ message, hint }) => note('games', message, hint)),
    ...foreign(others, name, (file) => listAt(target, path, file) !== undefined),
    ...unread.map(([folder, why]) =>
      note('foreign', `${disk.where(folder)} cannot be read: ${why}. What is in it is not known.`),
    ),
    ...seen.problems.map(({ message }) => fault('card', message)),
  ]
  return { findings, card: { builtAs: seen.owner } }
}

function diskFindings(profile: FoundCard, known: DeviceProfile | undefined): readonly Finding[] {
  const { isReadOnly, misspells = false } = surroundingsOf(profile.path)
  const disk = isReadOnly
    ? fault('disk', `${diskInWords(profile)}, read-only.`)
    : misspells
      ? fault(
          'disk',
          `${diskInWords(profile)}, mounted so that the device will read other letters than é or ナ in names.`,
          'Mount it with the option `utf8`.',
        )
      : fine('disk', `${diskInWords(profile)}.`)
  const { volumes = [] } = known ?? {}
  const before = volumes.find((volume) => isSameDisk(profile, volume))
  if (before) {
    const { firstSeenAt, seenAt, free } = before
    const since = `Known since ${minute(firstSeenAt)}`
    return [disk, fine('disk', `${since}, last seen ${minute(seenAt)} with ${amount(free)} free.`)]
  }
  const [last] = volumes
  if (!last) return [disk]
  return [disk, note('disk', `It was on another one before: ${diskInWords(last)}, ${minute(last.seenAt)}.`)]
}

function ours(
  name: string,
  { seen, drift: changed }: { readonly seen: Observation; readonly drift: readonly Drift[] },
  foreigners: readonly Stranger[],
): Finding {
  const drift = changed.map(({ path }) => path)
  const drifted = new Set(drift)
  const noted = seen.files + seen.drift.filter((path) => !drifted.has(path)).length
  const right = noted - foreigners.filter(({ path, isRight }) => isRight && !drifted.has(path)).length
  if (drift.length === 0) return fine('ours', `${plural(right, 'file')}, all as they were written.`)
  const others = `${plural(drift.length, 'other')} changed or gone: ${some(drift)}`
  const message = `${plural(right, 'file')} as they were written; ${others}.`
  return note('ours', message, `\`curator status ${name}\` lists them.`)
}

function lastSeen(known: DeviceProfile | undefined): readonly Finding[] {
  const [last] = known?.volumes ?? []
  if (!last) return []
  return [fine('disk', `Last seen ${minute(last.seenAt)}: ${diskInWords(last)}.`)]
}

/** `isList`: whether the device writes it as well, so that it is nobody's alone. */
function foreign(
  strange: readonly Stranger[],
  name: string,
  isList: (path: string) => boolean,
): readonly Finding[] {
  const lists = strange.filter(({ path, isRight }) => isRight && isList(path))
  const shared = new Set(lists)
  const others = strange.filter((file) => !shared.has(file))
  const reserved = others.filter(({ isReserved }) => isReserved)
  const free = others.filter(({ isReserved }) => !isReserved)
  const findings: Finding[] = []
  if (lists.length > 0)
    findings.push(
      fine(
        'lists',
        `${sizeOf(lists)} that the device writes as well: whatever is not curator's stays in them.`,
      ),
    )
  if (reserved.length > 0)
    findings.push(fine('device', `${sizeOf(reserved)} in the device's own folders: never touched.`))
  if (free.length > 0) {
    const folders = [...new Set(free.map((file) => folderOf(file.path) || 'the top folder'))]
    const right = free.filter(({ isRight }) => isRight).length
    const which =
      right === 0 ? '' : `, ${count(right)} of them as the target wants ${right === 1 ? 'it' : 'them'}`
    const message = `${sizeOf(free)} not written by curator, in ${some(folders)}${which}: left alone.`
    findings.push(
      note(
        'foreign',
        message,
        `What equals our own files is taken over by \`curator doctor ${name} --adopt\`.`,
      ),
    )
  }
  return findings
}

function sizeOf(files: readonly Stranger[]): string {
  return `${plural(files.length, 'file')} (${amount(files.reduce((sum, { size }) => sum + size, 0))})`
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}
