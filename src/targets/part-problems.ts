/** What is said of games that are not written as their DAT has them, or not at all. */
import { problem, type Problem } from '../errors.ts'
import type { Pick } from '../select/pick.ts'
import { plural } from '../wording.ts'
import type { KeptName } from './kept-name.ts'
import { whyChanged } from './name-reasons.ts'
import type { FileWishes, NameRules } from './preset.ts'
import type { Ready } from './starter.ts'

/** Of a device: what people call it, and what it opens. */
interface About {
  readonly device: string
  readonly wishes: FileWishes
}

export function adjusted(
  asked: string,
  name: string,
  path: string,
  { device, names }: { readonly device: string; readonly names: NameRules },
): Problem {
  const message = `"${asked}" is written as "${name}" for ${device}: ${whyChanged(asked, names)}.`
  return problem('name-adjusted', message, { path })
}

export function keptProblem({ path, kept, saves }: KeptName, { device }: About): Problem {
  const [first = ''] = saves
  const hang =
    saves.length === 1 ? `${first} hangs` : `${first} and ${plural(saves.length - 1, 'more save')} hang`
  return problem('name-kept', `${path} stays ${kept} on ${device}: ${hang} on that name.`, { path: kept })
}

export function refusal(pick: Pick, ready: Ready | undefined, { device, wishes }: About): Problem {
  if (ready?.shape.ok === false && ready.shape.code === 'header-missing') {
    const message = `"${pick.release}" is not written: ${device} needs the console's header and the file has none.`
    return problem('header-missing', message, { hint: 'Look for a dump of this release with its header.' })
  }
  const opens = wishes.extensions.map((extension) => `.${extension}`).join(' ')
  const extension = ready?.file.extension ?? ''
  const has = extension === '' ? 'no extension' : `the extension .${extension}`
  const message = `"${pick.release}" is not written: the file has ${has}, ${device} opens ${opens}.`
  return problem('format-not-playable', message)
}
