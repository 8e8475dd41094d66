/** Every link leads somewhere, every page can be found from the first one, and every file that is named exists. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { anchors, CHECKOUT, links, page, PAGES, quoted } from './pages.ts'

const PATHS = PAGES.map(({ path }) => path)

it.each(PATHS)('the links of %s lead to what is there', (path) => {
  const dead = links(page(path)).filter(({ path: to, anchor }) => {
    if (!existsSync(join(CHECKOUT, to))) return true
    return anchor !== '' && !anchors(page(to)).has(anchor)
  })
  expect(dead).toEqual([])
})

it('README.md leads to every page, in two steps at the most', () => {
  const near = links(page('README.md')).map(({ path }) => path)
  const index = links(page('docs/README.md')).map(({ path }) => path)
  expect(near).toContain('docs/README.md')
  const found = new Set(['README.md', ...near, ...index])
  expect(PATHS.filter((path) => !found.has(path))).toEqual([])
})

it.each(PATHS)('the files that %s names are in the checkout', (path) => {
  const named = quoted(page(path).prose).filter((word) =>
    /^(?:bench|docs|fixtures|presets|scripts|src|templates|test)\/[\w./-]+$/.test(word),
  )
  expect(named.filter((file) => !existsSync(join(CHECKOUT, file)))).toEqual([])
})

it.each(['docs/engine.md', 'docs/decisions.md', 'CONTRIBUTING.md'])(
  'the modules that %s names exist',
  (path) => {
    const modules = new Set(
      ['src', 'presets', 'test'].flatMap((room) =>
        readdirSync(join(CHECKOUT, room), { recursive: true, encoding: 'utf8' }).map((file) =>
          basename(file),
        ),
      ),
    )
    const named = quoted(page(path).prose).filter((word) => /^[\w./-]+\.tsx?$/.test(word))
    expect(named.filter((file) => !modules.has(basename(file)))).toEqual([])
    expect(named.length).toBeGreaterThan(4)
  },
)

it('decisions.md begins with a list of all its decisions', () => {
  const [beginning = '', ...sections] = page('docs/decisions.md').text.split(/^## /m)
  const listed = [...beginning.matchAll(/\[([^\]]+)\]\(#/g)].map(([, title = '']) =>
    title.replace(/\s+/g, ' '),
  )
  const titles = sections.map((section) => section.slice(0, section.indexOf('\n')))
  expect(listed.sort()).toEqual(titles.sort())
})
