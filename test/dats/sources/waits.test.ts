import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rememberedWaits } from '../../../src/dats/sources/waits.ts'
import { createHttp } from '../../../src/net/http.ts'
import { readText } from '../../../src/net/take.ts'
import { jumpingClock } from '../../support/clock.ts'
import { testServer } from '../../support/server.ts'
import { tempFolder } from './support.ts'

/** A server that wants to be let alone once, and runs that ask it: each has a client of its own. */
async function server(seconds: string) {
  const served = await testServer()
  served.at('/dat', { status: 429, headers: { 'retry-after': seconds } }, { body: 'games' })
  served.at('/other', { body: 'other' })
  const clock = jumpingClock()
  const file = join(tempFolder(), 'dats', '.waits.json')
  const run = (path = '/dat') =>
    createHttp({ clock, peace: rememberedWaits(join(file, '..'), clock.now) })
      .ask({ url: `${served.url}${path}`, most: 1000 }, readText)
      .catch((error: unknown) => (error instanceof Error ? error.message : ''))
  return { ...served, clock, file, run }
}

describe('a server that wants to be let alone', () => {
  it('is not asked by a later run either, until its time has come', async () => {
    const { url, clock, file, run, paths } = await server('7200')
    expect(await run()).toBe(
      `${url}/dat answered 429 (too many requests); it asks to wait until 2026-08-31 02:00 UTC.`,
    )
    expect(await run('/other')).toBe(
      `${url}/other is not asked: its server wants us to wait until 2026-08-31 02:00 UTC.`,
    )
    expect(paths()).toEqual(['/dat'])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ [new URL(url).host]: Date.UTC(2026, 7, 31, 2) })
    await clock.sleep(7_200_001)
    expect(await run()).toBe('games')
  })

  it('for less than a minute is waited for', async () => {
    const { clock, file, host, run, paths } = await server('7200')
    await run()
    writeFileSync(file, JSON.stringify({ [host]: clock.now() + 7000 }))
    const before = clock.now()
    expect(await run('/other')).toBe('other')
    expect(clock.now() - before).toBe(7000)
    expect(paths()).toEqual(['/dat', '/other'])
  })

  it('is forgotten when its time is over, and another takes its place', async () => {
    const { clock, file, host, run } = await server('7200')
    const waits = rememberedWaits(join(file, '..'), clock.now)
    waits.keep('old.example', clock.now() + 1000)
    await clock.sleep(1001)
    await run()
    expect([...waits.known().keys()]).toEqual([host])
    expect(readFileSync(file, 'utf8')).not.toContain('old.example')
  })

  it.each(['', '{', 'null', '7', '["x"]', '{"127.0.0.1":"soon"}'])(
    'is asked when what was remembered is damaged: %s',
    async (text) => {
      const { file, run } = await server('7200')
      await run()
      writeFileSync(file, text)
      expect(await run()).toBe('games')
    },
  )

  it('is asked when the clock was set back by more than a day', async () => {
    const { clock, file, host, run } = await server('7200')
    await run()
    writeFileSync(file, JSON.stringify({ [host]: clock.now() + 25 * 3_600_000 }))
    expect(await run()).toBe('games')
  })

  it('is asked again where nothing can be remembered', async () => {
    const { clock, file, run, url } = await server('7200')
    writeFileSync(join(file, '..', '..', 'file'), '')
    const peace = rememberedWaits(join(file, '..', '..', 'file'), clock.now)
    await expect(
      createHttp({ clock, peace }).ask({ url: `${url}/dat`, most: 1000 }, readText),
    ).rejects.toThrow('answered 429')
    expect(existsSync(file)).toBe(false)
    expect(await run()).toBe('games')
  })
})
