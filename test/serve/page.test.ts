/** The page of `curator serve` in a real browser, over a server of its own. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { StartCurator } from '../../src/serve/jobs.ts'
import { accessFaults, launchBrowser, LOOKS, NO_CHROMIUM, openPage } from '../support/browser.ts'
import { testProject } from '../support/project.ts'
import { CONFIG, serve, smallLibrary, type Served } from './support.ts'

const PLAN = {
  targets: {
    card: {
      actions: [
        { op: 'put', path: 'snes/A/<i>new.sfc', bytes: 1500, reason: 'new' },
        { op: 'move', path: 'snes/b.sfc', from: 'b.sfc', bytes: 10, reason: 'renamed' },
        { op: 'delete', path: 'old.sfc', bytes: 10, reason: 'no longer wanted' },
      ],
      kept: 7,
    },
    clean: { actions: [], kept: 1 },
  },
  // a word that is longer than a telephone is wide
  problems: [
    { code: 'decision-stale', message: `It decides about ${'98de40b4'.repeat(8)}.` },
    ...['One', 'Two', 'Three', 'Four'].map((name) => ({
      code: 'header-missing',
      message: `${name} has no header.`,
      hint: 'Look for another dump.',
    })),
  ],
}

const planning: StartCurator = (args, onLine) => {
  onLine(`said by ${args[0]}`)
  return {
    ended: Promise.resolve({ code: 0, document: JSON.stringify(PLAN) }),
    stop: () => undefined,
    leave: () => undefined,
  }
}

describe.skipIf(NO_CHROMIUM)('the page in Chromium (skipped where there is none)', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  /** The page as its link opens it, then at a view. */
  async function openServed(
    server: Served,
    view = '',
    options = {},
  ): Promise<{ page: Page; complaints: readonly string[] }> {
    const opened = await openPage(browser, options)
    await opened.page.goto(`${server.links.at(-1)}#/${view}`)
    await opened.page.waitForSelector('main h1')
    return opened
  }

  it('opens by its link, takes that out of the address, and stays open', async () => {
    const server = await serve(await smallLibrary())
    const { page, complaints } = await openServed(server)
    await page.getByText('2 of 3 games').waitFor()
    expect(page.url()).toBe(`http://127.0.0.1:${server.port}/#/`)
    await page.reload()
    await page.getByText('2 of 3 games').waitFor()
    expect(await page.evaluate('document.cookie')).toBe('')
    expect(complaints).toEqual([])
    const other = await openPage(browser)
    await other.page.goto(server.links[0] ?? '')
    expect(await other.page.locator('h1').innerText()).toBe('This page needs its link')
  })

  it('follows an address that is changed while the page opens', async () => {
    const server = await serve(await smallLibrary())
    const { page } = await openPage(browser)
    await page.addInitScript(`addEventListener('DOMContentLoaded', () => { location.hash = '#/runs' })`)
    await page.goto(server.links.at(-1) ?? '')
    await expect.poll(() => page.locator('main h1').innerText()).toBe('Runs')
  })

  it('searches as one types, and shows a game', async () => {
    const server = await serve(await smallLibrary())
    const { page, complaints } = await openServed(server, 'search')
    await page.keyboard.press('/')
    await page.keyboard.type('chorno')
    await page.getByText('Nothing of that name. Much like it: 1 result').waitFor()
    await page.getByRole('searchbox').fill('zebra')
    await page.getByRole('link', { name: /Zebra <b>bold<\/b>/ }).click()
    await page.getByRole('heading', { name: 'Zebra <b>bold</b>' }).waitFor()
    await page.getByText(/^snes\/Zebra .b.bold..b. \(Europe\)\.sfc$/).waitFor()
    expect(await page.locator('main b').count()).toBe(0)
    await page.goBack()
    expect(await page.getByRole('searchbox').inputValue()).toBe('zebra')
    await page.getByRole('searchbox').fill('have:perhaps')
    await page.getByText('`have:` takes yes or no, not `perhaps`.').waitFor()
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
  })

  it('plans when one looks, and shows the plan as a tree', async () => {
    const server = await serve(await smallLibrary(), { run: planning })
    const { page, complaints } = await openServed(server, 'plan/card')
    await page.getByText('old.sfc').waitFor()
    expect(await page.getByText('Nothing to do. 1 file is right already.').count()).toBe(1)
    expect(await page.getByText('7 files are right already.').count()).toBe(1)
    expect(await page.locator('.notice').allInnerTexts()).toEqual([
      'One has no header.\n\nTwo has no header.\n\nThree has no header. Look for another dump.\n\n1 more like this',
      `It decides about ${'98de40b4'.repeat(8)}.`,
    ])
    await page.getByText('1 more like this').click()
    await page.getByText('Four has no header. Look for another dump.').waitFor()
    await page.getByText('snes/').click()
    await page.getByText('from b.sfc').waitFor()
    await page.getByText('A/', { exact: true }).click()
    await page.getByText('<i>new.sfc').waitFor()
    expect(await page.locator('main i').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Build' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('says on every view of it that nothing was built yet', async () => {
    const project = testProject()
    onTestFinished(() => project.close())
    project.configure(CONFIG)
    const server = await serve(project)
    const { page, complaints } = await openServed(server)
    for (const view of ['', 'search?q=x', 'review', 'game/snes/Yak']) {
      await page.goto(`http://127.0.0.1:${server.port}/#/${view}`)
      await page.getByText('Nothing is known yet.').waitFor()
    }
    expect(complaints).toEqual([])
  })

  it('follows what somebody decides elsewhere, and keeps the evidence below the buttons', async () => {
    const project = await smallLibrary()
    const { page } = await openServed(await serve(project, { canWrite: true }), 'review')
    const first = page.getByRole('button', { name: 'it is of a platform' })
    await first.waitFor()
    const [buttons, evidence] = [await first.boundingBox(), await page.locator('.sides').boundingBox()]
    expect((buttons?.y ?? 0) < (evidence?.y ?? 0)).toBe(true)
    const sha1 = createHash('sha1').update('something else').digest('hex')
    project.write('curation.jsonc', `{ "match": { "${sha1}": null } }`)
    await page.getByText('Nothing waits for a decision.').waitFor()
  })

  it('builds with --write, and shows what the build says as it says it', async () => {
    const server = await serve(await smallLibrary(), { run: planning, canWrite: true })
    const { page, complaints } = await openServed(server, 'runs')
    await page.getByRole('button', { name: 'Build' }).click()
    await page.getByText('said by build').waitFor()
    await page.getByText('Building: done').waitFor()
    expect(complaints).toEqual([])
  })

  it('settles doubts by the keys of the terminal, and takes back the last', async () => {
    const project = await smallLibrary()
    const server = await serve(project, { canWrite: true })
    const { page, complaints } = await openServed(server, 'review')
    await page.getByRole('heading', { name: 'roms/stranger.sfc', level: 2 }).waitFor()
    await page.keyboard.press(' ')
    await page.getByText('1 doubt was passed over.').waitFor()
    await page.keyboard.press('u')
    await page.getByText('Back again: roms/stranger.sfc.').waitFor()
    await page.keyboard.press(' ')
    await page.getByText('1 doubt was passed over.').waitFor()
    await page.getByRole('button', { name: 'Look at them again' }).click()
    await page.getByRole('button', { name: 'it is of a platform' }).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('roms/stranger.sfc')
    await page.keyboard.press('p')
    await page.getByRole('textbox').press('Escape')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('roms/stranger.sfc')
    await page.keyboard.press('p')
    await page.getByRole('textbox').fill('nosuch')
    await page.keyboard.press('Enter')
    await page.getByText('Curator knows no platform "nosuch".').waitFor()
    await page.getByRole('textbox').fill('snes')
    await page.keyboard.press('Enter')
    await page.getByText('roms/stranger.sfc is of snes.').waitFor()
    await page.getByText('Nothing waits for a decision.').waitFor()
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toContain('snes')
    await page.getByRole('button', { name: 'Take back the last one' }).click()
    await page.getByRole('heading', { name: 'roms/stranger.sfc', level: 2 }).waitFor()
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).not.toContain('snes')
    await page.keyboard.press('r')
    await page.getByText('Nothing waits for a decision.').waitFor()
    await page.keyboard.press('u')
    await page.getByText('Taken back: roms/stranger.sfc.').waitFor()
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([])
  })

  it('takes back in the order in which things were done, be it decided or passed over', async () => {
    const project = await smallLibrary()
    project.write('roms/other.qqq', 'of no known kind')
    await project.build()
    const { page } = await openServed(await serve(project, { canWrite: true }), 'review?kind=unmatched')
    const heading = page.getByRole('heading', { level: 2 })
    await expect.poll(() => heading.textContent()).toBe('roms/other.qqq')
    await page.getByRole('button', { name: 'nothing to ask about again' }).waitFor()
    await page.keyboard.press('r')
    await expect.poll(() => heading.textContent()).toBe('roms/stranger.sfc')
    await page.keyboard.press(' ')
    await page.getByText('1 doubt was passed over.').waitFor()
    await page.keyboard.press('u')
    await expect.poll(() => heading.textContent()).toBe('roms/stranger.sfc')
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toContain('null')
    await page.keyboard.press('u')
    await page.getByText('Taken back: roms/other.qqq.').waitFor()
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).not.toContain('null')
    // the last of its kind, but not the last of all
    await page.goto(page.url().replace('unmatched', 'extension'))
    await page.getByRole('button', { name: 'of none' }).waitFor()
    await page.keyboard.press('r')
    await page.getByText('Nothing of this kind waits for a decision.').waitFor()
  })

  it('comes to all doubts, however many were passed over', async () => {
    const project = await smallLibrary()
    for (let n = 0; n < 119; n++) project.write(`roms/stranger ${n}.sfc`, `something else ${n}`)
    await project.build()
    const { page } = await openServed(await serve(project), 'review')
    await page.getByRole('link', { name: 'all 120' }).waitFor()
    for (let n = 0; n < 120; n++) {
      const more = n === 49 || n === 99 ? page.waitForResponse(/passed=/) : undefined
      await page.keyboard.press(' ')
      await more
    }
    await expect.poll(() => page.locator('.empty-title').textContent()).toBe('120 doubts were passed over.')
  })

  it('shows doubts without --write, and says how they could be settled', async () => {
    const server = await serve(await smallLibrary())
    const { page } = await openServed(server, 'review')
    await page.getByText('Decisions are not allowed here.').waitFor()
    expect(await page.getByRole('button', { name: 'it is of a platform' }).isDisabled()).toBe(true)
  })

  it('says when the server is gone', async () => {
    const server = await serve(await smallLibrary())
    const { page } = await openServed(server)
    await page.getByText('2 of 3 games').waitFor()
    server.close()
    await expect.poll(() => page.getByText('This page goes on when it is back.').count()).toBe(1)
  })

  it('fits the smallest telephones while a build runs, and tells there what each run was about', async () => {
    const run: StartCurator = () => ({
      ended: new Promise(() => undefined),
      stop: () => undefined,
      leave: () => undefined,
    })
    const server = await serve(await smallLibrary(), { run, canWrite: true })
    const viewport = { width: 360, height: 640 }
    const { page } = await openServed(server, 'runs', { viewport, isMobile: true })
    await page.getByRole('button', { name: 'Build' }).click()
    await page.locator('nav .pill').waitFor()
    const right = `document.querySelector('nav li:last-child').getBoundingClientRect().right`
    expect(await page.evaluate(`${right} <= 360`)).toBe(true)
    expect(await page.evaluate(`document.querySelector('nav ul').scrollWidth <= 360`)).toBe(true)
    expect(await page.locator('tbody td:nth-child(2)').allInnerTexts()).toEqual(['Scan roms', 'DAT snes.dat'])
  })

  it('has no fault that keeps people out, dark or light, large or small', async () => {
    const server = await serve(await smallLibrary(), { run: planning, canWrite: true })
    const { page } = await openServed(server)
    const views = [
      '',
      'search',
      'search?q=chrono',
      'game/snes/Chrono%20Trigger',
      'review',
      'plan',
      'runs',
      'run/1',
      'no such page',
    ]
    for (const [colorScheme, width] of LOOKS) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      for (const view of views) {
        await page.goto('about:blank')
        await page.goto(`http://127.0.0.1:${server.port}/#/${view}`)
        await page.waitForSelector('main h1')
        await expect.poll(() => page.getByText(/Loading…|Searching…|Planning…/).count()).toBe(0)
        expect([view, await accessFaults(page)]).toEqual([view, []])
        // nothing is wider than the screen
        expect([view, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([view, width])
      }
    }
    // the smallest telephones
    await page.setViewportSize({ width: 360, height: 640 })
    for (const view of views) {
      await page.goto(`http://127.0.0.1:${server.port}/#/${view}`)
      await expect.poll(() => page.getByText(/Loading…|Searching…|Planning…/).count()).toBe(0)
      const widths = `[document.documentElement.scrollWidth, document.querySelector('nav ul').scrollWidth - document.querySelector('nav ul').clientWidth]`
      expect([view, await page.evaluate(widths)]).toEqual([view, [360, 0]])
    }
  }, 60_000)
})
