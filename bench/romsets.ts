/**
 * `npx jiti bench/romsets.ts [--config NAMES]`: the same as `selection.ts`, through the whole program. A project with
 * these systems, their clone lists and a policy for each configuration is made in a temporary folder; `curator romsets
 * show` is asked what it keeps. Build first. Without ../shared/data there is nothing to compare.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  agreement,
  configurations,
  DATA,
  HEAD,
  romsetConfig,
  row,
  sum,
  SYSTEMS,
  theirsOf,
} from './selection-data.ts'

const CLI = join(import.meta.dirname, '..', 'dist', 'cli.cjs')

main()

function main(): void {
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  if (!existsSync(DATA))
    return console.log('There is no ../shared/data beside the checkout: nothing to compare.')
  const folder = mkdtempSync(join(tmpdir(), 'curator-romsets-'))
  try {
    writeFileSync(join(folder, 'curator.config.json'), JSON.stringify(romsetConfig(Object.keys(SYSTEMS))))
    console.log(`${HEAD}   time`)
    for (const config of values.config?.split(',') ?? Object.keys(configurations())) compare(folder, config)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function compare(folder: string, config: string): void {
  const began = performance.now()
  const kept = romset(folder, config)
  const ms = performance.now() - began
  const results = Object.entries(SYSTEMS).map(([slug, { dat }]) => {
    const result = agreement(kept(slug), theirsOf(config, dat.split('/')[1] ?? ''))
    console.log(row(config, slug, result))
    return result
  })
  console.log(`${row(config, 'all', sum(results))}   ${(ms / 1000).toFixed(1)} s`)
}

/** The releases that `curator romsets show` names, by platform. */
function romset(folder: string, policy: string): (slug: string) => ReadonlySet<string> {
  const text = execFileSync(process.execPath, [CLI, 'romsets', 'show', policy, '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const shown = JSON.parse(text) as { platforms: Record<string, { kept: string[] }> }
  return (slug) => new Set(shown.platforms[slug]?.kept)
}
