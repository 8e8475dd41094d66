/** Hasheous: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('gives ids of others, and only those that it is sure of', async () => {
  const one = caseOf('hasheous')
  const { provider } = await openCase(one)
  const answer = await provider.byHash?.({ platform: 'snes', hashes: one.known.hashes ?? {} })
  expect(answer).toMatchObject({
    value: { game: { title: 'Rocket Turtle', ids: { igdb: '4711', thegamesdb: '136' } } },
  })
  expect(answer?.kind === 'hit' && Object.keys(answer.value.game.ids)).toEqual(['igdb', 'thegamesdb'])
  expect((await provider.byHash?.({ platform: 'nes', hashes: one.known.hashes ?? {} }))?.kind).toBe('miss')
})

it('is not asked for the hash of nothing', async () => {
  const { provider, server } = await openCase(caseOf('hasheous'))
  const hashes = { crc32: '00000000', sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }
  expect((await provider.byHash?.({ platform: 'snes', hashes }))?.kind).toBe('miss')
  expect(server.asked).toEqual([])
})

it('a 404 means that there is no such thing', async () => {
  const { kind } = await failing(caseOf('hasheous'), { status: 404, text: 'The provided hash was not found' })
  expect(kind).toBe('miss')
})
