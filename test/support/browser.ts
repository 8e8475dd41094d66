/** A real browser for tests of pages: the Chromium of the system, driven by playwright-core. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findChromium } from './browser-program.ts'

/** For tests to be skipped by, with a word to say why. */
const CHROMIUM = findChromium()
export const NO_CHROMIUM = CHROMIUM === undefined
if (NO_CHROMIUM)
  console.warn('No Chromium was found (CHROMIUM, or chromium on the PATH): pages are not tested.')

export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

export interface OpenPage {
  readonly page: Page
  /** What the page complained of: errors, and what its own policy forbade. */
  readonly complaints: readonly string[]
}

/** A page in a window of its own, which is closed when the test ends. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, complaints }
}

/** A desk by day, and a telephone at night. */
export const LOOKS = [
  ['light', 1280],
  ['dark', 390],
] as const

/** What axe finds wrong for people who do not see, or do not see well: `rule: where`. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  await page.evaluate(readFileSync(axe, 'utf8'))
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
    'axe.run(document, { preload: false })',
  )
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`),
  )
}

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}
