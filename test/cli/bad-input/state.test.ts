/** A project folder that cannot be written, and records of curator that were damaged. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { CAN_MOUNT, mounting, NEEDS_MOUNT } from '../mounts.ts'
import { codes, emptyProject, fileStamps, LEAST, messages, stamps, type Project } from '../support.ts'
import type { BuildReport } from '../../../src/steps/outcome.ts'

const READ_ONLY = 'mount --bind "$path" "$path"; mount -o remount,bind,ro "$path"'

function oneGame(config: object = LEAST): Project {
  const project = emptyProject('state')
  project.write('curator.config.json', JSON.stringify(config))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]))
  project.write('roms/a.gb', 'alpha')
  return project
}

describe('a project folder that cannot be written', () => {
  it('has a file where the state folder should be: it is named, and nothing else happens', async () => {
    const project = oneGame()
    project.write('.curator', 'a file')
    const before = stamps(project.dir)
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error Cannot write the state folder .*\/\.curator: .* \[state-unwritable\]\n$/)
    expect(stderr).toContain(project.at('.curator'))
    expect(stamps(project.dir)).toEqual(before)
  })

  it.skipIf(!CAN_MOUNT)(`is read-only: it is named, and nothing else happens ${NEEDS_MOUNT}`, async () => {
    const project = oneGame()
    const before = stamps(project.dir)
    const within = mounting(`${READ_ONLY}; cd "$path"`, project.dir)
    const { code, stderr } = await project.run(['build'], { within })
    expect(code).toBe(2)
    expect(stderr).toBe(
      `error Cannot write the state folder ${project.at('.curator')}: the file system is read-only. [state-unwritable]\n`,
    )
    expect(stamps(project.dir)).toEqual(before)
  })

  it.skipIf(!CAN_MOUNT)(`has become read-only since it was built: that is told ${NEEDS_MOUNT}`, async () => {
    const project = oneGame()
    await project.build()
    const before = stamps(project.dir)
    const within = mounting(`${READ_ONLY}; cd "$path"`, project.dir)
    for (const verb of ['build', 'status']) {
      const { code, stderr } = await project.run([verb], { within })
      expect(code).toBe(2)
      expect(stderr).toBe(
        `error Cannot open the catalog ${project.at('.curator/catalog.db')}: the file system is read-only. [state-unwritable]\n`,
      )
    }
    expect(stamps(project.dir)).toEqual(before)
  })

  it.skipIf(!CAN_MOUNT)(
    `is read-only, with state and targets elsewhere: all is built, and the lock that could not be written is named ${NEEDS_MOUNT}`,
    async () => {
      const away = emptyProject('away')
      const plain = { preset: 'folder', policy: 'everything', path: away.at('out') }
      const project = oneGame({ ...LEAST, state: away.at('state'), targets: { plain } })
      const within = mounting(`${READ_ONLY}; cd "$path"`, project.dir)
      const { code, stdout } = await project.run(['build', '--json'], { within })
      const report = JSON.parse(stdout) as BuildReport
      expect(code).toBe(2)
      expect(codes(report)).toEqual(['state-unwritable'])
      expect(messages(report, 'state-unwritable')).toEqual([
        `Cannot write ${project.at('curator.lock')}: the file system is read-only.`,
      ])
      expect(report.targets['plain']).toMatchObject({ put: 1, outcome: 'done' })
      expect(Object.keys(away.files('out'))).toEqual(['gb/Alpha (USA).gb'])
      expect((await project.build()).outcome).toBe('nothing')
      expect(readFileSync(project.at('curator.lock'), 'utf8')).toContain('Alpha (USA)')
    },
  )
})

const FULL =
  'mount -t tmpfs -o size=2m tmpfs /mnt; cp -a "$path/." /mnt; ' +
  'dd if=/dev/zero of=/mnt/rest bs=512 2>/dev/null || true; mount --bind /mnt "$path"'

describe.skipIf(!CAN_MOUNT)(`a state folder on a full disk ${NEEDS_MOUNT}`, () => {
  it('is named when something has to be written down, and nothing else happens', async () => {
    const away = emptyProject('away')
    const project = oneGame({ ...LEAST, state: away.at('state') })
    await project.build()
    const within = mounting(FULL, away.at('state'))
    project.write('roms/b.gb', 'beta')
    const before = fileStamps(project.at('out'))
    const { code, stderr } = await project.run(['build'], { within })
    expect(code).toBe(2)
    expect(stderr).toBe(
      `error Cannot write the catalog in ${away.at('state')}: database or disk is full. ` +
        'What was written by then is whole. [state-unwritable]\n',
    )
    expect(fileStamps(project.at('out'))).toEqual(before)
  })
})

describe('records that were damaged', () => {
  it('the catalog: it is set aside, said, and everything is read anew; no device is written to', async () => {
    const project = oneGame()
    await project.build()
    const before = fileStamps(project.at('out'))
    project.write('.curator/catalog.db', 'no database')
    const report = await project.build()
    expect(codes(report)).toEqual(['state-damaged'])
    expect(report.targets['plain']).toMatchObject({ put: 0, kept: 1, outcome: 'nothing' })
    expect(readFileSync(project.at('.curator/catalog.db.bad'), 'utf8')).toBe('no database')
    expect(fileStamps(project.at('out'))).toEqual(before)
    expect((await project.build()).problems).toEqual([])
  })

  it('the remembered config: it is read again', async () => {
    const project = oneGame()
    await project.build()
    project.write('.curator/config.json', '{"build":')
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('the config as another build of curator understood it: it is read again', async () => {
    const project = oneGame()
    await project.build()
    const kept = () => readFileSync(project.at('.curator/config.json'), 'utf8')
    const first = kept()
    await project.build()
    expect(kept()).toBe(first)
    project.write('.curator/config.json', first.replace(/"build":"[^"]+"/, '"build":"another"'))
    expect((await project.build()).outcome).toBe('nothing')
    expect(JSON.parse(kept())).toMatchObject({ build: (JSON.parse(first) as { build: string }).build })
  })

  it("a device's: what is right is kept, and nothing is lost", async () => {
    const project = oneGame()
    await project.build()
    for (const name of Object.keys(stamps(project.at('out/.curator')))) {
      if (/^(manifest|journal)/.test(name)) project.write(`out/.curator/${name}`, 'torn')
    }
    const before = fileStamps(project.at('out/gb'))
    const report = await project.build()
    expect(codes(report)).toEqual(['already-there', 'state-damaged'])
    expect(report.targets['plain']).toMatchObject({ put: 0, kept: 1 })
    expect(fileStamps(project.at('out/gb'))).toEqual(before)
    expect((await project.build()).problems).toEqual([])
  })

  it('the lock: nothing is written until it is made anew, as its message says', async () => {
    const project = oneGame()
    project.write('curator.lock', '<<<<<<< HEAD\n{}\n=======\n')
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(2)
    expect(stderr).toContain(project.at('curator.lock'))
    expect(stderr).toContain('[lock-unreadable]\n  Run `curator lock` to write it anew.\n')
    expect(project.files('out')).toEqual({})
    const lock = await project.run(['lock'])
    expect(lock.stderr).toBe('')
    expect(lock.code).toBe(0)
    expect((await project.build()).outcome).toBe('done')
  })

  it('a folder in place of the lock is named', async () => {
    const project = oneGame()
    mkdirSync(project.at('curator.lock'))
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(2)
    expect(stderr).toContain(`Cannot read ${project.at('curator.lock')}: it is a folder.`)
    rmSync(project.at('curator.lock'), { recursive: true })
    expect((await project.build()).outcome).toBe('done')
  })
})
