/** The rules of clone lists: which files they are, and what is wrong with them. */
import { statSync } from 'node:fs'
import { digest } from '../../engine/canonical.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import type { CloneList } from '../../select/clone-lists/clone-list.ts'
import type { World } from '../world.ts'

export interface CloneListRules {
  /** What is wrong with any of them. The rest is used. */
  readonly problems: Rule<readonly Problem[]>
  /** A fingerprint of the files; '' when the config names none. */
  readonly files: Rule<string>
  /** The lists that speak of a platform, read when first asked for. */
  listsOf(platform: string): Promise<readonly CloneList[]>
  readonly all: readonly Rule[]
}

export function cloneListRules({ config, db }: World): CloneListRules {
  const paths = config.cloneLists
  let loaded: ReturnType<typeof loadAll> | undefined
  /** By platform, and by the names of its DATs, which may change in a run. */
  const ofPlatforms = new Map<string, readonly CloneList[]>()

  async function loadAll() {
    const { loadCloneLists } = await import('../../select/clone-lists/load.ts')
    return loadCloneLists(paths)
  }

  /** Names, sizes and times of the files, so that a build with nothing to do reads none. */
  const files = rule<string>({
    kind: 'clone-lists',
    version: '1',
    probe: true,
    async run() {
      if (paths.length === 0) return ''
      const { cloneListFiles } = await import('../../select/clone-lists/load.ts')
      const found = cloneListFiles(paths)
      return digest(JSON.stringify([found.problems, found.files.map((file) => [file, identityOf(file)])]))
    },
  })

  const problems = rule<readonly Problem[]>({
    kind: 'clone-list-problems',
    version: '2',
    async run({ need }) {
      if ((await need(files, '')) === '') return []
      return (await (loaded ??= loadAll())).problems
    },
  })

  async function listsOf(platform: string): Promise<readonly CloneList[]> {
    if (paths.length === 0) return []
    const names = datNamesOf(platform)
    const key = JSON.stringify([platform, names])
    const known = ofPlatforms.get(key)
    if (known) return known
    const { cloneListsOf } = await import('../../select/clone-lists/find.ts')
    const { loadLanguages } = await import('../../select/clone-lists/load.ts')
    const { lists, languageFiles } = await (loaded ??= loadAll())
    const spoken = cloneListsOf(languageFiles, platform, names).flatMap(loadLanguages)
    const all = [...cloneListsOf(lists, platform, names), ...spoken]
    ofPlatforms.set(key, all)
    return all
  }

  function datNamesOf(platform: string): string[] {
    return db
      .prepare<[string], string>(
        `select distinct d.name from dat_file d join platform p on p.id = d.platform_id
         where p.slug = ? and d.name is not null order by d.name`,
      )
      .pluck()
      .all(platform)
  }

  return { problems, files, listsOf, all: [files, problems] }
}

function identityOf(file: string): unknown {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat && [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino]
}
