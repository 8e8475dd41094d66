/** A long walk gives way ten times a second, and ends when it is told to. */
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { breather } from '../../src/inventory/scan/breather.ts'

describe('breather', () => {
  it('does nothing until its time has come', async () => {
    let breaths = 0
    const breathe = breather(undefined, () => breaths++)
    expect(breathe()).toBeUndefined()
    await setTimeout(110)
    await breathe()
    expect(breaths).toBe(1)
    expect(breathe()).toBeUndefined()
  })

  it('throws after the signal', async () => {
    const breathe = breather(AbortSignal.abort())
    await setTimeout(110)
    await expect(breathe()).rejects.toMatchObject({ problems: [{ code: 'interrupted' }] })
  })
})
