/** Packing before a device is planned: once, remembered, and never in the way when it fails. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { openPacking } from '../../src/steps/devices/packing.ts'
import type { World } from '../../src/steps/world.ts'
import { zipFile } from '../../src/targets/zip-file.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { membersOf } from '../support/archives/zip-members.ts'

const ROMS = ['Alpha (USA).gb', 'Beta (USA).gb'].map((name) => ({
  name,
  bytes: Buffer.from(`${name} bytes`),
}))

function project(at: TestProject): void {
  at.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', ROMS))
  for (const { name, bytes } of ROMS) at.write(`roms/${name}`, bytes)
  at.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset: 'folder', path: './out', policy: 'everything', archives: 'zip' } },
  })
}

it('writes each release in a zip of its own', () =>
  withProject(async (at) => {
    project(at)
    const { report } = await at.build()
    expect(report.targets['card']).toMatchObject({ put: 2, outcome: 'done' })
    expect(Object.keys(at.files('out'))).toEqual(['gb/Alpha (USA).zip', 'gb/Beta (USA).zip'])
    expect(await membersOf(readFileSync(at.at('out/gb/Alpha (USA).zip')))).toEqual({
      'Alpha (USA).gb': 'Alpha (USA).gb bytes',
    })
    expect((await at.build()).ran).toEqual([])
  }))

it('packs nothing twice: a plan leaves its zips to the build, and the catalog knows them then', () =>
  withProject(async (at) => {
    project(at)
    const steps: string[] = []
    const seal = (files: readonly string[]) =>
      at.session(async ({ world }) => {
        const packing = openPacking({ ...world, listener: listening(world, steps) })
        const sealed = await packing.seal(files.map((name) => releaseZip(name)))
        await packing.close()
        return sealed
      })
    await at.plan()
    const waiting = readdirSync(at.at('.curator/packed'))
    expect(waiting).toHaveLength(2)
    const [alpha] = await seal(['Alpha (USA)'])
    expect(waiting).toContain(`${alpha?.sha1}.zip`)
    expect(steps).toEqual([])
    await at.build()
    expect(existsSync(at.at('.curator/packed'))).toBe(false)
    expect(await seal(['Alpha (USA)'])).toEqual([alpha])
    expect(steps).toEqual([])
  }))

it('clears away what was left half packed, and does not trust what waits', () =>
  withProject(async (at) => {
    project(at)
    await at.plan()
    for (const name of readdirSync(at.at('.curator/packed'))) at.write(`.curator/packed/${name}`, 'torn')
    const { report } = await at.build()
    expect(report.targets['card']).toMatchObject({ put: 0, outcome: 'partial' })
    expect((await at.build()).report.targets['card']).toMatchObject({ put: 2, outcome: 'done' })
  }))

it('tells why a zip cannot be packed when it is to be written, and packs the others', () =>
  withProject(async (at) => {
    project(at)
    await at.plan()
    await at.session(async ({ world }) => {
      world.db.exec('delete from packed_zip')
      writeFileSync(at.at('roms/Alpha (USA).gb'), 'Alpha (USA).gb wrong')
      writeFileSync(at.at('.curator/packed/left.tmp'), 'half')
      const packing = openPacking(world)
      const [alpha, beta, none] = [
        releaseZip('Alpha (USA)'),
        releaseZip('Beta (USA)'),
        releaseZip('None (USA)'),
      ]
      const sealed = await packing.seal([alpha, beta, none])
      await packing.close()
      expect(sealed[0]).toEqual(alpha)
      expect(sealed[1]?.sha1).not.toBe(beta.sha1)
      expect(packing.of(alpha)).toMatchObject({
        code: 'source-changed',
        message: expect.stringContaining('Alpha (USA).gb no longer holds the bytes that were identified.'),
      })
      expect(packing.of(none)).toMatchObject({ message: 'No file holds "None (USA)" any more.' })
      expect(readdirSync(at.at('.curator/packed')).filter((name) => name.endsWith('.tmp'))).toEqual([])
    })
  }))

function releaseZip(release: string) {
  const bytes = Buffer.from(`${release}.gb bytes`)
  const sha1 = createHash('sha1').update(bytes).digest('hex')
  const wish = { name: `${release}.gb`, content: sha1, sha1, size: bytes.length, crc32: crc32(bytes) }
  return zipFile(`gb/${release}.zip`, release, [wish])
}

function listening({ listener }: World, steps: string[]): World['listener'] {
  return { ...listener, step: (name) => void steps.push(name) }
}
