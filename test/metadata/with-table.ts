/** A project whose metadata is a table: `mine.csv`. */
import { withProject, type TestProject } from '../support/project.ts'

/** With one target, a root with nothing to match, and DATs in `dats/`. */
export function withTable<T>(body: (project: TestProject) => Promise<T>): Promise<T> {
  return withProject(async (project) => {
    project.configure({
      roots: { roms: './roms' },
      dats: { d: './dats' },
      metadata: { sources: { mine: './mine.csv' } },
      targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
    })
    project.write('roms/a.txt', '')
    return body(project)
  })
}
