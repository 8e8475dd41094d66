/** A long walk gives way ten times a second, and ends when it is told to. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { breather } from '../../src/inventory/scan/breather.ts'

let now = 0

beforeEach(() => vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => void vi.restoreAllMocks())

describe('breather', () => {
  it('does nothing until its time has come', async () => {
    let breaths = 0
    const breathe = breather(undefined, () => breaths++)
    expect(breathe()).toBeUndefined()
    now += 99
    expect(breathe()).toBeUndefined()
    now += 1
    await breathe()
    expect(breaths).toBe(1)
    expect(breathe()).toBeUndefined()
  })

  it('throws after the signal', async () => {
    const breathe = breather(AbortSignal.abort())
    now += 100
    await expect(breathe()).rejects.toMatchObject({ problems: [{ code: 'interrupted' }] })
  })
})
