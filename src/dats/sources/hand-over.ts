/** Takes DATs that a person downloaded into the folder of their source, with the checks of an update. */
import { basename, join } from 'node:path'
import { packPart } from './drop.ts'
import { inspect } from './inspect.ts'
import { readState } from './state.ts'
import { isSource, SOURCES, type SourceName } from './table.ts'
import { takeOver, type Delivered } from './take-over.ts'
import { withStage, type Declared } from './update.ts'

export interface HandedOver extends Delivered {
  readonly version: string
}

/**
 * A pack of several DATs takes the place of all that was there; a single one is added, in place of the one of its name, in
 * whichever part of the source that is. Throws an Error that says why it was not taken.
 */
export function handOver(
  file: string,
  { source, folder }: Declared,
  { force, now }: { readonly force: boolean; readonly now: () => number },
): Promise<HandedOver> {
  const { form, keep: kept, repository } = SOURCES[source.source]
  const keep = form === 'json' ? /\.json$/i : kept
  const name = repository?.split('/')[1]
  return withStage(folder, async (stage) => {
    const part = await packPart(file, name === undefined ? { keep } : { keep, repository: name })
    const got = await part.fetch(stage, undefined)
    if (got === 'unchanged') throw new Error('a file that lies here cannot be unchanged')
    const { version, url, validators, ...files } = got
    const [only, ...others] = files.files
    const single = only !== undefined && others.length === 0 ? join(files.staged, only) : undefined
    const changes = await takeOver({
      ...files,
      folder,
      part: single === undefined ? '' : await partWith(folder, single, form),
      adds: single !== undefined,
      form,
      force,
      about: { version, url, validators, fetchedAt: now() },
    })
    return { ...changes, version }
  })
}

/** The part in which the DAT of this name is; '' of one that is in none. */
async function partWith(folder: string, file: string, form: 'dat' | 'json'): Promise<string> {
  const parts = Object.entries(readState(folder).parts)
  if (parts.every(([part]) => part === '')) return ''
  const found = await inspect(file, form)
  if ('refused' in found || found.name === '') return ''
  const holding = parts.find(([, { files }]) => Object.values(files).some(({ name }) => name === found.name))
  return holding?.[0] ?? ''
}

/** The source a file comes from, as far as its name tells. */
export function sourceNamedBy(file: string): SourceName | undefined {
  const name = basename(file)
  return Object.keys(SOURCES)
    .filter(isSource)
    .find((source) => SOURCES[source].named?.test(name))
}
