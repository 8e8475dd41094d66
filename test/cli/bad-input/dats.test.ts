/** DATs that are missing, damaged, or none at all: named with the line, and the others go on. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../../support/dat.ts'
import { codes, emptyProject, fileStamps, LEAST, messages, type Project } from '../support.ts'

const ALPHA: DatRom = { name: 'Alpha (USA).gb', bytes: 'alpha' }
const DELTA: DatRom = { name: 'Delta (Europe).sms', bytes: 'delta' }
const GB = logiqxDat('Nintendo - Game Boy', [ALPHA])
const SMS = logiqxDat('Sega - Master System - Mark III', [DELTA])
const HTML =
  '<!DOCTYPE html>\n<html><head><title>Please log in</title></head><body><p>Please log in.</p></body></html>\n'

function twoDats(): Project {
  const project = emptyProject('dats')
  project.configure(LEAST)
  project.write('dats/gb.dat', GB)
  project.write('dats/sms.dat', SMS)
  project.write('roms/a.gb', ALPHA.bytes)
  project.write('roms/d.sms', DELTA.bytes)
  return project
}

const names = (project: Project) => Object.keys(project.files('out'))
const damaged = SMS.replace('<rom name="Delta', '<rom name=Delta')

describe('a DAT that cannot be used', () => {
  it.each([
    ['is HTML', HTML, 'dat-not-a-dat', /sms\.dat.*HTML/],
    ['breaks off', SMS.slice(0, SMS.length - 40), 'dat-damaged', /sms\.dat.*line \d+/],
    ['is damaged in line 4', damaged, 'dat-damaged', /sms\.dat.*line 4\b/],
    ['is empty', '', 'dat-not-a-dat', /sms\.dat/],
    [
      'has the name of a game without end',
      SMS.replace('<game name="Delta', `<game name="${'y'.repeat(12_000_000)}Delta`),
      'dat-damaged',
      /sms\.dat: the name that begins with "y{60}" is longer than 4,096 letters\.$/,
    ],
    [
      'has the name of a file without end',
      SMS.replace('<rom name="Delta', `<rom name="${'y'.repeat(5000)}Delta`),
      'dat-damaged',
      /sms\.dat: the name that begins with "y{60}" is longer/,
    ],
    [
      'is of no platform we know',
      SMS.replace('Sega - Master System - Mark III', 'My Toaster'),
      'dat-unknown-platform',
      /My Toaster/,
    ],
  ])('%s: it is named in every run, and the rest is built', async (_, text, code, says) => {
    const project = twoDats()
    project.write('dats/sms.dat', text)
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual([code])
    expect(messages(report, code)[0]).toMatch(says)
    expect(report.problems[0]?.path).toBe(project.at('dats/sms.dat'))
    expect(report.outcome).toBe('partial')
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
    const again = await project.build({ code: 3 })
    expect(again.problems).toEqual(report.problems)
    expect(again.targets['plain']).toMatchObject({ put: 0, deleted: 0, kept: 1 })

    project.write('dats/sms.dat', SMS)
    expect((await project.build()).problems).toEqual([])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'sms/Delta (Europe).sms'])
  })

  it('was right before: nothing leaves a device, and the lock keeps what it knows', async () => {
    const project = twoDats()
    await project.build()
    const before = fileStamps(project.at('out'))
    const lock = readFileSync(project.at('curator.lock'), 'utf8')
    project.write('dats/sms.dat', HTML)
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['dat-not-a-dat', 'deletes-withheld'])
    expect(messages(report, 'deletes-withheld')).toEqual([
      'plain: 1 file that is not wanted any more stays, because a root or a DAT cannot be used.',
    ])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'sms/Delta (Europe).sms'])
    expect(readFileSync(project.at('curator.lock'), 'utf8')).toBe(lock)

    const frozen = await project.run(['build', '--frozen'])
    expect(frozen.code).toBe(3)
    expect(frozen.stderr).toContain('[dat-not-a-dat]')
    const relock = await project.run(['lock'])
    expect(relock.code).toBe(3)
    expect(readFileSync(project.at('curator.lock'), 'utf8')).toBe(lock)

    project.write('dats/sms.dat', SMS)
    expect((await project.build()).outcome).toBe('nothing')
    expect(fileStamps(project.at('out/gb'))).toEqual(
      Object.fromEntries(
        Object.entries(before).flatMap(([path, stamp]) =>
          path.startsWith('gb/') ? [[path.slice(3), stamp]] : [],
        ),
      ),
    )
  })

  it.each([
    ['', 'dats/sms.dat', 'dats/sms.dat'],
    [', and so has its file', 'dats/sms (1).dat', 'dats/sms (2).dat'],
  ])('has a name now that nobody knows%s: nothing leaves a device or the lock', async (_, old, now) => {
    const project = twoDats()
    rmSync(project.at('dats/sms.dat'))
    project.write(old, SMS)
    await project.build()
    const lock = readFileSync(project.at('curator.lock'), 'utf8')
    rmSync(project.at(old))
    project.write(now, SMS.replace('Sega - Master System - Mark III', 'My Toaster'))
    for (const again of [false, true]) {
      const report = await project.build({ code: 3 })
      expect(codes(report), String(again)).toEqual(['dat-unknown-platform', 'deletes-withheld'])
      expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'sms/Delta (Europe).sms'])
      expect(readFileSync(project.at('curator.lock'), 'utf8')).toBe(lock)
    }

    project.configure({
      ...LEAST,
      dats: { all: { path: './dats/sms*', platform: 'sms' }, gb: './dats/gb.dat' },
    })
    expect((await project.build()).outcome).toBe('nothing')
    project.configure({ ...LEAST, dats: { gb: './dats/gb.dat' } })
    expect((await project.build()).problems).toEqual([])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
  })

  it('has a name that nobody knows, and so has a new catalog: nothing leaves a device, unless that is meant', async () => {
    const project = twoDats()
    await project.build()
    rmSync(project.at('.curator'), { recursive: true })
    project.write('dats/sms.dat', SMS.replace('Sega - Master System - Mark III', 'My Toaster'))
    for (const again of [false, true]) {
      const report = await project.build({ code: 3 })
      expect(messages(report, 'deletes-withheld'), String(again)).toEqual([
        'plain: 1 file that is not wanted any more stays, because nobody knows what came from a DAT whose platform is unknown.',
      ])
    }
    expect(codes(await project.build({ args: ['--force'], code: 3 }))).toEqual(['dat-unknown-platform'])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
  })

  it('has a name that nobody ever knew, and the target is never right as a whole: others leave as well', async () => {
    const project = twoDats()
    const card = { preset: 'batocera', path: './out', policy: 'everything' }
    project.configure({ ...LEAST, targets: { card } })
    const headless = { name: 'Echo (USA).nes', bytes: 'no header' }
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', [headless]))
    project.write('roms/e.nes', headless.bytes)
    project.write('dats/toaster.dat', logiqxDat('My Toaster', [ALPHA]))
    const told = ['dat-unknown-platform', 'header-missing']
    expect(codes(await project.build({ code: 3 }))).toEqual(told)
    rmSync(project.at('roms/d.sms'))
    expect(codes(await project.build({ code: 3 }))).toEqual(told)
    expect(names(project).filter((path) => !path.endsWith('.xml'))).toEqual(['roms/gb/Alpha (USA).gb'])
  })

  it('has a name that nobody ever knew: others leave as they would without it', async () => {
    const project = twoDats()
    await project.build()
    project.write(
      'dats/gb (2).dat',
      logiqxDat('Nintendo - Game Boy', [{ ...ALPHA, name: 'Beta (USA).gb' }], '2'),
    )
    rmSync(project.at('dats/gb.dat'))
    project.write('dats/toaster.dat', logiqxDat('My Toaster', [ALPHA]))
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['dat-unknown-platform'])
    expect(names(project)).toEqual(['gb/Beta (USA).gb', 'sms/Delta (Europe).sms'])
    rmSync(project.at('dats/sms.dat'))
    expect(codes(await project.build({ code: 3 }))).toEqual(['dat-unknown-platform'])
    expect(names(project)).toEqual(['gb/Beta (USA).gb'])
  })

  it('has a name that nobody ever knew, and comes in packs with a date: what they leave out goes', async () => {
    const project = twoDats()
    const toaster = logiqxDat('My Toaster', [ALPHA])
    rmSync(project.at('dats'), { recursive: true })
    project.write('dats/gb (1).dat', GB)
    project.write('dats/sms (1).dat', SMS)
    project.write('dats/toaster (1).dat', toaster)
    await project.build({ code: 3 })
    rmSync(project.at('dats'), { recursive: true })
    project.write('dats/gb (2).dat', GB)
    project.write('dats/toaster (2).dat', toaster)
    expect(codes(await project.build({ code: 3 }))).toEqual(['dat-unknown-platform'])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
  })

  it('lists nothing: it is told in every run, and is no failure', async () => {
    const project = twoDats()
    project.write('dats/sms.dat', logiqxDat('Sega - Master System - Mark III', []))
    const report = await project.build()
    expect(report.problems).toEqual([
      {
        code: 'dat-empty',
        message: `${project.at('dats/sms.dat')}: lists no games.`,
        path: project.at('dats/sms.dat'),
        hint: 'If it is of no use, take it away.',
      },
    ])
    expect((await project.build()).problems).toEqual(report.problems)
    await project.build({ args: ['--strict'], code: 1 })
  })

  it('listed games and lists none now: nothing leaves a device or the lock, unless that is meant', async () => {
    const project = twoDats()
    await project.build()
    const lock = readFileSync(project.at('curator.lock'), 'utf8')
    project.write('dats/sms.dat', logiqxDat('Sega - Master System - Mark III', []))
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['dat-emptied', 'deletes-withheld'])
    expect(messages(report, 'dat-emptied')).toEqual([
      `${project.at('dats/sms.dat')}: listed 1 game before, and now lists no games. It is not used.`,
    ])
    expect(names(project)).toHaveLength(2)
    expect(readFileSync(project.at('curator.lock'), 'utf8')).toBe(lock)
    expect((await project.build({ code: 3 })).problems).toEqual(report.problems)
    // a look believes nothing
    expect((await project.run(['plan', '--force'])).stderr).toContain('[dat-emptied]')

    const forced = await project.build({ args: ['--force'] })
    expect(codes(forced)).toEqual(['dat-empty'])
    expect(forced.targets['plain']).toMatchObject({ deleted: 1 })
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
    expect(codes(await project.build())).toEqual(['dat-empty'])
  })

  it.each([
    ['a file that is not there', './dats/nes.dat', 'There is no DIR/dats/nes.dat.'],
    [
      'a pattern that fits nothing',
      './dats/*.xml',
      'No DAT in DIR/dats matches *.xml. What is there, such as gb.dat, counts where a pattern names it.',
    ],
    ['a folder that is not there', './more', 'There is no DIR/more.'],
  ])('is %s: exit code 2, and the rest is built', async (_, path, message) => {
    const project = twoDats()
    project.configure({ ...LEAST, dats: { all: './dats', more: path } })
    const report = await project.build({ code: 2 })
    expect(codes(report)).toEqual(['dat-missing'])
    expect(messages(report, 'dat-missing')).toEqual([message.replace('DIR', project.dir)])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'sms/Delta (Europe).sms'])
  })

  it('was deleted: its games stay on the devices while the config still names it, and go when it does not', async () => {
    const project = twoDats()
    project.configure({ ...LEAST, dats: { gb: './dats/gb.dat', sms: './dats/sms.dat' } })
    await project.build()
    rmSync(project.at('dats/sms.dat'))
    expect(codes(await project.build({ code: 2 }))).toEqual(['dat-missing', 'deletes-withheld'])
    // the whole difference to a lock that is not written would only hide the reason
    expect((await project.run(['build'])).stdout.split('\n')[0]).toBe(
      'curator.lock was left as it is, because a DAT cannot be used.',
    )
    expect(names(project)).toHaveLength(2)
    project.configure({ ...LEAST, dats: { gb: './dats/gb.dat' } })
    expect((await project.build()).targets['plain']).toMatchObject({ deleted: 1, outcome: 'done' })
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
  })

  it('contradicts itself: the file is no match, and both are named', async () => {
    const project = twoDats()
    project.write('dats/gb.dat', GB.replace(/crc="\w+"/, 'crc="12345678"'))
    const report = await project.build()
    expect(report.problems).toEqual([
      {
        code: 'dat-hash-conflict',
        message: `${project.at('roms/a.gb')} is not taken for "Alpha (USA)" (Alpha (USA).gb): SHA-1 agrees, but size or CRC-32 does not.`,
        path: project.at('roms/a.gb'),
      },
    ])
    expect(names(project)).toEqual(['sms/Delta (Europe).sms'])
  })
})
