/** Playmatch: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('what it goes by name and size for is no hit', async () => {
  const { provider } = await openCase(caseOf('playmatch'))
  const query = { platform: 'snes', size: 1, fileName: 'x.sfc' }
  expect(
    (await provider.byHash?.({ ...query, hashes: { md5: '88888888888888888888888888888888' } }))?.kind,
  ).toBe('miss')
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('playmatch'), { status: 404, text: 'gone' })
  expect(kind).toBe('malformed')
})
