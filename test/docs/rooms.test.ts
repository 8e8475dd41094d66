/** The rooms of `src/` are those that engine.md tells of, and none imports what is above it. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHECKOUT, firstCells, page, quoted, section } from './pages.ts'

const told = section(page('docs/engine.md'), 'The rooms of `src/`')
const [rooms = '', shared = '', serving = ''] = told.split(
  /\n\n(?=What all rooms share|Some files serve rooms below)/,
)

/** From high to low. */
const ROOMS = firstCells(rooms).map((cell) => cell.replaceAll('`', '').replace('/', ''))
const SHARED = firstCells(shared).flatMap(quoted)

/** What rooms below may import all the same. */
const SERVING = new Set(quoted(serving))

const SRC = join(CHECKOUT, 'src')
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .sort()

/** Files of `src/` that a file imports to run them. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  const imports = [...text.matchAll(/^(?:import|export) (?!type )[^'"]*?from '(\.[^']+)'/gms)]
  const later = [...text.matchAll(/\bimport\('(\.[^']+)'\)/g)]
  return [...imports, ...later]
    .map(([, path = '']) => posix.join(dirname(file), path))
    .filter((path) => !path.startsWith('../'))
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : ''
}

describe('the rooms of src/', () => {
  it('are told of, and so is what they share', () => {
    expect([...new Set(FILES.map(roomOf))].filter((room) => room !== '').sort()).toEqual(ROOMS.toSorted())
    expect(FILES.filter((file) => !file.includes('/') && file !== 'index.ts')).toEqual(SHARED.toSorted())
  })

  it.each(ROOMS)('%s imports nothing from above', (room) => {
    const higher = new Set(ROOMS.slice(0, ROOMS.indexOf(room)))
    const wrong = FILES.filter((file) => roomOf(file) === room).flatMap((file) =>
      importsOf(file)
        .filter((path) => higher.has(roomOf(path)) && !SERVING.has(path))
        .map((path) => `${file} imports ${path}`),
    )
    expect(wrong).toEqual([])
  })

  it('rest on what they share, which rests on none of them', () => {
    const wrong = SHARED.flatMap((file) => importsOf(file).filter((path) => path.includes('/')))
    expect(wrong).toEqual([])
  })
})
