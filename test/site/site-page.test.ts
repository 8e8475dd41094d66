/** A static site in a real browser, opened from the disk. */
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessFaults, launchBrowser, LOOKS, NO_CHROMIUM, openPage } from '../support/browser.ts'
import { logiqxDat } from '../support/dat.ts'
import { png } from '../support/png.ts'
import { testProject, withProject } from '../support/project.ts'

const HOSTILE = '<img src=x onerror=alert(1)> & Friends'
const NAMES = ['Chrono Trigger (USA)', 'Chrono Trigger (Japan)', 'Zebra (Europe)', 'Yak (USA)']

describe.skipIf(NO_CHROMIUM)('a site in Chromium (skipped where there is none)', () => {
  const project = testProject()
  let browser: Browser
  beforeAll(async () => {
    const roms = NAMES.map((name) => ({ name: `${name}.sfc`, bytes: `rom ${name}` }))
    project.write('dats/snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', roms))
    project.write('roms/a.sfc', 'rom Chrono Trigger (Japan)')
    project.write('roms/b.sfc', 'rom Zebra (Europe)')
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      policies: { best: { regions: ['USA', 'Europe', 'Japan'] } },
      playlists: { all: { title: HOSTILE, where: {} } },
      targets: {
        site: { preset: 'site', path: './out', policy: 'best', playlists: ['all'], title: 'Our games' },
      },
    })
    await project.build()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    project.close()
  })
  const address = (view: string): string => `${pathToFileURL(project.at('out', 'index.html')).href}#/${view}`

  it('shows how much there is, and what is missing', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(address(''))
    expect(await page.locator('main h1').innerText()).toBe('Our games')
    expect(await page.locator('.lead').innerText()).toBe(
      '2 of 3 games are here, 1 is missing, and of 1 a better release is wanted.',
    )
    await page.getByRole('link', { name: '1 missing of Super Nintendo Entertainment System' }).click()
    await page.waitForSelector('.games li')
    expect(await page.locator('.game-title').allInnerTexts()).toEqual(['Yak'])
    expect(complaints).toEqual([])
  })

  it('finds games as one types, with a slip too, and says so', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(address('games'))
    await page.waitForSelector('.games li')
    expect(await page.locator('.game-title').allInnerTexts()).toEqual(['Chrono Trigger', 'Yak', 'Zebra'])
    await page.keyboard.press('/')
    await page.keyboard.type('chorno')
    await expect
      .poll(() => page.locator('main [role=status]').innerText())
      .toBe('Nothing of that name. 1 game much like it:')
    expect(await page.locator('.game-title').allInnerTexts()).toEqual(['Chrono Trigger'])
    await page.getByRole('searchbox').fill('nothing at all')
    await page.getByText('None of the 3 has these words in its name.').waitFor()
    expect(page.url()).toBe(address('games?q=nothing+at+all'))
    expect(complaints).toEqual([])
  })

  it('tells of a game why it is this release', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(address('games'))
    await page.getByRole('link', { name: /Chrono Trigger/ }).click()
    await page.getByRole('heading', { name: 'Why this one' }).waitFor()
    expect(await page.locator('.releases li').allInnerTexts()).toEqual([
      'wanted\nChrono Trigger (USA)',
      'kept\nChrono Trigger (Japan)\nlanguage: has En before no En',
    ])
    expect(await page.locator('table.plain tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^Chrono Trigger \(Japan\)\.sfc\s+26 B\s+[0-9a-f]{8}$/),
    ])
    expect(complaints).toEqual([])
  })

  it('takes names for text', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(address('lists'))
    await page.getByRole('link', { name: HOSTILE }).click()
    await expect.poll(() => page.locator('main h1').innerText()).toBe(HOSTILE)
    expect(await page.locator('.game-title').allInnerTexts()).toEqual(['Chrono Trigger', 'Zebra'])
    expect(await page.locator('img').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('gives titles their room beside pictures, on the smallest telephones too', () =>
    withProject(async (covers) => {
      const roms = [{ name: 'Zebra (Europe).sfc', bytes: 'zebra' }]
      covers.write('dats/snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', roms))
      covers.write('roms/b.sfc', 'zebra')
      covers.write('pictures/snes/box/Zebra (Europe).png', png(3, 2))
      covers.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        policies: { best: {} },
        art: { folders: { mine: './pictures' } },
        targets: { site: { preset: 'site', path: './out', policy: 'best', artwork: true } },
      })
      await covers.build()
      const { page } = await openPage(browser, { viewport: { width: 360, height: 640 } })
      await page.goto(`${pathToFileURL(covers.at('out', 'index.html')).href}#/games`)
      const cover = await page.locator('.games img').boundingBox()
      const name = await page.locator('.game-name').boundingBox()
      // 48 pixels of picture and 12 of air; the state on the right
      expect([(name?.x ?? 0) - (cover?.x ?? 0), (name?.width ?? 0) > 150]).toEqual([60, true])
    }))

  it('has no fault that keeps people out, dark or light, large or small', async () => {
    const { page } = await openPage(browser)
    const views = ['', 'games', 'game/snes/Zebra (Europe)', 'lists', 'lists/0', 'no such page']
    for (const [colorScheme, width] of LOOKS) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 844 })
      for (const view of views) {
        await page.goto('about:blank')
        await page.goto(address(view))
        await page.waitForSelector('main h1')
        await expect.poll(() => page.getByText('Loading…').count()).toBe(0)
        expect([view, await accessFaults(page)]).toEqual([view, []])
        // nothing is wider than the screen
        expect([view, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([view, width])
      }
    }
  }, 60_000)
})
