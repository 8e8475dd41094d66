/** Arcade on a MiSTer: the launchers that the user has choose the sets. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { arcadeDat, BIOS, CLONE_OWN, OTHER_BIOS, OWN, SHARED, SOUND } from '../../support/arcade.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import { changed, emptyProject, fileStamps, messages, type Project } from '../support.ts'

function launcher(zips: string): string {
  return `<misterromdescription>
  <name>A game</name>
  <!-- <rom index="9" zip="commented.zip"/> -->
  <rom index="0" zip="${zips}" md5="none"><part name="p1.rom"/></rom>
</misterromdescription>
`
}

function project(): Project {
  const made = emptyProject('mra')
  made.write('dats/mame.dat', arcadeDat())
  for (const { name, text } of [BIOS, OTHER_BIOS, OWN, SHARED, CLONE_OWN, SOUND])
    made.write(`roms/${name}`, text)
  made.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { one: { exclude: ['bios', 'device'] } },
    targets: {
      card: { preset: 'mister', path: './card', policy: 'one', platforms: ['nes'], mra: './card/_Arcade' },
    },
  })
  made.write('card/_Arcade/Fight.mra', launcher('fight.zip|neo.zip'))
  made.write('card/_Arcade/_alternatives/_Other/Other.mra', launcher('unknown.zip'))
  made.write('card/_Arcade/cores/Old.mra', launcher('fightj.zip'))
  return made
}

it('writes the sets that launchers look for, and nothing else, whatever the policy', async () => {
  const made = project()
  const report = await made.build()
  expect(report.targets['card']).toMatchObject({ outcome: 'done' })
  expect(Object.keys(made.files('card')).filter((path) => path.startsWith('games/'))).toEqual([
    'games/mame/fight.zip',
    'games/mame/neo.zip',
    'games/mame/pcm8.zip',
  ])
  const zip = await membersOf(readFileSync(made.at('card/games/mame/fight.zip')))
  expect(zip).toEqual({ [OWN.name]: OWN.text, [SHARED.name]: SHARED.text })
  expect((await made.build()).outcome).toBe('nothing')
})

it('does not take launchers for gone that cannot be read', async () => {
  const made = project()
  made.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { one: { exclude: ['bios', 'device'] } },
    targets: {
      card: { preset: 'mister', path: './card', policy: 'one', platforms: ['nes'], mra: './other/_Arcade' },
    },
  })
  const said = `${made.at('other/_Arcade')}: the .mra files there cannot be read: no such file or folder.`
  expect(messages(await made.build(), 'launchers-unreadable')).toEqual([said])
  made.write('other/_Arcade/Fight.mra', launcher('fight.zip|neo.zip'))
  expect(messages(await made.build(), 'launchers-unreadable')).toEqual([])
  const before = Object.keys(made.files('card/games'))
  expect(before).toEqual(['mame/fight.zip', 'mame/neo.zip', 'mame/pcm8.zip'])
  renameSync(made.at('other'), made.at('away')) // as a card that is not plugged in
  const away = await made.build()
  expect(messages(away, 'launchers-unreadable')).toEqual([`${said} What they said before is used.`])
  expect(Object.keys(made.files('card/games'))).toEqual(before)
  mkdirSync(made.at('other/_Arcade'), { recursive: true }) // as a mount point is without its card
  expect(messages(await made.build(), 'launchers-unreadable')).toEqual([
    `${made.at('other/_Arcade')}: the .mra files there are gone, and all else. What they said before is used.`,
  ])
  expect(Object.keys(made.files('card/games'))).toEqual(before)
  // none at all, where they can be read
  made.write('other/_Arcade/readme.txt', 'no launcher')
  await made.build()
  expect(Object.keys(made.files('card/games'))).toEqual([])
})

it('takes no set away while nobody knows what the launchers look for', async () => {
  const made = project()
  made.configure({
    roots: { roms: './roms' },
    dats: { mame: './dats' },
    policies: { one: { exclude: ['bios', 'device'] } },
    targets: {
      card: { preset: 'mister', path: './card', policy: 'one', platforms: ['nes'], mra: './other/_Arcade' },
    },
  })
  made.write('other/_Arcade/Fight.mra', launcher('fight.zip|neo.zip'))
  await made.build()
  const before = Object.keys(made.files('card/games'))
  expect(before).toEqual(['mame/fight.zip', 'mame/neo.zip', 'mame/pcm8.zip'])
  rmSync(made.at('.curator'), { recursive: true })
  renameSync(made.at('other'), made.at('away'))
  const withheld = 'card: 3 files that are not wanted any more stay, because its .mra files cannot be read.'
  const folder = made.at('other/_Arcade')
  for (const [make, said] of [
    [() => undefined, `${folder}: the .mra files there cannot be read: no such file or folder.`],
    [() => mkdirSync(folder, { recursive: true }), `${folder}: there are no .mra files, nor anything else.`],
  ] as const) {
    make()
    const away = await made.build({ code: 3 })
    expect(messages(away, 'launchers-unreadable')).toEqual([said])
    expect(messages(away, 'deletes-withheld')).toEqual([withheld])
    expect(Object.keys(made.files('card/games'))).toEqual(before)
  }
  expect((await made.build({ args: ['--force'] })).targets['card']).toMatchObject({ deleted: 3 })
  expect((await made.build()).problems).toEqual([])
})

it('writes more when there are more launchers, also of a clone that the policy does not keep', async () => {
  const made = project()
  await made.build()
  const before = fileStamps(made.at('card/games'))
  made.write('card/_Arcade/Fight (Japan).mra', launcher('fightj.zip|fight.zip|neo.zip'))
  await made.build()
  expect(changed(before, fileStamps(made.at('card/games')))).toEqual(['mame/fightj.zip'])
})

/** Root may read anything, but as root of nothing no file of somebody else. */
const AS_OWNER = process.getuid?.() === 0 ? ['unshare', '--user', '--map-root-user'] : []
const CAN_BE_REFUSED = process.platform === 'linux' && spawnSync('env', [...AS_OWNER, 'true']).status === 0

it.skipIf(!CAN_BE_REFUSED)('names a launcher that cannot be read, and hears the others', async () => {
  const made = project()
  await made.build()
  const path = made.at('card/_Arcade/Fight.mra')
  made.write('card/_Arcade/Fight.mra', launcher('fight.zip|neo.zip|more.zip'))
  made.write('card/_Arcade/New.mra', launcher('fightj.zip'))
  chmodSync(path, 0)
  if (AS_OWNER.length > 0) chownSync(path, 12_345, 12_345)
  const { code, stderr } = await made.run(['build'], { within: AS_OWNER })
  expect(stderr).toContain(
    `${path} cannot be read: permission denied. What they said before is used. [launchers-unreadable]`,
  )
  expect(code).toBe(0)
  const sets = Object.keys(made.files('card/games/mame'))
  expect(sets).toEqual(['fight.zip', 'fightj.zip', 'neo.zip', 'pcm8.zip'])
})
