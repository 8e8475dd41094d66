/** How a link by name, and what a file may be by its name, are told to a person. */
import type { TitleEvidence } from '../../../identify/titles/title-candidates.ts'
import type { TitleLink, TitleSuggestion } from '../../../report/explain/title-links.ts'
import { percent } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'

/** How the titles met. */
const MET: Readonly<Record<TitleEvidence['title'], string>> = {
  name: 'the very name of the release',
  title: 'the same title',
  key: 'the same title, spelled otherwise',
  serial: 'its header has the serial',
  header: 'its header says the title',
  part: 'a part of the title',
  similar: 'a title much like it',
}

/** What says that it is of the platform. */
const OF_PLATFORM: Readonly<Record<TitleEvidence['platform'], string>> = {
  root: 'its root',
  decision: 'your decision on its extension',
  header: 'its header',
  extension: 'its extension',
  link: '`platformLinks`',
}

export function linkLine(
  { platform, release, type, confidence, evidence, owns, run }: TitleLink,
  out: Output,
): string {
  const why =
    type === 'decision'
      ? ['by your decision']
      : [`by its name, ${percent(confidence)}`, ...evidenceWords(evidence)]
  const counted = owns ? 'counts as owned' : 'does not count as owned'
  return `is ${release}  ${out.paint('dim', `${platform}, ${[...why, counted, `run ${run}`].join('; ')}`)}`
}

export function candidateLine({ platform, release, score, evidence }: TitleSuggestion, out: Output): string {
  const why = [percent(score), ...evidenceWords(evidence)]
  return `may be ${release}  ${out.paint('dim', `${platform}, ${why.join('; ')}`)}`
}

function evidenceWords({ from, title, platform, against = [] }: Partial<TitleEvidence>): readonly string[] {
  return [
    ...(title === undefined ? [] : [`${MET[title]}${from === undefined ? '' : ` "${from}"`}`]),
    ...(platform === undefined ? [] : [`the platform by ${OF_PLATFORM[platform]}`]),
    ...(against.length === 0 ? [] : [`against it: ${against.join(', ')}`]),
  ]
}
