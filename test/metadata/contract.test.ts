/** The contract, for each that asks over the net. Those that read files meet it in their own folders. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { providerChecks, type ProviderSubject } from '../../src/metadata/contract.ts'
import { noCache } from '../../src/metadata/cache/none.ts'
import { PROVIDER_NAMES } from '../../src/metadata/opening/registry.ts'
import { fixtureFile, repliesOf } from './stand-in.ts'
import { CASES, openCase } from './subjects.ts'

describe.each(CASES.map((one) => [one.definition.name, one] as const))('%s', (_, one) => {
  const open = async (): Promise<ProviderSubject> => {
    const { provider, server } = await openCase(one, { cache: noCache() })
    return {
      provider,
      known: one.known,
      unknown: one.unknown,
      near: 'Rocket Turtle 2',
      breakDown: () => server.instead({ status: 500, text: 'broken' }),
    }
  }
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

it.each(PROVIDER_NAMES)('%s is one folder, with tests of its own, and meets the contract', (name) => {
  expect(existsSync(fixtureFile(name, '../provider.ts'))).toBe(true)
  const tests = readFileSync(fixtureFile(name, '../provider.test.ts'), 'utf8')
  expect(repliesOf(name) !== undefined || tests.includes('providerChecks(')).toBe(true)
})
