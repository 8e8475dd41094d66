/** Decisions from end to end: what waits, what a verdict writes, what the next build does, and what undoing gives back. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { held } from './support.ts'
import { openReview, type Done } from '../../src/review/review.ts'
import type { ReviewItem } from '../../src/review/item.ts'
import type { Verdict } from '../../src/review/verdict.ts'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { sha1 } from '../support/sha1.ts'

const GBA = 'Nintendo - Game Boy Advance'
const NOW = Date.parse('2026-01-02')

function set(project: TestProject, games: readonly DatRom[], config: object = {}): void {
  project.write('dats/gba.dat', logiqxDat(GBA, games))
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    policies: { best: { keep: 1 } },
    targets: { plain: { preset: 'folder', path: './out', policy: 'best', layout: '{title}/{file}' } },
    ...config,
  })
}

const files = (project: TestProject) => Object.keys(project.files('out'))

function queue(project: TestProject): Promise<readonly ReviewItem[]> {
  return project.session(async ({ db }) => (await openReview(held(db), project.dir, () => NOW)).items())
}

function decide(project: TestProject, id: string, verdict: Verdict): Promise<Done> {
  return project.session(async ({ db }) => {
    const review = await openReview(held(db), project.dir, () => NOW)
    const item = review.item(id)
    if (!item) throw new Error(`no ${id} among ${String(review.items().map((one) => one.id))}`)
    return review.decide(item, verdict)
  })
}

/** Decides, builds, takes it back, builds: the outputs before, with the decision, and after. */
async function thereAndBack(
  project: TestProject,
  id: string,
  verdict: Verdict,
): Promise<{ said: string; before: string[]; decided: string[]; after: string[]; text: string }> {
  await project.build()
  const before = files(project)
  const { said, text } = await project.session(async ({ db }) => {
    const review = await openReview(held(db), project.dir, () => NOW)
    const item = review.item(id)
    if (!item) throw new Error(`no ${id} among ${String(review.items().map((one) => one.id))}`)
    const done = await review.decide(item, verdict)
    expect(review.items().map((one) => one.id)).not.toContain(id)
    const written = readFileSync(project.at('curation.jsonc'), 'utf8')
    await review.undo()
    expect(review.items().map((one) => one.id)).toContain(id)
    await review.decide(item, verdict)
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(written)
    return { said: done.said, text: written }
  })
  await project.build()
  const decided = files(project)
  expect((await queue(project)).map((one) => one.id)).not.toContain(id)
  await project.session(async ({ db }) => {
    const review = await openReview(held(db), project.dir, () => NOW)
    expect(await review.undo()).toBeUndefined()
  })
  project.remove('curation.jsonc')
  await project.build()
  return { said, before, decided, after: files(project), text }
}

describe('a file that no DAT lists', () => {
  const stage = (project: TestProject) => {
    set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
    project.write('roms/Quiet Deserts.gba', 'another desert')
  }
  const id = `candidate:${sha1('another desert')}`

  it('is what a person accepts', async () => {
    await withProject(async (project) => {
      stage(project)
      const { said, before, decided, after } = await thereAndBack(project, id, { do: 'accept' })
      expect(said).toBe('roms/Quiet Deserts.gba is "Quiet Desert (USA)".')
      expect([before, decided, after]).toEqual([[], ['Quiet Desert/Quiet Desert (USA).gba'], []])
    })
  })

  it('has all that may be accepted among its names, in that order', async () => {
    await withProject(async (project) => {
      const names = ['Quiet Desert (USA)', 'Quiet Desert (Japan)', 'Quiet Desserts (USA)']
      set(
        project,
        names.map((name) => ({ name: `${name}.gba`, bytes: name })),
      )
      project.write('roms/Quiet Deserts (Japan).gba', 'another desert')
      await project.build()
      const [item] = await queue(project)
      const choices = await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        return item && (await review.evidence(item))?.choices.map(({ label }) => label)
      })
      expect(item?.names).toEqual(['Quiet Desert (Japan)', 'Quiet Desert (USA)', 'Quiet Desserts (USA)'])
      expect(choices).toEqual(item?.names)
    })
  })

  it('is none of the suggested when that is refused, and is not asked again', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      expect((await queue(project)).map((item) => item.id)).toEqual([id])
      await decide(project, id, { do: 'refuse' })
      await project.build()
      expect(await queue(project)).toEqual([])
      project.remove('.curator')
      project.write('roms/elsewhere/Renamed.gba', 'another desert')
      project.remove('roms/Quiet Deserts.gba')
      await project.build()
      expect(await queue(project)).toEqual([])
    })
  })

  it('in an archive is asked for as the member it is', async () => {
    await withProject(async (project) => {
      set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
      project.write('roms/pack.zip', makeZip([{ name: 'Quiet Deserts.gba', data: 'another desert' }]))
      const { said, decided } = await thereAndBack(project, id, { do: 'accept' })
      expect(said).toBe('roms/pack.zip#Quiet Deserts.gba is "Quiet Desert (USA)".')
      expect(decided).toEqual(['Quiet Desert/Quiet Desert (USA).gba'])
    })
  })

  it('is of the platform that is decided of it alone, and then what its name says', async () => {
    await withProject(async (project) => {
      set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }], { matching: { owned: 'always' } })
      project.write('roms/Quiet Desert (USA).xyz', 'one')
      project.write('roms/Another.xyz', 'two')
      const { said, text, before, decided, after } = await thereAndBack(project, `unmatched:${sha1('one')}`, {
        do: 'platform',
        platform: 'gba',
      })
      expect(said).toBe('roms/Quiet Desert (USA).xyz is of gba.')
      expect(text).toContain(`"${sha1('one')}": "gba"`)
      expect([before, decided.length, after]).toEqual([[], 1, []])
    })
  })

  it('and all files like it are of the platform that is decided of their extension', async () => {
    await withProject(async (project) => {
      set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }], { matching: { owned: 'always' } })
      project.write('roms/Quiet Desert (USA).xyz', 'one')
      project.write('roms/Another.xyz', 'two')
      await project.build()
      expect((await queue(project)).map(({ id: one, settles }) => [one.slice(0, 12), settles])).toEqual([
        ['extension:xy', 2],
        ['unmatched:ad', 1],
        ['unmatched:fe', 1],
      ])
      const { text, decided } = await thereAndBack(project, `unmatched:${sha1('one')}`, {
        do: 'platform',
        platform: 'gba',
        all: true,
      })
      expect(text).toContain('"xyz": "gba"')
      expect(decided).toHaveLength(1)
    })
  })

  it('with hashes that agree in part is what a person says', async () => {
    await withProject(async (project) => {
      const dat = logiqxDat(GBA, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
      set(project, [])
      project.write('dats/gba.dat', dat.replace(/crc="[^"]*"/, 'crc="00000001"'))
      project.write('roms/thing.gba', 'desert')
      const { decided, before, after } = await thereAndBack(project, `conflict:${sha1('desert')}`, {
        do: 'accept',
      })
      expect([before.length, decided.length, after.length]).toEqual([0, 1, 0])
    })
  })
})

describe('releases', () => {
  const clones = [
    { name: 'Lantern Kid (USA).gba', bytes: 'lantern' },
    { name: 'Kandelaar (Europe).gba', bytes: 'kandelaar' },
  ]

  it('that only their names rank: the one that is accepted wins', async () => {
    await withProject(async (project) => {
      set(project, [
        { name: 'Tie (USA).gba', bytes: 'a' },
        { name: 'Tie! (USA).gba', bytes: 'b' },
      ])
      project.write('roms/a.gba', 'a')
      project.write('roms/b.gba', 'b')
      await project.build()
      const [item] = await queue(project)
      expect(item).toMatchObject({ kind: 'last-resort', platform: 'gba', subject: 'Tie!' })
      const { before, decided, after, text } = await thereAndBack(project, item?.id ?? '', {
        do: 'accept',
        choice: 2,
      })
      expect([before, decided]).toEqual([['Tie!/Tie! (USA).gba'], ['Tie/Tie (USA).gba']])
      expect(after).toEqual(before)
      expect(text).toContain(`"pin": [\n    { "platform": "gba", "release": "Tie (USA)" }\n  ]`)
    })
  })

  it('that share a file but no game become one when they are merged, under a title of their own', async () => {
    await withProject(async (project) => {
      set(project, clones)
      for (const { name, bytes } of clones) project.write(`roms/${name}`, bytes ?? '')
      await project.build()
      expect(files(project)).toHaveLength(2)
      await project.session(({ db }) =>
        db.exec(`update dat_game set clone_of = 'Parent'; update platform set games = games + 1`),
      )
      const done = await decide(project, 'clone-group:gba/Parent', { do: 'rename', title: 'Candle Tale' })
      expect(done.said).toBe('"Kandelaar (Europe)" and "Lantern Kid (USA)" are one game, "Candle Tale".')
      await project.build()
      expect(files(project)).toEqual(['Candle Tale/Lantern Kid (USA).gba'])
      const titles = await project.session(({ db }) =>
        db.prepare("select title from atomic_game_unit where title = 'Candle Tale'").pluck().all(),
      )
      expect(titles).toEqual(['Candle Tale'])
    })
  })

  it('that are decided to be different stay so', async () => {
    await withProject(async (project) => {
      set(project, [
        { name: 'Star (USA).gba', bytes: 'a' },
        { name: 'Star! (USA).gba', bytes: 'b' },
      ])
      project.write('roms/a.gba', 'a')
      project.write('roms/b.gba', 'b')
      await project.build()
      const [item] = await queue(project)
      const { before, decided, after } = await thereAndBack(project, item?.id ?? '', { do: 'split' })
      expect([before.length, decided.length, after.length]).toEqual([1, 2, 1])
    })
  })
})

it('a DAT that names no platform is read once a person said which it is', async () => {
  await withProject(async (project) => {
    set(project, [])
    project.write('dats/gba.dat', logiqxDat('Acme - FooStation', [{ name: 'Foo (USA).bin', bytes: 'foo' }]))
    project.write('roms/foo.bin', 'foo')
    const { said, before, decided, after } = await thereAndBack(project, 'dat:Acme - FooStation', {
      do: 'platform',
      platform: 'gba',
    })
    expect(said).toBe('DATs called "Acme - FooStation" are of gba.')
    expect([before, decided, after]).toEqual([[], ['Foo/Foo (USA).bin'], []])
  })
})

it('a verdict that does not fit writes nothing', async () => {
  await withProject(async (project) => {
    set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
    project.write('roms/odd.xyz', 'odd')
    await project.build()
    await expect(decide(project, 'extension:xyz', { do: 'merge' })).rejects.toThrow(
      '"merge" does not fit .xyz: it takes platform, refuse.',
    )
    await expect(decide(project, 'extension:xyz', { do: 'platform', platform: 'gbaa' })).rejects.toThrow(
      'Curator knows no platform "gbaa".',
    )
    expect(existsSync(project.at('curation.jsonc'))).toBe(false)
  })
})

it('a demo, and another disc, are no games of their own by mistake', async () => {
  await withProject(async (project) => {
    const names = [
      'Riven (USA) (Disc 1)',
      'Riven (USA) (Disc 2)',
      'Riven (USA) (Demo)',
      'Rivan (Japan) (Disc 2)',
    ]
    set(
      project,
      names.map((name) => ({ name: `${name}.gba`, bytes: name })),
    )
    const dat = readFileSync(project.at('dats/gba.dat'), 'utf8')
    project.write('dats/gba.dat', dat.replaceAll('<game ', '<game cloneof="Riven (USA)" '))
    project.write(
      'curation.jsonc',
      `{ "different": [{ "platform": "gba", "releases": ["${names[1]}", "${names[3]}"] }] }`,
    )
    await project.build()
    const rows = await project.session(({ db }) =>
      db.prepare("select key, names from v_curation_todo where kind = 'clone-group'").raw().all(),
    )
    expect(rows).toEqual([
      ['gba/Riven (USA)|game(disc 2)', '["Rivan (Japan) (Disc 2)","Riven (USA) (Disc 2)"]'],
    ])
    expect(await queue(project)).toEqual([])
  })
})

describe('a file with the name of a release, and none of its hashes', () => {
  const stage = (project: TestProject): void => {
    set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
    project.write('roms/Quiet Desert (USA).gba', 'no desert')
  }
  const id = `conflict:${sha1('no desert')}`

  it('waits for a decision, and is the release by your word', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      expect(await queue(project)).toEqual([
        {
          id,
          kind: 'conflict',
          platform: 'gba',
          subject: 'roms/Quiet Desert (USA).gba',
          key: sha1('no desert'),
          settles: 1,
          detail: 'the name of the release, but none of its hashes',
          isNew: true,
          names: ['Quiet Desert (USA)'],
        },
      ])
      const { before, decided, after } = await thereAndBack(project, id, { do: 'accept' })
      expect([before, decided, after]).toEqual([[], ['Quiet Desert/Quiet Desert (USA).gba'], []])
    })
  })

  it('is none of it by your word, and not asked for again; nor where the DAT has no hash', async () => {
    await withProject(async (project) => {
      stage(project)
      await project.build()
      await decide(project, id, { do: 'refuse' })
      await project.build()
      expect(await queue(project)).toEqual([])
      project.remove('curation.jsonc')
      const dat = readFileSync(project.at('dats/gba.dat'), 'utf8')
      project.write('dats/gba.dat', dat.replaceAll(/ (?:crc|md5|sha1)="[^"]*"/g, ''))
      await project.build()
      expect(await queue(project)).toEqual([])
    })
  })
})

describe('one review', () => {
  const stage = async (project: TestProject) => {
    set(project, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }])
    project.write('roms/Quiet Deserts.gba', 'another desert')
    project.write('roms/odd.xyz', 'odd')
    project.write('roms/more.xyz', 'more')
    await project.build()
  }

  it('asks for the next item after any decision, and takes decisions back one by one', async () => {
    await withProject(async (project) => {
      await stage(project)
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const first = review.items()
        expect(first.map(({ kind }) => kind)).toEqual(['extension', 'candidate', 'unmatched', 'unmatched'])
        const [, candidate, unmatched] = first
        if (!candidate || !unmatched) return
        await review.decide(candidate, { do: 'platform', platform: 'gba' })
        await review.decide(unmatched, { do: 'platform', platform: 'gba', all: true })
        expect(review.items()).toEqual([])
        expect((await review.undo())?.said).toBe('Taken back: roms/more.xyz.')
        expect((await review.undo())?.said).toBe('Taken back: roms/Quiet Deserts.gba.')
        expect(review.items()).toEqual(first)
        expect(await review.undo()).toBeUndefined()
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).not.toContain('platform')
      })
    })
  })

  it('takes nothing back that was decided otherwise in the file since, and goes on with what came before', async () => {
    await withProject(async (project) => {
      await stage(project)
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const [extension, candidate] = review.items()
        if (!extension || !candidate) return
        await review.decide(candidate, { do: 'refuse' })
        await review.decide(extension, { do: 'platform', platform: 'gba' })
        const text = readFileSync(project.at('curation.jsonc'), 'utf8')
        const edited = text.replace('"xyz": "gba"', '"xyz": "nes"')
        expect(edited).not.toBe(text)
        project.write('curation.jsonc', edited)
        expect((await review.undo())?.said).toBe('curation.jsonc says otherwise since, and stays: .xyz.')
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(edited)
        expect((await review.undo())?.said).toBe('Taken back: roms/Quiet Deserts.gba.')
        const after = readFileSync(project.at('curation.jsonc'), 'utf8')
        expect(after).toContain('"xyz": "nes"')
        expect(after).not.toContain('match')
        expect(await review.undo()).toBeUndefined()
      })
    })
  })

  it('leaves alone what is written into the file meanwhile', async () => {
    await withProject(async (project) => {
      await stage(project)
      await project.session(async ({ db }) => {
        const review = await openReview(held(db), project.dir, () => NOW)
        const item = review.item('extension:xyz')
        project.write('curation.jsonc', '{ "platform": { "bin": "nes" } } // mine')
        if (item) await review.decide(item, { do: 'refuse' })
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(
          '{ "platform": { "bin": "nes", "xyz": null } } // mine',
        )
      })
    })
  })

  it('does not decide what another one decided meanwhile, and asks for it no more', async () => {
    await withProject(async (project) => {
      await stage(project)
      await project.session(async ({ db }) => {
        const [one, other] = [
          await openReview(held(db), project.dir, () => NOW),
          await openReview(held(db), project.dir, () => NOW),
        ]
        const [item] = one.items()
        if (!item) return
        await one.decide(item, { do: 'refuse' })
        const text = readFileSync(project.at('curation.jsonc'), 'utf8')
        const late = other.decide(item, { do: 'platform', platform: 'gba' })
        await expect(late).rejects.toThrow('.xyz was decided meanwhile, and that stays.')
        expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(text)
        expect(other.items()).toEqual(one.items())
        await expect(one.decide(item, { do: 'platform', platform: 'gba' })).rejects.toThrow('meanwhile')
        await one.undo()
        expect((await other.decide(item, { do: 'platform', platform: 'gba' })).open).toBe(1)
      })
    })
  })

  it('knows what is new since the last one', async () => {
    await withProject(async (project) => {
      await stage(project)
      const news = (now: number, isDone = false) =>
        project.session(async ({ db }) => {
          const review = await openReview(held(db), project.dir, () => now)
          if (isDone) await review.finish(now)
          return review.items({ onlyNew: true }).map(({ subject }) => subject)
        })
      expect(await news(NOW, true)).toHaveLength(4)
      expect(await news(NOW + 1)).toEqual([])
      project.write('roms/later.gba', 'later')
      await project.build()
      expect(await news(NOW + 2)).toEqual(['roms/later.gba'])
    })
  })

  it('refuses what contradicts a decision, and writes nothing', async () => {
    await withProject(async (project) => {
      set(project, [
        { name: 'Tie (USA).gba', bytes: 'a' },
        { name: 'Tie! (USA).gba', bytes: 'b' },
      ])
      await project.build()
      const text = '{ "same": [{ "platform": "gba", "releases": ["Tie (USA)", "Tie! (USA)"] }] }'
      project.write('curation.jsonc', text)
      await expect(decide(project, 'last-resort:gba/Tie! (USA)', { do: 'split' })).rejects.toThrow(
        '"Tie! (USA)" and "Tie (USA)" were decided to be one game.',
      )
      expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toBe(text)
    })
  })
})
